package io.coffer.accounts;

import io.coffer.auth.Aead;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Wraps a master key under a key-encryption key of 32 bytes, with AES-256-GCM: what was wrapped for something else does not open. */
final class KeyWrap {

    private static final byte[] PURPOSE = "coffer master key".getBytes(StandardCharsets.US_ASCII);

    private final Aead aead;

    KeyWrap(byte[] keyEncryptionKey) {
        this.aead = new Aead(keyEncryptionKey);
    }

    /** @return nonce, ciphertext and tag */
    byte[] wrap(MasterKey masterKey) {
        return aead.seal(masterKey.bytes(), PURPOSE);
    }

    /** @return empty if it was wrapped under another key, or is damaged */
    Optional<MasterKey> unwrap(byte[] wrapped) {
        return aead.open(wrapped, PURPOSE).map(MasterKey::of);
    }

    @Override
    public String toString() {
        return "KeyWrap[hidden]";
    }
}
