package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads under conditions, and ranges under If-Range. */
@OneGatewayStyle
final class ConditionalReadsIT extends S3ClientTest {

    private static final String OTHER = "\"e4d909c290d0fb1ca068ffaddf22cbd0\"";

    /** RFC 9110, 15.4.5: a cache that is told that nothing has changed goes by these from now on. */
    @Test
    void whatIsNotModifiedIsDescribedAsItWouldBeInFull() {
        String bucket = bucket();
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
        String version = s3.putObject(r -> r.bucket(bucket).key("key").cacheControl("max-age=60").expires(Instant.EPOCH)
                .contentLanguage("en"), RequestBody.fromString("value")).versionId();
        HttpResponse<String> answer = raw("GET", "/" + bucket + "/key").header("If-None-Match", "*").signed().send();
        assertEquals(304, answer.statusCode());
        assertEquals("max-age=60", header(answer, "Cache-Control"));
        assertEquals("Thu, 01 Jan 1970 00:00:00 GMT", header(answer, "Expires"));
        assertEquals(version, header(answer, "x-amz-version-id"));
        assertNotNull(header(answer, "ETag"));
        assertNotNull(header(answer, "Last-Modified"));
        assertNull(header(answer, "Content-Language"));
        HttpResponse<String> overridden = raw("GET", "/" + bucket + "/key?response-cache-control=no-store")
                .header("If-None-Match", "*").signed().send();
        assertEquals("no-store", header(overridden, "Cache-Control"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    @Test
    void readsMatchETags() {
        String bucket = bucket();
        String etag = put(bucket, "key", "value").eTag();
        assertEquals("value", get(r -> r.bucket(bucket).key("key").ifMatch(etag)).asUtf8String());
        assertEquals("value", get(r -> r.bucket(bucket).key("key").ifMatch("*")).asUtf8String());
        assertEquals("value", get(r -> r.bucket(bucket).key("key").ifNoneMatch(OTHER)).asUtf8String());
        assertRefused(412, "PreconditionFailed", () -> get(r -> r.bucket(bucket).key("key").ifMatch(OTHER)));
        assertRefused(304, () -> get(r -> r.bucket(bucket).key("key").ifNoneMatch(etag)));
        assertRefused(412, () -> s3.headObject(r -> r.bucket(bucket).key("key").ifMatch(OTHER)));
        assertRefused(304, () -> s3.headObject(r -> r.bucket(bucket).key("key").ifNoneMatch(etag)));
    }

    @Test
    void readsCompareDates() {
        String bucket = bucket();
        put(bucket, "key", "value");
        Instant modified = s3.headObject(r -> r.bucket(bucket).key("key")).lastModified();
        Instant before = modified.minus(Duration.ofDays(1));
        assertEquals("value", get(r -> r.bucket(bucket).key("key").ifModifiedSince(before)).asUtf8String());
        assertEquals("value", get(r -> r.bucket(bucket).key("key").ifUnmodifiedSince(modified)).asUtf8String());
        assertRefused(304, () -> get(r -> r.bucket(bucket).key("key").ifModifiedSince(modified)));
        assertRefused(412, "PreconditionFailed", () -> get(r -> r.bucket(bucket).key("key").ifUnmodifiedSince(before)));
    }

    @Test
    void notModifiedCarriesTheETag() {
        String bucket = bucket();
        String etag = put(bucket, "key", "value").eTag();
        S3Exception refusal = assertRefused(304, () -> get(r -> r.bucket(bucket).key("key").ifNoneMatch(etag)));
        assertEquals(etag, refusal.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("ETag").orElse(""));
    }

    @Test
    void etagsWinOverDates() {
        String bucket = bucket();
        String etag = put(bucket, "key", "value").eTag();
        Instant modified = s3.headObject(r -> r.bucket(bucket).key("key")).lastModified();
        Instant before = modified.minus(Duration.ofDays(1));
        assertEquals("value", get(r -> r.bucket(bucket).key("key").ifMatch(etag).ifUnmodifiedSince(before)).asUtf8String());
        assertEquals("value", get(r -> r.bucket(bucket).key("key").ifNoneMatch(OTHER).ifModifiedSince(modified)).asUtf8String());
    }

    private HttpResponse<String> range(String method, String target, String ifRange) {
        return raw(method, target).header("Range", "bytes=2-4").header("If-Range", ifRange).signed().send();
    }

    @Test
    void aRangeOfAnotherObjectIsTheWholeOfThisOne() {
        String bucket = bucket();
        String target = "/" + bucket + "/key";
        String before = put(bucket, "key", "before").eTag();
        String etag = put(bucket, "key", "0123456789").eTag();
        String modified = raw("HEAD", target).signed().send().headers().firstValue("Last-Modified").orElseThrow();
        for (String same : List.of(etag, modified)) {
            HttpResponse<String> got = range("GET", target, same);
            assertEquals(206, got.statusCode());
            assertEquals("234", got.body());
            assertEquals("bytes 2-4/10", got.headers().firstValue("Content-Range").orElse(null));
            assertEquals(206, range("HEAD", target, same).statusCode());
        }
        for (String other : List.of(before, "W/" + etag, "Wed, 04 Mar 2015 05:06:07 GMT", "nonsense")) {
            HttpResponse<String> got = range("GET", target, other);
            assertEquals(200, got.statusCode(), other);
            assertEquals("0123456789", got.body());
            assertTrue(got.headers().firstValue("Content-Range").isEmpty());
            HttpResponse<String> head = range("HEAD", target, other);
            assertEquals(200, head.statusCode(), other);
            assertEquals("10", head.headers().firstValue("Content-Length").orElse(null));
        }
        HttpResponse<String> outside = raw("GET", target).header("Range", "bytes=50-").header("If-Range", before).signed().send();
        assertEquals(200, outside.statusCode(), "a range that is ignored cannot be unsatisfiable");
        assertEquals(412, raw("GET", target).header("Range", "bytes=2-4").header("If-Range", etag).header("If-Match", before)
                .signed().send().statusCode());
    }

    @Test
    void whereNoRangeIsAskedForIfRangeHasNoSay() {
        String bucket = bucket();
        put(bucket, "key", "0123456789");
        HttpResponse<String> whole = raw("GET", "/" + bucket + "/key").header("If-Range", OTHER).signed().send();
        assertEquals(200, whole.statusCode());
        HttpResponse<String> part = raw("GET", "/" + bucket + "/key?partNumber=1").header("If-Range", OTHER).signed().send();
        assertEquals(206, part.statusCode());
        assertEquals("0123456789", part.body());
    }

    @Test
    void aTimeInTheFutureIsNoCondition() {
        String bucket = bucket();
        put(bucket, "key", "value");
        Instant future = Instant.now().plus(Duration.ofDays(1));
        assertEquals("value", get(r -> r.bucket(bucket).key("key").ifModifiedSince(future)).asUtf8String());
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey("copy")
                .copySourceIfModifiedSince(future));
        assertEquals("value", text(bucket, "copy"));
    }
}
