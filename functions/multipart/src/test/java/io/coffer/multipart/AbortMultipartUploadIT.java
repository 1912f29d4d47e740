package io.coffer.multipart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import org.junit.jupiter.api.Test;

@OnStandIns
@OneGatewayStyle
final class AbortMultipartUploadIT extends S3ClientTest {

    private static final byte[] LAST = bytes(1000, 3);

    @Test
    void anAbortedUploadIsGone() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, LAST);
        upload.abort();
        assertRefused(404, "NoSuchUpload", () -> upload.part(2, LAST));
        assertRefused(404, "NoSuchUpload", upload::complete);
        assertRefused(404, "NoSuchUpload", upload::abort);
        assertRefused(404, "NoSuchUpload", () -> s3.listParts(r -> r.bucket(bucket).key("key").uploadId(upload.uploadId())));
        assertRefused(404, "NoSuchUpload", () -> s3.abortMultipartUpload(r -> r.bucket(bucket).key("key").uploadId("no-such-id")));
        assertTrue(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads().isEmpty());
    }
}
