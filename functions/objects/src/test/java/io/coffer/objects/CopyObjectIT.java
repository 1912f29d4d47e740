package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;

@OneGatewayStyle
final class CopyObjectIT extends S3ClientTest {

    private static final String OTHER = "\"e4d909c290d0fb1ca068ffaddf22cbd0\"";

    private CopyObjectResponse copy(String source, String sourceKey, String bucket, String key) {
        return copy(source, sourceKey, bucket, key, r -> {});
    }

    private CopyObjectResponse copy(
            String source, String sourceKey, String bucket, String key, Consumer<CopyObjectRequest.Builder> more) {
        return s3.copyObject(r -> more.accept(
                r.sourceBucket(source).sourceKey(sourceKey).destinationBucket(bucket).destinationKey(key)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 1 << 16, 200_000})
    void bytesAndHeadersAreCopied(int size) {
        String source = bucket();
        String bucket = bucket();
        byte[] sent = bytes(size, size);
        s3.putObject(r -> r.bucket(source).key("key").contentType("text/plain").metadata(Map.of("a", "1")),
                RequestBody.fromBytes(sent));
        for (String destination : new String[] {source, bucket}) {
            CopyObjectResponse copied = copy(source, "key", destination, "copy");
            assertEquals('"' + DigestUtils.md5Hex(sent) + '"', copied.copyObjectResult().eTag());
            assertArrayEquals(sent, get(destination, "copy").asByteArray());
            HeadObjectResponse head = s3.headObject(r -> r.bucket(destination).key("copy"));
            assertEquals("text/plain", head.contentType());
            assertEquals(Map.of("a", "1"), head.metadata());
            assertEquals(copied.copyObjectResult().lastModified(), head.lastModified());
        }
    }

    @Test
    void theCopyOutlivesItsSource() {
        String bucket = bucket();
        byte[] sent = bytes(200_000, 1);
        put(bucket, "key", sent);
        copy(bucket, "key", bucket, "first");
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        assertArrayEquals(sent, get(bucket, "first").asByteArray());
        copy(bucket, "first", bucket, "second");
        put(bucket, "first", "overwritten");
        assertArrayEquals(sent, get(bucket, "second").asByteArray());
        s3.deleteObject(r -> r.bucket(bucket).key("second"));
        assertEquals("overwritten", text(bucket, "first"));
    }

    @Test
    void theSourceOutlivesItsCopy() {
        String bucket = bucket();
        byte[] sent = bytes(200_000, 2);
        put(bucket, "key", sent);
        copy(bucket, "key", bucket, "copy");
        s3.deleteObject(r -> r.bucket(bucket).key("copy"));
        assertArrayEquals(sent, get(bucket, "key").asByteArray());
    }

    @Test
    void aMultipartSourceKeepsItsBytes() {
        String bucket = bucket();
        byte[] first = bytes(minPart, 1);
        byte[] last = bytes(1000, 2);
        Multipart upload = Multipart.begin(s3, bucket, "key");
        upload.part(1, first);
        upload.part(2, last);
        upload.complete();
        copy(bucket, "key", bucket, "copy");
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        assertArrayEquals(concat(first, last), get(bucket, "copy").asByteArray());
    }

    @Test
    void metadataIsReplacedOnRequestOnly() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").contentType("text/plain").metadata(Map.of("a", "1")), "x");
        copy(bucket, "key", bucket, "copied", r -> r.metadataDirective("COPY").metadata(Map.of("b", "2")));
        assertEquals(Map.of("a", "1"), s3.headObject(r -> r.bucket(bucket).key("copied")).metadata());
        copy(bucket, "key", bucket, "replaced", r -> r.metadataDirective("REPLACE").metadata(Map.of("b", "2")).contentType("text/css"));
        HeadObjectResponse replaced = s3.headObject(r -> r.bucket(bucket).key("replaced"));
        assertEquals(Map.of("b", "2"), replaced.metadata());
        assertEquals("text/css", replaced.contentType());
        assertRefused(400, "InvalidArgument", () -> copy(bucket, "key", bucket, "x", r -> r.metadataDirective("MERGE")));
    }

    @Test
    void ontoItselfACopyMustChangeSomething() {
        String bucket = bucket();
        byte[] sent = bytes(200_000, 3);
        put(bucket, "key", sent);
        assertRefused(400, "InvalidRequest", () -> copy(bucket, "key", bucket, "key"));
        copy(bucket, "key", bucket, "key", r -> r.metadataDirective("REPLACE").metadata(Map.of("b", "2")));
        assertEquals(Map.of("b", "2"), s3.headObject(r -> r.bucket(bucket).key("key")).metadata());
        assertArrayEquals(sent, get(bucket, "key").asByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200_000})
    void ontoItselfAnAttributeThatIsStatedWillDo(int size) {
        String bucket = bucket();
        byte[] sent = bytes(size, 5);
        s3.putObject(r -> r.bucket(bucket).key("key").metadata(Map.of("a", "1")), RequestBody.fromBytes(sent));
        CopyObjectResponse copied = copy(bucket, "key", bucket, "key",
                r -> r.storageClass(StorageClass.STANDARD).checksumAlgorithm(ChecksumAlgorithm.SHA256));
        assertEquals(base64(DigestUtils.sha256(sent)), copied.copyObjectResult().checksumSHA256());
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("key").checksumMode(ChecksumMode.ENABLED));
        assertEquals(base64(DigestUtils.sha256(sent)), head.checksumSHA256());
        assertEquals(Map.of("a", "1"), head.metadata());
        copy(bucket, "key", bucket, "key", r -> r.websiteRedirectLocation("/b"));
        assertEquals("/b", s3.headObject(r -> r.bucket(bucket).key("key")).websiteRedirectLocation());
        copy(bucket, "key", bucket, "key", r -> r.metadataDirective("COPY").storageClass(StorageClass.STANDARD));
        assertNull(s3.headObject(r -> r.bucket(bucket).key("key")).websiteRedirectLocation());
        assertArrayEquals(sent, get(bucket, "key").asByteArray());
    }

    @Test
    void ontoItselfOtherHeadersChangeNothing() {
        String bucket = bucket();
        put(bucket, "key", "value");
        assertRefused(400, "InvalidRequest",
                () -> copy(bucket, "key", bucket, "key", r -> r.checksumAlgorithm(ChecksumAlgorithm.SHA256)));
        assertRefused(400, "InvalidRequest", () -> copy(bucket, "key", bucket, "key", r -> r.metadata(Map.of("a", "1"))));
        assertRefused(400, "InvalidRequest",
                () -> copy(bucket, "key", bucket, "key", r -> r.taggingDirective("REPLACE").tagging("a=b")));
    }

    @Test
    void aVersionIsCopiedOntoItsKey() {
        String bucket = bucket();
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        String first = put(bucket, "key", "first").versionId();
        String second = put(bucket, "key", "second").versionId();
        assertRefused(400, "InvalidRequest", () -> copy(bucket, "key", bucket, "key"));
        copy(bucket, "key", bucket, "key", r -> r.sourceVersionId(first));
        assertEquals("first", text(bucket, "key"));
        String third = copy(bucket, "key", bucket, "key", r -> r.sourceVersionId(second)).versionId();
        assertEquals("second", text(bucket, "key"));
        copy(bucket, "key", bucket, "key", r -> r.sourceVersionId(third));
        copy(bucket, "key", bucket, "key", r -> r.storageClass(StorageClass.STANDARD));
        assertEquals(6, s3.listObjectVersions(r -> r.bucket(bucket)).versions().size());
        assertEquals("second", text(bucket, "key"));
    }

    @Test
    void theSourceMayHaveConditions() {
        String bucket = bucket();
        String etag = put(bucket, "key", "value").eTag();
        Instant modified = s3.headObject(r -> r.bucket(bucket).key("key")).lastModified();
        Instant before = modified.minus(Duration.ofDays(1));
        copy(bucket, "key", bucket, "a", r -> r.copySourceIfMatch(etag));
        copy(bucket, "key", bucket, "b", r -> r.copySourceIfNoneMatch(OTHER));
        copy(bucket, "key", bucket, "c", r -> r.copySourceIfModifiedSince(before));
        copy(bucket, "key", bucket, "d", r -> r.copySourceIfUnmodifiedSince(modified));
        copy(bucket, "key", bucket, "e", r -> r.copySourceIfMatch(etag).copySourceIfUnmodifiedSince(before));
        assertRefused(412, "PreconditionFailed", () -> copy(bucket, "key", bucket, "f", r -> r.copySourceIfMatch(OTHER)));
        assertRefused(412, "PreconditionFailed", () -> copy(bucket, "key", bucket, "f", r -> r.copySourceIfNoneMatch(etag)));
        assertRefused(412, "PreconditionFailed", () -> copy(bucket, "key", bucket, "f", r -> r.copySourceIfModifiedSince(modified)));
        assertRefused(412, "PreconditionFailed", () -> copy(bucket, "key", bucket, "f", r -> r.copySourceIfUnmodifiedSince(before)));
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("f")));
    }

    @Test
    void theDestinationMayHaveConditions() {
        String bucket = bucket();
        put(bucket, "key", bytes(200_000, 4));
        copy(bucket, "key", bucket, "copy", r -> r.ifNoneMatch("*"));
        assertRefused(412, "PreconditionFailed", () -> copy(bucket, "key", bucket, "copy", r -> r.ifNoneMatch("*")));
        assertRefused(412, "PreconditionFailed", () -> copy(bucket, "key", bucket, "copy", r -> r.ifMatch(OTHER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a+b", "100%", "a%2Fb", "a//b", "/a", "ä😀", "a?b=c", "a#b"})
    void anyKeyCanBeASource(String key) {
        requireReachable(key);
        String bucket = bucket();
        put(bucket, key, key);
        copy(bucket, key, bucket, "copy");
        assertEquals(key, text(bucket, "copy"));
    }

    @Test
    void whatIsNotThereCannotBeCopied() {
        String bucket = bucket();
        assertRefused(404, "NoSuchKey", () -> copy(bucket, "missing", bucket, "copy"));
        assertRefused(404, "NoSuchBucket", () -> copy("missing-" + bucket.substring(2), "key", bucket, "copy"));
        assertTrue(s3.listObjectsV2(r -> r.bucket(bucket)).contents().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bucket", "/", "bucket/", "//key"})
    void aSourceIsABucketAndAKey(String source) {
        String bucket = bucket();
        HttpResponse<String> answer = raw("PUT", "/" + bucket + "/copy").header("x-amz-copy-source", source).signed().send();
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("<Code>InvalidArgument</Code>"), answer::body);
    }

    @Test
    void aSourceIsCopiedOnlyFromTheOwnerThatTheRequestExpects() {
        String bucket = bucket();
        put(bucket, "a", "a");
        for (String owner : List.of(s3.listBuckets().owner().id(), "000000000000")) {
            s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("a").destinationBucket(bucket).destinationKey("b")
                    .expectedSourceBucketOwner(owner));
        }
        assertRefused(403, "AccessDenied", () -> s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("a")
                .destinationBucket(bucket).destinationKey("b").expectedSourceBucketOwner("123456789012")));
    }
}
