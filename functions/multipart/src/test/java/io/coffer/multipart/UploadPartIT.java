package io.coffer.multipart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

@OnStandIns
@OneGatewayStyle
final class UploadPartIT extends S3ClientTest {

    private static final byte[] LAST = bytes(1000, 3);
    private byte[] firstPart;
    private byte[] secondPart;

    @BeforeEach
    void makeParts() {
        firstPart = bytes(minPart, 1);
        secondPart = bytes(minPart + 1, 2);
    }

    @Test
    void theLastUploadOfAPartStands() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        CompletedPart replaced = upload.part(1, firstPart);
        upload.part(1, LAST);
        assertRefused(400, "InvalidPart", () -> upload.complete(List.of(replaced)));
        upload.complete();
        assertArrayEquals(LAST, get(bucket, "key").asByteArray());
    }

    @Test
    void partNumbersAreFrom1To10000() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(10_000, LAST);
        assertRefused(400, "InvalidArgument", () -> upload.part(0, LAST));
        assertRefused(400, "InvalidArgument", () -> upload.part(10_001, LAST));
    }

    @Test
    void anUploadBelongsToItsKey() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        assertRefused(404, "NoSuchUpload", () -> s3.uploadPart(
                r -> r.bucket(bucket).key("other").uploadId(upload.uploadId()).partNumber(1), RequestBody.fromBytes(LAST)));
    }
}
