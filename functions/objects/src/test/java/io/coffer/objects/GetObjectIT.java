package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.S3ClientTest;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

@OnStandIns
final class GetObjectIT extends S3ClientTest {

    @Test
    void browsersTakeAnObjectForNoOtherTypeThanItsOwn() {
        String bucket = bucket();
        put(bucket, "key", "<script>");
        for (String method : new String[] {"GET", "HEAD"}) {
            assertEquals("nosniff",
                    raw(method, "/" + bucket + "/key").signed().send().headers().firstValue("X-Content-Type-Options").orElse(""));
        }
    }

    @Test
    void theHeadersOfAnAnswerCanBeChosen() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").contentType("text/plain"), "x");
        GetObjectResponse got = get(r -> r.bucket(bucket).key("key").responseCacheControl("no-store")
                .responseContentDisposition("attachment").responseContentEncoding("br").responseContentLanguage("fr")
                .responseContentType("application/json").responseExpires(Instant.parse("2030-01-02T03:04:05Z"))).response();
        assertEquals("no-store", got.cacheControl());
        assertEquals("attachment", got.contentDisposition());
        assertEquals("br", got.contentEncoding());
        assertEquals("fr", got.contentLanguage());
        assertEquals("application/json", got.contentType());
        assertTrue(got.expiresString().contains("2030"), got::expiresString);
        assertEquals("text/plain", s3.headObject(r -> r.bucket(bucket).key("key")).contentType());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%0D%0Ax-other:b", "%7F", "%E6%97%A5"})
    void aHeaderThatHttpCannotCarryIsRefused(String value) {
        String bucket = bucket();
        put(bucket, "key", "value");
        String answer = raw("GET", "/" + bucket + "/key?response-content-disposition=" + value).signed().send().body();
        assertTrue(answer.contains("<Code>InvalidArgument</Code>"), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=10-19, 10, 19",
        "bytes=990-, 990, 999",
        "bytes=990-2000, 990, 999",
        "bytes=-7, 993, 999",
        "bytes=-2000, 0, 999",
    })
    void aRangeIsAPartialAnswer(String range, int first, int last) {
        String bucket = bucket();
        byte[] sent = bytes(1000, 3);
        put(bucket, "key", sent);
        ResponseBytes<GetObjectResponse> got = get(r -> r.bucket(bucket).key("key").range(range));
        assertEquals(206, got.response().sdkHttpResponse().statusCode());
        assertEquals("bytes %d-%d/1000".formatted(first, last), got.response().contentRange());
        assertArrayEquals(Arrays.copyOfRange(sent, first, last + 1), got.asByteArray());
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("key").range(range));
        assertEquals(206, head.sdkHttpResponse().statusCode());
        assertEquals(last + 1 - first, head.contentLength());
    }

    @Test
    void aRangeOfALargeObjectIsCutToo() {
        String bucket = bucket();
        byte[] sent = bytes(MIB, 4);
        put(bucket, "key", sent);
        byte[] got = get(r -> r.bucket(bucket).key("key").range("bytes=70000-700000")).asByteArray();
        assertArrayEquals(Arrays.copyOfRange(sent, 70_000, 700_001), got);
        byte[] end = get(r -> r.bucket(bucket).key("key").range("bytes=-100")).asByteArray();
        assertArrayEquals(Arrays.copyOfRange(sent, MIB - 100, MIB), end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=0-1,3-4", "bytes=0 -1", "bytes= -1", "bytes=-", "lines=1-2"})
    void whatIsNoSingleRangeIsIgnored(String range) {
        String bucket = bucket();
        put(bucket, "key", "whole");
        ResponseBytes<GetObjectResponse> got = get(r -> r.bucket(bucket).key("key").range(range));
        assertEquals(200, got.response().sdkHttpResponse().statusCode());
        assertNull(got.response().contentRange());
        assertEquals("whole", got.asUtf8String());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-8", "bytes=-1"})
    void theLastBytesOfAnEmptyObjectAreTheWholeOfIt(String range) {
        String bucket = bucket();
        put(bucket, "empty", "");
        GetObjectResponse got = get(r -> r.bucket(bucket).key("empty").range(range)).response();
        assertEquals(200, got.sdkHttpResponse().statusCode());
        assertEquals(0, got.contentLength());
        assertNull(got.contentRange());
        assertEquals(200, s3.headObject(r -> r.bucket(bucket).key("empty").range(range)).sdkHttpResponse().statusCode());
    }

    @Test
    void aRangeOutsideTheObjectIsNotSatisfiable() {
        String bucket = bucket();
        put(bucket, "key", "0123456789");
        put(bucket, "empty", "");
        S3Exception refusal = assertRefused(416, "InvalidRange", () -> get(r -> r.bucket(bucket).key("key").range("bytes=10-")));
        assertEquals("bytes */10", refusal.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Content-Range").orElse(""));
        assertRefused(416, "InvalidRange", () -> get(r -> r.bucket(bucket).key("key").range("bytes=-0")));
        assertRefused(416, "InvalidRange", () -> get(r -> r.bucket(bucket).key("empty").range("bytes=0-")));
        assertRefused(416, "InvalidRange", () -> get(r -> r.bucket(bucket).key("empty").range("bytes=-0")));
        assertRefused(416, () -> s3.headObject(r -> r.bucket(bucket).key("key").range("bytes=10-")));
    }

    @Test
    void aMissingKeyIsNamed() {
        String bucket = bucket();
        S3Exception refusal = assertRefused(404, "NoSuchKey", () -> get(bucket, "missing"));
        assertTrue(refusal.awsErrorDetails().rawResponse().asUtf8String().contains("<Key>missing</Key>"));
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("missing")));
        assertRefused(400, "InvalidArgument", () -> get(r -> r.bucket(bucket).key("missing").versionId("1")));
    }
}
