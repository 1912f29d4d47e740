package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes and deletions under conditions. */
@OneGatewayStyle
final class ConditionalWritesIT extends S3ClientTest {

    private static final int WRITERS = 16;
    private static final String OTHER = "\"e4d909c290d0fb1ca068ffaddf22cbd0\"";

    @Test
    void aWriteMayWantNothingThere() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").ifNoneMatch("*"), "first");
        assertRefused(412, "PreconditionFailed", () -> put(r -> r.bucket(bucket).key("key").ifNoneMatch("*"), "second"));
        assertEquals("first", text(bucket, "key"));
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        put(r -> r.bucket(bucket).key("key").ifNoneMatch("*"), "third");
        assertEquals("third", text(bucket, "key"));
    }

    @Test
    void aWriteMayWantWhatItRead() {
        String bucket = bucket();
        String first = put(bucket, "key", "first").eTag();
        put(r -> r.bucket(bucket).key("key").ifMatch(first), "second");
        assertRefused(412, "PreconditionFailed", () -> put(r -> r.bucket(bucket).key("key").ifMatch(first), "third"));
        assertEquals("second", text(bucket, "key"));
        assertRefused(404, "NoSuchKey", () -> put(r -> r.bucket(bucket).key("missing").ifMatch(first), "x"));
    }

    @Test
    void aDeleteMayWantWhatItRead() {
        String bucket = bucket();
        String first = put(bucket, "key", "first").eTag();
        String second = put(bucket, "key", "second").eTag();
        assertRefused(412, "PreconditionFailed", () -> s3.deleteObject(r -> r.bucket(bucket).key("key").ifMatch(first)));
        s3.deleteObject(r -> r.bucket(bucket).key("key").ifMatch(second));
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("key")));
    }

    @Test
    void aCompletionMayWantNothingThere() {
        String bucket = bucket();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, bytes(10, 1));
        put(bucket, "key", "faster");
        assertRefused(412, "PreconditionFailed", () -> s3.completeMultipartUpload(r -> r.bucket(bucket).key("key")
                .uploadId(upload.uploadId()).multipartUpload(m -> m.parts(upload.parts())).ifNoneMatch("*")));
        assertEquals("faster", text(bucket, "key"));
    }

    @Test
    void aDeletionMayWantAnETagATimeOrASize() {
        String bucket = bucket();
        Instant modified = head(bucket, put(bucket, "key", "value")).lastModified();
        Instant before = modified.minusSeconds(60);
        assertRefused(412, "PreconditionFailed", () -> s3.deleteObject(r -> r.bucket(bucket).key("key").ifMatchSize(4L)));
        assertRefused(412, "PreconditionFailed",
                () -> s3.deleteObject(r -> r.bucket(bucket).key("key").ifMatchLastModifiedTime(before)));
        DeleteObjectsResponse deleted = s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(
                o -> o.key("key").size(4L), o -> o.key("key").lastModifiedTime(before), o -> o.key("key").eTag("\"0\""))));
        assertEquals(List.of("PreconditionFailed", "PreconditionFailed", "PreconditionFailed"),
                deleted.errors().stream().map(S3Error::code).toList());
        assertEquals("value", text(bucket, "key"));
        s3.deleteObject(r -> r.bucket(bucket).key("key").ifMatchSize(5L).ifMatchLastModifiedTime(modified));
        assertRefused(404, "NoSuchKey", () -> get(bucket, "key"));
    }

    private HeadObjectResponse head(String bucket, PutObjectResponse put) {
        return s3.headObject(r -> r.bucket(bucket).key("key").ifMatch(put.eTag()));
    }

    private int versions(String bucket) {
        ListObjectVersionsResponse listed = s3.listObjectVersions(r -> r.bucket(bucket));
        return listed.versions().size() + listed.deleteMarkers().size();
    }

    private void assertNothingToDelete(String bucket, String key, String etag) {
        for (String condition : List.of("*", etag, OTHER)) {
            assertRefused(404, "NoSuchKey", () -> s3.deleteObject(r -> r.bucket(bucket).key(key).ifMatch(condition)));
        }
        assertRefused(404, "NoSuchKey", () -> s3.deleteObject(r -> r.bucket(bucket).key(key).ifMatchSize(5L)));
        assertRefused(404, "NoSuchKey",
                () -> s3.deleteObject(r -> r.bucket(bucket).key(key).ifMatchLastModifiedTime(Instant.EPOCH)));
        DeleteObjectsResponse deleted = s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(
                o -> o.key(key).eTag("*"), o -> o.key(key).eTag(etag), o -> o.key(key).size(5L),
                o -> o.key(key).lastModifiedTime(Instant.EPOCH))));
        assertEquals(List.of("NoSuchKey", "NoSuchKey", "NoSuchKey", "NoSuchKey"),
                deleted.errors().stream().map(S3Error::code).toList());
        assertEquals(List.of(), deleted.deleted());
    }

    @Test
    void noConditionOfADeletionHoldsOfNothing() {
        String bucket = bucket();
        String etag = put(bucket, "another", "value").eTag();
        assertNothingToDelete(bucket, "missing", etag);
        assertEquals(1, versions(bucket));
        s3.deleteObject(r -> r.bucket(bucket).key("missing"));
    }

    @Test
    void aConditionalDeletionOfNothingLeavesNoDeleteMarker() {
        String bucket = versioned();
        String etag = put(bucket, "key", "value").eTag();
        assertNothingToDelete(bucket, "missing", etag);
        assertEquals(1, versions(bucket));
        s3.deleteObject(r -> r.bucket(bucket).key("key").ifMatch(etag));
        assertEquals(2, versions(bucket));
        assertNothingToDelete(bucket, "key", etag);
        assertEquals(2, versions(bucket));
    }

    @Test
    void underADeleteMarkerThereIsNothingToWriteOver() {
        String bucket = versioned();
        put(bucket, "source", "source");
        String etag = put(bucket, "key", "value").eTag();
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        for (String key : List.of("key", "missing")) {
            assertRefused(404, "NoSuchKey", () -> put(r -> r.bucket(bucket).key(key).ifMatch(etag), "again"));
            assertRefused(404, "NoSuchKey", () -> s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("source")
                    .destinationBucket(bucket).destinationKey(key).ifMatch(etag)));
            Multipart upload = Multipart.begin(s3, bucket, key);
            upload.part(1, bytes(10, 1));
            assertRefused(404, "NoSuchKey", () -> s3.completeMultipartUpload(r -> r.bucket(bucket).key(key)
                    .uploadId(upload.uploadId()).multipartUpload(m -> m.parts(upload.parts())).ifMatch(etag)));
        }
        assertEquals(3, versions(bucket));
        put(r -> r.bucket(bucket).key("key").ifNoneMatch("*"), "again");
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("source").destinationBucket(bucket).destinationKey("missing")
                .ifNoneMatch("*"));
        assertEquals("again", text(bucket, "key"));
        assertEquals("source", text(bucket, "missing"));
    }

    @Test
    void theDeletionOfAVersionTakesNoCondition() {
        String bucket = versioned();
        PutObjectResponse put = put(bucket, "key", "value");
        for (String condition : List.of("*", put.eTag())) {
            HttpResponse<String> refused = raw("DELETE", "/" + bucket + "/key?versionId=" + put.versionId())
                    .header("If-Match", condition).signed().send();
            assertEquals(501, refused.statusCode(), refused::body);
            assertTrue(refused.body().contains("<Header>If-Match</Header>"), refused::body);
        }
        assertRefused(501, "NotImplemented",
                () -> s3.deleteObject(r -> r.bucket(bucket).key("key").versionId(put.versionId()).ifMatchSize(5L)));
        DeleteObjectsResponse deleted = s3.deleteObjects(r -> r.bucket(bucket)
                .delete(d -> d.objects(o -> o.key("key").versionId(put.versionId()).eTag(put.eTag()))));
        assertEquals("NotImplemented", deleted.errors().get(0).code());
        assertEquals("value", text(bucket, "key"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PUT    | If-None-Match       | \"a\" | If-None-Match",
        "PUT    | If-Modified-Since   | Wed, 04 Mar 2026 05:06:07 GMT | If-Modified-Since",
        "PUT    | If-Unmodified-Since | Wed, 04 Mar 2026 05:06:07 GMT | If-Unmodified-Since",
        "DELETE | If-None-Match       | *     | If-None-Match",
        "DELETE | If-Modified-Since   | Wed, 04 Mar 2026 05:06:07 GMT | If-Modified-Since",
        "DELETE | If-Unmodified-Since | Wed, 04 Mar 2026 05:06:07 GMT | If-Unmodified-Since",
    })
    void aConditionThatS3DoesNotTakeIsRefusedByName(String method, String header, String value, String named) {
        String bucket = bucket();
        put(bucket, "source", "source");
        put(bucket, "key", "value");
        HttpResponse<String> refused = raw(method, "/" + bucket + "/key").header(header, value).signed().send();
        assertEquals(501, refused.statusCode(), refused::body);
        assertTrue(refused.body().contains("<Code>NotImplemented</Code><Message>A header you provided implies functionality that is"
                + " not implemented</Message><Header>" + named + "</Header>"), refused::body);
        if (method.equals("PUT")) {
            HttpResponse<String> copy = raw(method, "/" + bucket + "/key").header("x-amz-copy-source", bucket + "/source")
                    .header(header, value).signed().send();
            assertEquals(501, copy.statusCode(), copy::body);
        }
        assertEquals("value", text(bucket, "key"));
    }

    /** Ceph's s3-tests, test_put_object_if_match; AWS answers 501. */
    @Test
    void aWriteMayAskThatThereIsAnObject() {
        String bucket = bucket();
        assertRefused(404, "NoSuchKey", () -> put(r -> r.bucket(bucket).key("key").ifMatch("*"), "first"));
        put(bucket, "key", "value");
        put(r -> r.bucket(bucket).key("key").ifMatch("*"), "second");
        assertEquals("second", text(bucket, "key"));
    }

    @Test
    void aWriteTakesOneConditionOnly() {
        String bucket = bucket();
        String etag = put(bucket, "key", "value").eTag();
        HttpResponse<String> refused = raw("PUT", "/" + bucket + "/key")
                .header("If-Match", etag).header("If-None-Match", "*").signed().send();
        assertEquals(501, refused.statusCode(), refused::body);
        assertTrue(refused.body().contains("<Header>If-Match,If-None-Match</Header>"
                + "<additionalMessage>Multiple conditional request headers present in the request</additionalMessage>"), refused::body);
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, bytes(10, 1));
        assertRefused(501, "NotImplemented", () -> s3.completeMultipartUpload(r -> r.bucket(bucket).key("key")
                .uploadId(upload.uploadId()).multipartUpload(m -> m.parts(upload.parts())).ifMatch(etag).ifNoneMatch("*")));
        assertEquals("value", text(bucket, "key"));
    }

    @Test
    void ofManyCreatorsOneWins() throws Exception {
        String bucket = bucket();
        List<String> winners = race(r -> r.bucket(bucket).key("key").ifNoneMatch("*"));
        assertEquals(1, winners.size(), winners::toString);
        assertEquals(winners.get(0), text(bucket, "key"));
    }

    @Test
    void ofManyUpdatersOneWins() throws Exception {
        String bucket = bucket();
        for (int round = 0; round < 3; round++) {
            String etag = put(bucket, "key", "round " + round).eTag();
            List<String> winners = race(r -> r.bucket(bucket).key("key").ifMatch(etag));
            assertEquals(1, winners.size(), winners::toString);
            assertEquals(winners.get(0), text(bucket, "key"));
        }
    }

    /** Lets many writers put at once, each its own value; returns the values that were acknowledged. */
    private List<String> race(Consumer<PutObjectRequest.Builder> request) throws Exception {
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Boolean>> outcomes = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String value = "writer " + writer;
                Callable<Boolean> write = () -> {
                    start.await();
                    return wins(request, value);
                };
                outcomes.add(writers.submit(write));
            }
            List<String> winners = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                if (outcomes.get(writer).get()) {
                    winners.add("writer " + writer);
                }
            }
            return winners;
        } finally {
            writers.shutdownNow();
        }
    }

    private boolean wins(Consumer<PutObjectRequest.Builder> request, String value) {
        try {
            put(request, value);
            return true;
        } catch (S3Exception e) {
            assertTrue(e.statusCode() == 412 || e.statusCode() == 409, e::getMessage);
            return false;
        }
    }
}
