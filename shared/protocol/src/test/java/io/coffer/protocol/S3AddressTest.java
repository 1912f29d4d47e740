package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3AddressTest {

    private static S3Address address(String host, String rawPath, String domain) {
        return new S3Request("GET", rawPath, null, new S3Headers().set("host", host), new QueryParameters(null),
                InputStream.nullInputStream(), false, "127.0.0.1").address(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "/bucket/key, key",
        "/bucket//key, /key",
        "/bucket/a//b/, a//b/",
        "/bucket/a/../b/./c, a/../b/./c",
        "/bucket/a%2Fb, a/b",
        "/bucket/a%252Fb, a%2Fb",
        "/bucket/a+b, a+b",
        "/bucket/%F0%9F%98%80, 😀",
        "/bucket/%00, '\0'",
        "/bucket/%2e%2e, ..",
    })
    void keysKeepTheirBytes(String rawPath, String key) {
        assertEquals(new S3Address("bucket", key, false), address("localhost:9000", rawPath, "localhost"));
        assertEquals(new S3Address("bucket", key, true),
                address("bucket.localhost:9000", rawPath.substring("/bucket".length()), "localhost"));
    }

    @Test
    void aTrailingSlashAloneIsNoKey() {
        assertEquals(new S3Address("bucket", null, false), address("localhost", "/bucket", "localhost"));
        assertEquals(new S3Address("bucket", null, false), address("localhost", "/bucket/", "localhost"));
        assertEquals(new S3Address("bucket", null, true), address("bucket.localhost", "/", "localhost"));
        assertEquals(new S3Address(null, null, false), address("localhost", "/", "localhost"));
    }

    @Test
    void theHostNamesABucketOnlyBelowTheDomain() {
        assertEquals("b", address("b.s3.example.com", "/key", "s3.example.com").bucket());
        assertEquals("b", address("B.S3.Example.com", "/key", "s3.example.com").bucket());
        assertEquals("key", address("b.other.example.com", "/key", "s3.example.com").bucket());
        assertEquals("key", address("s3.example.com", "/key", "s3.example.com").bucket());
        assertEquals("key", address("b.localhost", "/key", null).bucket());
    }
}
