package io.coffer.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HkdfTest {

    /** RFC 5869, appendix A.1: its first 32 bytes. */
    @Test
    void derivesAsTheRfcDoes() {
        HexFormat hex = HexFormat.of();
        byte[] key = hex.parseHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        byte[] info = hex.parseHex("f0f1f2f3f4f5f6f7f8f9");

        assertEquals("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf", hex.formatHex(Hkdf.expand(key, info)));
        assertFalse(Arrays.equals(Hkdf.expand(key, info), Hkdf.expand(key, new byte[0])));
    }
}
