package io.coffer.listings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

@OneGatewayStyle
@OnStandIns
final class VersioningIT extends S3ClientTest {

    @Test
    void everyWriteIsAVersion() {
        String bucket = bucket();
        assertNull(put(bucket, "key", "before").versionId());
        versioning(bucket, BucketVersioningStatus.ENABLED);
        String first = put(bucket, "key", "first").versionId();
        String second = put(bucket, "key", "second").versionId();
        assertEquals("second", text(bucket, "key"));
        assertEquals(second, get(bucket, "key").response().versionId());
        assertEquals("first", text(bucket, "key", first));
        assertEquals("before", text(bucket, "key", "null"));
        assertEquals(first, s3.headObject(r -> r.bucket(bucket).key("key").versionId(first)).versionId());
        assertEquals(List.of(second, first, "null"), versionIds(bucket));
        assertEquals(1, s3.listObjectsV2(r -> r.bucket(bucket)).contents().size());
    }

    private static String header(S3Exception refusal, String name) {
        return refusal.awsErrorDetails().sdkHttpResponse().firstMatchingHeader(name).orElse(null);
    }

    @Test
    void aDeleteMarkerHidesTheObject() {
        String bucket = versioned();
        String version = put(bucket, "key", "value").versionId();
        DeleteObjectResponse deleted = s3.deleteObject(r -> r.bucket(bucket).key("key"));
        assertTrue(deleted.deleteMarker());
        S3Exception missing = assertRefused(404, "NoSuchKey", () -> get(bucket, "key"));
        S3Exception missingHead = assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("key")));
        S3Exception marker = assertRefused(405, "MethodNotAllowed", () -> text(bucket, "key", deleted.versionId()));
        S3Exception markerHead =
                assertRefused(405, () -> s3.headObject(r -> r.bucket(bucket).key("key").versionId(deleted.versionId())));
        for (S3Exception refusal : List.of(missing, missingHead, marker, markerHead)) {
            assertEquals("true", header(refusal, "x-amz-delete-marker"));
            assertEquals(deleted.versionId(), header(refusal, "x-amz-version-id"));
        }
        for (S3Exception refusal : List.of(marker, markerHead)) {
            assertEquals("DELETE", header(refusal, "Allow"));
            assertNotNull(header(refusal, "Last-Modified"));
        }
        assertEquals("value", text(bucket, "key", version));
        assertTrue(s3.listObjectsV2(r -> r.bucket(bucket)).contents().isEmpty());
        ListObjectVersionsResponse listed = s3.listObjectVersions(r -> r.bucket(bucket));
        assertTrue(listed.deleteMarkers().get(0).isLatest());
        assertEquals(deleted.versionId(), listed.deleteMarkers().get(0).versionId());
        assertFalse(listed.versions().get(0).isLatest());
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket(bucket)));

        DeleteObjectResponse undeleted = s3.deleteObject(r -> r.bucket(bucket).key("key").versionId(deleted.versionId()));
        assertTrue(undeleted.deleteMarker());
        assertEquals("value", text(bucket, "key"));
    }

    @Test
    void aVersionIsRemovedForGood() {
        String bucket = versioned();
        byte[] large = bytes(200_000, 1);
        String first = put(bucket, "key", large).versionId();
        String second = put(bucket, "key", "second").versionId();
        DeleteObjectResponse removed = s3.deleteObject(r -> r.bucket(bucket).key("key").versionId(second));
        assertEquals(second, removed.versionId());
        assertNull(removed.deleteMarker());
        assertRefused(404, "NoSuchVersion", () -> text(bucket, "key", second));
        assertArrayEquals(large, get(bucket, "key").asByteArray());
        s3.deleteObject(r -> r.bucket(bucket).key("key").versionId(first));
        s3.deleteBucket(r -> r.bucket(bucket));
    }

    @Test
    void suspendedAWriteReplacesTheNullVersion() {
        String bucket = versioned();
        String kept = put(bucket, "key", "kept").versionId();
        versioning(bucket, BucketVersioningStatus.SUSPENDED);
        assertNull(put(bucket, "key", "a").versionId());
        assertNull(put(bucket, "key", "b").versionId());
        assertEquals("null", get(bucket, "key").response().versionId());
        assertEquals(List.of("null", kept), versionIds(bucket));
        assertEquals("null", s3.deleteObject(r -> r.bucket(bucket).key("key")).versionId());
        assertEquals(List.of(kept), versionIds(bucket));
        assertEquals("kept", text(bucket, "key", kept));
    }

    @Test
    void whatIsNoVersionIdIsSaid() {
        String bucket = versioned();
        put(bucket, "key", "value");
        assertRefused(400, "InvalidArgument", () -> text(bucket, "key", "nonsense"));
        assertRefused(400, "InvalidArgument", () -> s3.deleteObject(r -> r.bucket(bucket).key("key").versionId("nonsense")));
        assertRefused(404, "NoSuchVersion", () -> text(bucket, "key", "0".repeat(32)));
        s3.deleteObject(r -> r.bucket(bucket).key("key").versionId("0".repeat(32)));
        assertEquals("value", text(bucket, "key"));
    }

    @Test
    void anOldVersionIsRestoredByACopyOntoItself() {
        String bucket = versioned();
        byte[] sent = bytes(200_000, 2);
        String old = put(bucket, "key", sent).versionId();
        put(bucket, "key", "new");
        CopyObjectResponse copied = s3.copyObject(r ->
                r.sourceBucket(bucket).sourceKey("key").sourceVersionId(old).destinationBucket(bucket).destinationKey("key"));
        assertEquals(old, copied.copySourceVersionId());
        assertArrayEquals(sent, get(bucket, "key").asByteArray());
        assertEquals(copied.versionId(), get(bucket, "key").response().versionId());
        s3.deleteObject(r -> r.bucket(bucket).key("key").versionId(old));
        assertArrayEquals(sent, get(bucket, "key").asByteArray());
        assertEquals(2, versionIds(bucket).size());
    }

    @Test
    void aDeleteMarkerIsNoSourceOfACopy() {
        String bucket = versioned();
        put(bucket, "key", "value");
        String marker = s3.deleteObject(r -> r.bucket(bucket).key("key")).versionId();
        assertRefused(404, "NoSuchKey", () -> s3.copyObject(r ->
                r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey("copy")));
        assertRefused(400, "InvalidRequest", () -> s3.copyObject(r ->
                r.sourceBucket(bucket).sourceKey("key").sourceVersionId(marker).destinationBucket(bucket).destinationKey("copy")));
    }

    @Test
    void aCompletedUploadIsAVersion() {
        String bucket = versioned();
        String before = put(bucket, "key", "before").versionId();
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, bytes(1000, 1));
        String completed = upload.complete().versionId();
        assertEquals(List.of(completed, before), versionIds(bucket));
        assertArrayEquals(bytes(1000, 1), get(bucket, "key").asByteArray());
        assertEquals("before", text(bucket, "key", before));
    }

    @Test
    void suspendedACompletedUploadReplacesTheNullVersion() {
        String bucket = bucket();
        put(bucket, "key", "before versions were kept");
        versioning(bucket, BucketVersioningStatus.ENABLED);
        String kept = put(bucket, "key", "kept").versionId();
        versioning(bucket, BucketVersioningStatus.SUSPENDED);
        for (byte[] sent : List.of(bytes(1000, 1), bytes(1000, 2))) {
            Multipart upload = Multipart.begin(s3, bucket, "key");
            upload.part(1, sent);
            upload.complete();
            assertEquals(List.of("null", kept), versionIds(bucket));
            assertArrayEquals(sent, get(bucket, "key").asByteArray());
        }
        assertEquals("kept", text(bucket, "key", kept));
    }

    @Test
    void aCompletedUploadStandsBeforeADeleteMarker() {
        String bucket = versioned();
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, bytes(1000, 1));
        String completed = upload.complete().versionId();
        assertEquals(List.of(completed), versionIds(bucket));
        assertArrayEquals(bytes(1000, 1), get(bucket, "key").asByteArray());
    }

    @Test
    void manyVersionsAreDeletedAtOnce() {
        String bucket = versioned();
        String first = put(bucket, "a", "1").versionId();
        String second = put(bucket, "a", "2").versionId();
        put(bucket, "b", "3");
        DeleteObjectsResponse deleted = s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(
                ObjectIdentifier.builder().key("a").versionId(first).build(),
                ObjectIdentifier.builder().key("b").build(),
                ObjectIdentifier.builder().key("a").versionId("nonsense").build())));
        assertEquals(2, deleted.deleted().size());
        assertEquals(first, deleted.deleted().get(0).versionId());
        assertNull(deleted.deleted().get(0).deleteMarker());
        assertTrue(deleted.deleted().get(1).deleteMarker());
        assertEquals("nonsense", deleted.errors().get(0).versionId());
        assertEquals(second, get(bucket, "a").response().versionId());
    }

    @Test
    void writersAtOnceLoseNoVersion() throws Exception {
        String bucket = versioned();
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> writes = Stream.<Callable<String>>generate(() -> () -> put(bucket, "key", "x").versionId())
                    .limit(24)
                    .toList();
            Set<String> written = writers.invokeAll(writes).stream().map(VersioningIT::get).collect(Collectors.toSet());
            assertEquals(24, written.size());
            assertEquals(written, Set.copyOf(versionIds(bucket)));
        } finally {
            writers.shutdown();
        }
    }

    private static String get(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tagsBelongToAVersion() {
        String bucket = versioned();
        String first = put(r -> r.bucket(bucket).key("key").tagging("a=1"), "x").versionId();
        put(r -> r.bucket(bucket).key("key").tagging("a=2"), "y");
        s3.putObjectTagging(r -> r.bucket(bucket).key("key").versionId(first).tagging(t -> t.tagSet(s -> s.key("b").value("3"))));
        assertEquals("b", s3.getObjectTagging(r -> r.bucket(bucket).key("key").versionId(first)).tagSet().get(0).key());
        assertEquals("2", s3.getObjectTagging(r -> r.bucket(bucket).key("key")).tagSet().get(0).value());
        assertEquals(2, versionIds(bucket).size());
    }
}
