package io.coffer.metadata;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A part of an upload, or of the object completed from it.
 *
 * @param etag the hexadecimal MD5 of its bytes, without quotes
 * @param checksum its checksum in the upload's algorithm, base64
 * @param modified milliseconds since the epoch
 */
public record Part(int number, String blobId, long size, String etag, String checksum, long modified) {

    @JsonIgnore
    public Instant lastModified() {
        return Instant.ofEpochMilli(modified);
    }
}
