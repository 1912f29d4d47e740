package io.coffer.metadata;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A multipart upload in progress.
 *
 * @param initiated milliseconds since the epoch
 * @param headers what the completed object's record takes over, as {@code metadata}, {@code tags} and {@code encryption}
 * @param checksumAlgorithm what the client wants its parts summed with; null if it named none, then {@link #kept} is
 * @param ownerId the account that will own the object
 * @param initiatorId the account that began it; null if nobody signed for it
 * @param asked what its creation said for the condition keys of policies, which holds for the requests that go on with it
 */
public record Upload(
        String key,
        String uploadId,
        long initiated,
        Map<String, String> headers,
        Map<String, String> metadata,
        @Nullable ChecksumAlgorithm checksumAlgorithm,
        ChecksumType checksumType,
        String ownerId,
        @Nullable String initiatorId,
        Map<String, String> tags,
        @Nullable Encryption encryption,
        Map<String, String> asked) {

    public Upload {
        headers = headers == null ? Map.of() : headers;
        metadata = metadata == null ? Map.of() : metadata;
        tags = tags == null ? Map.of() : tags;
        asked = asked == null ? Map.of() : asked;
    }

    /** What its parts are summed with: S3 computes CRC64NVME where the client named nothing. */
    public ChecksumAlgorithm kept() {
        return checksumAlgorithm == null ? ChecksumAlgorithm.CRC64NVME : checksumAlgorithm;
    }
}
