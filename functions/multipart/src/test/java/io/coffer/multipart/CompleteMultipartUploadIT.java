package io.coffer.multipart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

@OnStandIns
@OneGatewayStyle
final class CompleteMultipartUploadIT extends S3ClientTest {

    private static final byte[] LAST = bytes(1000, 3);
    private byte[] firstPart;
    private byte[] secondPart;

    @BeforeEach
    void makeParts() {
        firstPart = bytes(minPart, 1);
        secondPart = bytes(minPart + 1, 2);
    }

    @Test
    void partsBecomeOneObject() {
        String bucket = bucket();
        String uploadId = s3.createMultipartUpload(
                r -> r.bucket(bucket).key("key").contentType("text/plain").metadata(Map.of("a", "1"))).uploadId();
        Multipart upload = new Multipart(s3, bucket, "key", uploadId);
        upload.part(3, LAST);
        upload.part(1, firstPart);
        upload.part(2, secondPart);
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("key")));
        String etag = '"' + DigestUtils.md5Hex(
                concat(DigestUtils.md5(firstPart), DigestUtils.md5(secondPart), DigestUtils.md5(LAST))) + "-3\"";
        assertEquals(etag, upload.complete().eTag());
        ResponseBytes<GetObjectResponse> got = get(bucket, "key");
        assertArrayEquals(concat(firstPart, secondPart, LAST), got.asByteArray());
        assertEquals(etag, got.response().eTag());
        assertEquals("text/plain", got.response().contentType());
        assertEquals(Map.of("a", "1"), got.response().metadata());
        assertTrue(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads().isEmpty());
        assertEquals(etag, s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0).eTag());
    }

    @Test
    void completionReplacesWhatIsThere() {
        String bucket = bucket();
        put(bucket, "key", "small");
        for (byte[] sent : List.of(LAST, bytes(1000, 4))) {
            Multipart upload = Multipart.begin(s3, bucket, "key");
            upload.part(1, sent);
            upload.complete();
            assertArrayEquals(sent, get(bucket, "key").asByteArray());
        }
    }

    @Test
    void partsThatAreNotNamedAreLeftOut() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, firstPart);
        CompletedPart only = upload.part(2, LAST);
        upload.complete(List.of(only));
        assertArrayEquals(LAST, get(bucket, "key").asByteArray());
    }

    @Test
    void completionNamesPartsThatExistInOrder() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        CompletedPart first = upload.part(1, firstPart);
        CompletedPart second = upload.part(2, LAST);
        assertRefused(400, "InvalidPartOrder", () -> upload.complete(List.of(second, first)));
        assertRefused(400, "InvalidPartOrder", () -> upload.complete(List.of(first, first)));
        assertRefused(400, "InvalidPart",
                () -> upload.complete(List.of(first, second, CompletedPart.builder().partNumber(3).eTag(first.eTag()).build())));
        assertRefused(400, "InvalidPart",
                () -> upload.complete(List.of(CompletedPart.builder().partNumber(1).eTag(second.eTag()).build())));
        assertRefused(400, "MalformedXML", () -> upload.complete(List.of()));
        upload.complete();
    }

    @Test
    void everyPartButTheLastHasTheLeastSize() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, bytes(minPart - 1, 4));
        upload.part(2, LAST);
        assertRefused(400, "EntityTooSmall", upload::complete);
        upload.part(1, firstPart);
        upload.complete();
    }

    @Test
    void completingTwiceAnswersTwice() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, LAST);
        assertEquals(upload.complete().eTag(), upload.complete().eTag());
        put(bucket, "key", "overwritten");
        assertRefused(404, "NoSuchUpload", upload::complete);
    }
}
