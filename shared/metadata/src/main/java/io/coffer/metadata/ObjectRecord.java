package io.coffer.metadata;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.coffer.checksum.Checksum;
import java.time.Instant;
import java.util.Map;

/**
 * An object as it is kept: all but its key (the item's sort key) and its bytes.
 *
 * @param etag without quotes
 * @param modified milliseconds since the epoch
 * @param headers the system headers stored with it (Content-Type, Cache-Control and so on), in their canonical spelling
 * @param metadata the user metadata by name without {@code x-amz-meta-}, in lower case
 * @param holder names this object among those that share its content
 * @param ownerId the account that owns it
 */
public record ObjectRecord(
        String etag,
        long size,
        long modified,
        Map<String, String> headers,
        Map<String, String> metadata,
        Checksum checksum,
        Content content,
        String holder,
        String ownerId) {

    public ObjectRecord {
        headers = headers == null ? Map.of() : headers;
        metadata = metadata == null ? Map.of() : metadata;
    }

    @JsonIgnore
    public Instant lastModified() {
        return Instant.ofEpochMilli(modified);
    }
}
