package io.coffer.multipart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

@OnStandIns
@OneGatewayStyle
final class MultipartIT extends S3ClientTest {

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
    void rangesReachAcrossParts() {
        String bucket = threeParts();
        byte[] whole = concat(firstPart, secondPart, LAST);
        int[][] ranges = {{0, 0}, {minPart - 1, minPart}, {minPart, minPart}, {100, whole.length - 100},
            {2 * minPart, 2 * minPart + 1}, {whole.length - 1, whole.length - 1}};
        for (int[] range : ranges) {
            byte[] got = get(r -> r.bucket(bucket).key("key").range("bytes=%d-%d".formatted(range[0], range[1]))).asByteArray();
            assertArrayEquals(Arrays.copyOfRange(whole, range[0], range[1] + 1), got);
        }
    }

    private String threeParts() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, firstPart);
        upload.part(5, secondPart);
        upload.part(9, LAST);
        upload.complete();
        return bucket;
    }

    @Test
    void partsCanBeReadOneByOne() {
        String bucket = threeParts();
        ResponseBytes<GetObjectResponse> second = get(r -> r.bucket(bucket).key("key").partNumber(2));
        assertArrayEquals(secondPart, second.asByteArray());
        assertEquals(3, second.response().partsCount());
        assertEquals(206, second.response().sdkHttpResponse().statusCode());
        assertEquals("bytes %d-%d/%d".formatted(minPart, 2 * minPart, 2 * minPart + 1001), second.response().contentRange());
        HeadObjectResponse last = s3.headObject(r -> r.bucket(bucket).key("key").partNumber(3));
        assertEquals(1000, last.contentLength());
        assertEquals(3, last.partsCount());
        assertRefused(416, "InvalidPartNumber", () -> get(r -> r.bucket(bucket).key("key").partNumber(4)));
        put(bucket, "plain", "value");
        assertEquals("value", get(r -> r.bucket(bucket).key("plain").partNumber(1)).asUtf8String());
        assertRefused(416, "InvalidPartNumber", () -> get(r -> r.bucket(bucket).key("plain").partNumber(2)));
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
    void partNumbersAreFrom1To10000() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(10_000, LAST);
        assertRefused(400, "InvalidArgument", () -> upload.part(0, LAST));
        assertRefused(400, "InvalidArgument", () -> upload.part(10_001, LAST));
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

    @Test
    void partsAreListedByNumberInPages() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        for (int number : new int[] {7, 3, 10_000, 1, 5}) {
            upload.part(number, bytes(number, number));
        }
        List<Part> paged = new ArrayList<>();
        s3.listPartsPaginator(r -> r.bucket(bucket).key("key").uploadId(upload.uploadId()).maxParts(2))
                .forEach(page -> paged.addAll(page.parts()));
        assertEquals(List.of(1, 3, 5, 7, 10_000), paged.stream().map(Part::partNumber).toList());
        assertEquals(List.of(1L, 3L, 5L, 7L, 10_000L), paged.stream().map(Part::size).toList());
        assertEquals(upload.parts().stream().map(CompletedPart::eTag).toList(), paged.stream().map(Part::eTag).toList());
        ListPartsResponse page = s3.listParts(
                r -> r.bucket(bucket).key("key").uploadId(upload.uploadId()).partNumberMarker(3).maxParts(2));
        assertEquals(List.of(5, 7), page.parts().stream().map(Part::partNumber).toList());
        assertTrue(page.isTruncated());
        assertEquals(7, page.nextPartNumberMarker());
        assertEquals(upload.uploadId(), page.uploadId());
    }

    @Test
    void uploadsAreListedByKeyInPages() {
        String bucket = bucket();
        List<String> keys = List.of("a/1", "a/2", "b", "b", "b", "c", "😀");
        keys.forEach(key -> Multipart.begin(s3, bucket, key));
        for (int pageSize : new int[] {1, 2, 3, 1000}) {
            List<MultipartUpload> paged = new ArrayList<>();
            s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).maxUploads(pageSize))
                    .forEach(page -> paged.addAll(page.uploads()));
            assertEquals(keys, paged.stream().map(MultipartUpload::key).toList());
            assertEquals(keys.size(), paged.stream().map(MultipartUpload::uploadId).distinct().count());
        }
        ListMultipartUploadsResponse folded = s3.listMultipartUploads(r -> r.bucket(bucket).delimiter("/"));
        assertEquals("a/", folded.commonPrefixes().get(0).prefix());
        assertEquals(List.of("b", "b", "b", "c", "😀"), folded.uploads().stream().map(MultipartUpload::key).toList());
        assertFalse(folded.isTruncated());
        assertEquals(List.of("a/1", "a/2"),
                s3.listMultipartUploads(r -> r.bucket(bucket).prefix("a/")).uploads().stream().map(MultipartUpload::key).toList());
    }

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

    @Test
    void anUploadBelongsToItsKey() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        assertRefused(404, "NoSuchUpload", () -> s3.uploadPart(
                r -> r.bucket(bucket).key("other").uploadId(upload.uploadId()).partNumber(1), RequestBody.fromBytes(LAST)));
    }
}
