package io.coffer.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecretSealTest {

    private final SecretSeal seal = new SecretSeal(SecretSeal.newMasterKey());

    @Test
    void opensWhatItSealed() {
        assertEquals("geheim", seal.open("AKIA1", seal.seal("AKIA1", "geheim")));
    }

    @Test
    void neverSealsTheSameSecretAlike() {
        assertFalse(Arrays.equals(seal.seal("AKIA1", "geheim"), seal.seal("AKIA1", "geheim")));
    }

    @Test
    void doesNotShowTheSecret() {
        assertFalse(new String(seal.seal("AKIA1", "geheim"), StandardCharsets.ISO_8859_1).contains("geheim"));
    }

    @Test
    void theMasterKeyItselfSealsNothing() throws GeneralSecurityException {
        byte[] masterKey = SecretSeal.newMasterKey();
        byte[] sealed = new SecretSeal(masterKey).seal("AKIA1", "geheim");

        assertThrows(AEADBadTagException.class, () -> underTheMasterKey(Cipher.DECRYPT_MODE, masterKey, sealed, 12));
    }

    @Test
    void opensWhatEarlierVersionsSealedUnderTheMasterKeyItself() throws GeneralSecurityException {
        byte[] masterKey = SecretSeal.newMasterKey();
        byte[] nonce = new byte[12];
        byte[] ciphertext = underTheMasterKey(Cipher.ENCRYPT_MODE, masterKey, "geheim".getBytes(StandardCharsets.UTF_8), 0);

        assertEquals("geheim", new SecretSeal(masterKey).open("AKIA1", ByteBuffer.allocate(nonce.length + ciphertext.length)
                .put(nonce).put(ciphertext).array()));
    }

    /** With the nonce that the input begins with, or, if it begins with none, with zeros. */
    private static byte[] underTheMasterKey(int mode, byte[] masterKey, byte[] input, int from) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = from == 0 ? new byte[12] : Arrays.copyOf(input, from);
        cipher.init(mode, new SecretKeySpec(masterKey, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD("AKIA1".getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(input, from, input.length - from);
    }

    @Test
    void opensForNoOtherKeyIdAndUnderNoOtherMasterKey() {
        byte[] sealed = seal.seal("AKIA1", "geheim");

        assertThrows(IllegalStateException.class, () -> seal.open("AKIA2", sealed));
        assertThrows(IllegalStateException.class, () -> new SecretSeal(SecretSeal.newMasterKey()).open("AKIA1", sealed));
    }
}
