package io.coffer.content;

import io.coffer.auth.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

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

    /** Stands for a digest of 16 bytes, which nobody without the key can tell from another one's. */
    byte[] ofDigest(byte[] digest) {
        byte[] label = "coffer digest ".getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(label.length + digest.length).put(label).put(digest).array();
        return Arrays.copyOf(Hkdf.expand(key, info), digest.length);
    }

    @Override
    public String toString() {
        return "DataKey[hidden]";
    }
}
