package io.coffer.multipart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CompletedPart;

@OnStandIns
@OneGatewayStyle
final class UploadPartCopyIT extends S3ClientTest {

    @Test
    void aPartCanBeCopied() {
        String bucket = bucket();
        byte[] source = bytes(minPart + 100, 5);
        put(bucket, "a source+", source);
        Multipart upload = Multipart.begin(s3, bucket, "key");
        List<CompletedPart> parts = List.of(
                copied(bucket, upload, 1, "bytes=100-" + (minPart + 99)), copied(bucket, upload, 2, "bytes=0-99"),
                copied(bucket, upload, 3, null));
        assertRefused(400, "EntityTooSmall", () -> upload.complete(parts));
        upload.complete(List.of(parts.get(0), parts.get(2)));
        assertArrayEquals(concat(Arrays.copyOfRange(source, 100, minPart + 100), source), get(bucket, "key").asByteArray());
        assertRefused(404, "NoSuchUpload", () -> copied(bucket, upload, 1, null));
    }

    @Test
    void aCopiedPartStaysInsideItsSource() {
        String bucket = bucket();
        put(bucket, "a source+", "0123456789");
        Multipart upload = Multipart.begin(s3, bucket, "key");
        assertRefused(400, "InvalidArgument", () -> copied(bucket, upload, 1, "bytes=0-10"));
        assertRefused(400, "InvalidArgument", () -> copied(bucket, upload, 1, "bytes=5-"));
        assertRefused(400, "InvalidRequest", () -> copied(bucket, upload, 1, "bytes=10-11"));
        copied(bucket, upload, 1, "bytes=9-9");
    }

    @Test
    void anEmptySourceIsCopiedWholeOnly() {
        String bucket = bucket();
        put(bucket, "a source+", "");
        Multipart upload = Multipart.begin(s3, bucket, "key");
        assertRefused(400, "InvalidRequest", () -> copied(bucket, upload, 1, "bytes=0-0"));
        upload.complete(List.of(copied(bucket, upload, 1, null)));
        assertEquals("", text(bucket, "key"));
    }

    private CompletedPart copied(String bucket, Multipart upload, int number, String range) {
        String etag = s3.uploadPartCopy(r -> r.sourceBucket(bucket).sourceKey("a source+").destinationBucket(bucket)
                .destinationKey("key").uploadId(upload.uploadId()).partNumber(number).copySourceRange(range)).copyPartResult().eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }
}
