package io.coffer.content;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The random key of an object's bytes, or of an upload's. It prints nothing of itself and is stored sealed only: see {@link KeySeal}. */
public final class DataKey {

    /** In bytes. */
    static final int LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    DataKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a data key has " + LENGTH + " bytes");
        }
        this.key = key.clone();
    }

    public static DataKey fresh() {
        byte[] key = new byte[LENGTH];
        RANDOM.nextBytes(key);
        return new DataKey(key);
    }

    byte[] bytes() {
        return key;
    }

    /** The key of one blob. An id is written once, so no two streams of segments ever have a key in common. */
    byte[] ofBlob(String id) {
        return Hkdf.expand(key, ("coffer blob " + id).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "DataKey[hidden]";
    }
}
