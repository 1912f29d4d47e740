package io.coffer.accounts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Wraps a master key under a key-encryption key of 32 bytes, with AES-256-GCM: what was wrapped for something else does not open. */
final class KeyWrap {

    private static final byte[] PURPOSE = "coffer master key".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    KeyWrap(byte[] keyEncryptionKey) {
        this.key = new SecretKeySpec(keyEncryptionKey, "AES");
    }

    /** @return nonce, ciphertext and tag */
    byte[] wrap(MasterKey masterKey) {
        byte[] nonce = new byte[NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(masterKey.bytes());
            return ByteBuffer.allocate(NONCE_LENGTH + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return empty where it was wrapped under another key, or is damaged */
    Optional<MasterKey> unwrap(byte[] wrapped) {
        if (wrapped.length <= NONCE_LENGTH) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_LENGTH];
        ByteBuffer.wrap(wrapped).get(nonce);
        try {
            return Optional.of(MasterKey.of(
                    cipher(Cipher.DECRYPT_MODE, nonce).doFinal(wrapped, NONCE_LENGTH, wrapped.length - NONCE_LENGTH)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(PURPOSE);
        return cipher;
    }

    @Override
    public String toString() {
        return "KeyWrap[hidden]";
    }
}
