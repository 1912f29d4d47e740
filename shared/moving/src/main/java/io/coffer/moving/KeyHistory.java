package io.coffer.moving;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * All that a listing says of one key.
 *
 * @param versions the oldest first; a single one if the listing was not of versions
 */
record KeyHistory(String key, List<ListedVersion> versions) {

    /** S3 lists keys in the order of their UTF-8 bytes, which for characters beyond U+FFFF is not that of Java's strings. */
    static int compareKeys(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    ListedVersion newest() {
        return versions.get(versions.size() - 1);
    }
}
