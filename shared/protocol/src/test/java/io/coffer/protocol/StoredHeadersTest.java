package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoredHeadersTest {

    private static Map<String, String> user(String value) {
        return StoredHeaders.of(new S3Headers().add("x-amz-meta-a", value)).user();
    }

    @Test
    void httpsOwnHeadersAndUserMetadataAreStored() {
        StoredHeaders stored = StoredHeaders.of(new S3Headers()
                .add("cache-control", "no-cache")
                .add("content-type", "text/plain")
                .add("X-Amz-Meta-Colour", "blue")
                .add("x-custom", "not stored"));
        assertEquals(Map.of("Cache-Control", "no-cache", "Content-Type", "text/plain"), stored.system());
        assertEquals(Map.of("colour", "blue"), stored.user());
    }

    @Test
    void theDefaultTypeIsS3s() {
        assertEquals("binary/octet-stream", StoredHeaders.of(new S3Headers()).system().get("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({"aws-chunked, ''", "'gzip,aws-chunked', gzip", "'aws-chunked, gzip', gzip", "gzip, gzip",
        "'deflate, aws-chunked, gzip', 'deflate, gzip'"})
    void theSigningProtocolsCodingIsNotPartOfTheObject(String sent, String stored) {
        Map<String, String> system = StoredHeaders.of(new S3Headers().add("content-encoding", sent)).system();
        assertEquals(stored, system.getOrDefault("Content-Encoding", ""));
        assertEquals(stored.isEmpty(), !system.containsKey("Content-Encoding"));
    }

    @Test
    void aCopyKeepsAllButTheRedirectWhichIsTheRequests() {
        StoredHeaders source = StoredHeaders.of(new S3Headers()
                .add("cache-control", "no-cache").add("x-amz-website-redirect-location", "/a").add("x-amz-meta-a", "1"));
        StoredHeaders kept = source.copied(new S3Headers().add("cache-control", "max-age=1").add("x-amz-meta-a", "2"));
        assertEquals(Map.of("Cache-Control", "no-cache", "Content-Type", "binary/octet-stream"), kept.system());
        assertEquals(Map.of("a", "1"), kept.user());
        StoredHeaders redirected = source.copied(new S3Headers().add("x-amz-website-redirect-location", "/b"));
        assertEquals("/b", redirected.system().get("x-amz-website-redirect-location"));
    }

    @Test
    void repeatedMetadataIsJoined() {
        S3Headers headers = new S3Headers().add("x-amz-meta-a", "1").add("x-amz-meta-a", "2");
        assertEquals(Map.of("a", "1,2"), StoredHeaders.of(headers).user());
    }

    @Test
    void valuesAreDecodedBeforeTheyAreStored() {
        assertEquals("é", user("=?UTF-8?B?w6k=?=").get("a"));
        assertEquals("é", user("=?utf-8?Q?=C3=A9?=").get("a"));
        assertEquals("é", user(new String("é".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)).get("a"));
        assertEquals("\u00e9", user("\u00e9").get("a"));
        assertEquals("=?UTF-8?Q?=zz?=", user("=?UTF-8?Q?=zz?=").get("a"));
    }

    @Test
    void valuesAreEncodedBeforeTheyAreReturned() {
        S3Headers answer = new S3Headers();
        new StoredHeaders(Map.of(), Map.of("a", "é", "b", "plain")).writeTo(answer);
        assertEquals("=?UTF-8?B?w6k=?=", answer.get("x-amz-meta-a"));
        assertEquals("plain", answer.get("x-amz-meta-b"));
    }

    @Test
    void userMetadataIsLimitedInBytesOfNamesAndValues() {
        assertFalse(user("v".repeat(2047)).isEmpty());
        S3Exception refusal = assertThrows(S3Exception.class, () -> user("v".repeat(2048)));
        assertEquals(S3ErrorCode.METADATA_TOO_LARGE, refusal.code());
        assertEquals("2049", refusal.fields().get("Size"));
    }
}
