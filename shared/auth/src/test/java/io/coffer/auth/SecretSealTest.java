package io.coffer.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    void opensForNoOtherKeyIdAndUnderNoOtherMasterKey() {
        byte[] sealed = seal.seal("AKIA1", "geheim");

        assertThrows(IllegalStateException.class, () -> seal.open("AKIA2", sealed));
        assertThrows(IllegalStateException.class, () -> new SecretSeal(SecretSeal.newMasterKey()).open("AKIA1", sealed));
    }
}
