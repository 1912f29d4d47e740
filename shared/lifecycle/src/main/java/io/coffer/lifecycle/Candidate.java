package io.coffer.lifecycle;

import java.time.Instant;
import java.util.Map;

/**
 * An object version as rules look at it; a delete marker has no bytes and no tags.
 *
 * @param since when the age that counts began: a current version's creation, or when a noncurrent one was succeeded
 */
public record Candidate(String key, long size, Map<String, String> tags, Instant since) {

    public static Candidate deleteMarker(String key, Instant since) {
        return new Candidate(key, 0, Map.of(), since);
    }
}
