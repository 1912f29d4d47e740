package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.FormFields;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PostHeadersTest {

    @Test
    void whatTheFieldsSayOfTheObject() {
        FormFields form = new FormFields().add("ACL", "public-read").add("content-type", "text/plain").add("Expires", "never")
                .add("x-amz-meta-Tag", "Zo\u00eb").add("x-amz-meta-none", "").add("X-Amz-Storage-Class", "STANDARD")
                .add("x-amz-checksum-algorithm", "CRC32").add("tagging",
                        "<Tagging><TagSet><Tag><Key>a b</Key><Value>1+1</Value></Tag></TagSet></Tagging>");
        assertEquals(Map.of("x-amz-acl", "public-read", "content-type", "text/plain", "expires", "never",
                "x-amz-meta-tag", "Zo\u00c3\u00ab", "x-amz-meta-none", "", "x-amz-storage-class", "STANDARD",
                "x-amz-sdk-checksum-algorithm", "CRC32", "x-amz-tagging", "a%20b=1%2B1"), all(PostHeaders.of(form)));
    }

    @Test
    void whatTheySayOfTheFormIsNoHeader() {
        FormFields form = new FormFields().add("key", "k").add("policy", "p").add("x-amz-signature", "s")
                .add("x-amz-credential", "c").add("x-amz-security-token", "t").add("AWSAccessKeyId", "i")
                .add("success_action_status", "201").add("If-None-Match", "*").add("Host", "h").add("x-ignore-it", "i").add("acl", "");
        assertEquals(Map.of(), all(PostHeaders.of(form)));
    }

    @ParameterizedTest
    @CsvSource({"x-amz-meta-a b, 1, INVALID_ARGUMENT", "x-amz-meta-, 1, INVALID_ARGUMENT", "x-amz-ä, 1, INVALID_ARGUMENT",
        "Content-Type, 'a\r\nb', INVALID_ARGUMENT", "Expires, 'a\u007f', INVALID_ARGUMENT", "x-amz-tagging, a=b, INVALID_ARGUMENT",
        "tagging, a=b, MALFORMED_XML", "tagging, <Tagging/>, MALFORMED_XML"})
    void whatIsRefused(String name, String value, S3ErrorCode code) {
        assertEquals(code, assertThrows(S3Exception.class, () -> PostHeaders.of(new FormFields().add(name, value))).code());
    }

    private static Map<String, String> all(S3Headers headers) {
        Map<String, String> all = new TreeMap<>();
        headers.forEach(all::put);
        return all;
    }
}
