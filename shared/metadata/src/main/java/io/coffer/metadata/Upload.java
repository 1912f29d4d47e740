package io.coffer.metadata;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import java.util.Map;

/**
 * A multipart upload in progress.
 *
 * @param initiated milliseconds since the epoch
 * @param headers what the completed object's record takes over, as {@code metadata}
 * @param checksumAlgorithm what its parts are summed with; null where the client named none
 */
public record Upload(
        String key,
        String uploadId,
        long initiated,
        Map<String, String> headers,
        Map<String, String> metadata,
        ChecksumAlgorithm checksumAlgorithm,
        ChecksumType checksumType,
        String ownerId) {

    public Upload {
        headers = headers == null ? Map.of() : headers;
        metadata = metadata == null ? Map.of() : metadata;
    }
}
