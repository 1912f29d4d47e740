package io.coffer.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far a recount has come that counts what a bucket holds, key after key. It stands in the bucket's record, which every request reads:
 * what a write adds to a key that the recount has passed is counted apart, since the recount does not see it.
 *
 * @param began which recount it is: when it began, in milliseconds since the epoch
 * @param counted the last key that was counted; null for none
 * @param ended whether all keys were counted
 */
public record Recounting(long began, @Nullable String counted, boolean ended) {

    /** Of a bucket that no recount has gone through so. */
    public static final Recounting NEVER = new Recounting(0, null, true);

    /** Whether what is written to a key from now on comes on top of what was counted. */
    public boolean hasPassed(String key) {
        return ended || (counted != null && Arrays.compareUnsigned(utf8(key), utf8(counted)) <= 0);
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
