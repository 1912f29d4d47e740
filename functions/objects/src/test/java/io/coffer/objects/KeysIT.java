package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.S3Object;

final class KeysIT extends S3ClientTest {

    /** Each is a key of its own: nothing is resolved, collapsed, decoded twice or trimmed. */
    static List<String> keys() {
        return List.of(
                "a//b", "//", "/leading", "trailing/", "a/../b", "../b", "a/./b", "a+b", "a b", " a ", "100%", "a%2Fb", "a%252Fb", "%",
                "a?b=c&d", "a#b", "a=b;c,d:e@f", "(*)!'~$", "\"<>&", "\\", "{}|^`[]", "ä", "日本語", "e\u0301", "😀", "\udbff\udfff",
                "\ufffd", "acl", "a?uploads", "\u007f", "_health");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKeyKeepsItsBytes(String key) {
        requireReachable(key);
        String bucket = bucket();
        put(bucket, key, "at " + key);
        assertEquals("at " + key, text(bucket, key));
        s3.headObject(r -> r.bucket(bucket).key(key));
        assertEquals(List.of(key), s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream().map(S3Object::key).toList());
        assertEquals(List.of(key), s3.listObjects(r -> r.bucket(bucket).encodingType("url").prefix(key)).contents().stream()
                .map(S3Object::key).toList());
        s3.deleteObject(r -> r.bucket(bucket).key(key));
        assertTrue(s3.listObjectsV2(r -> r.bucket(bucket)).contents().isEmpty());
    }

    @Test
    void keysThatLookAlikeAreDifferent() {
        String bucket = bucket();
        List<String> alike = List.of("a/b", "a//b", "/a/b", "a/b/", "a/./b", "a%2Fb", "A/b", "a+b", "a b", "a%20b", "é", "e\u0301").stream()
                .filter(this::isReachable).toList();
        alike.forEach(key -> put(bucket, key, key));
        alike.forEach(key -> assertEquals(key, text(bucket, key)));
        assertEquals(alike.size(), s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    }

    @Test
    void charactersThatXmlCannotCarryAreListedEncoded() {
        String bucket = bucket();
        List<String> controls = List.of("\u0001", "\u0002/a", "\b\t\n", "a\rb", "\u001f", "\uffff");
        controls.forEach(key -> put(bucket, key, "value"));
        assertEquals(List.of("\u0001", "\u0002/a", "\b\t\n", "\u001f", "a\rb", "\uffff"),
                s3.listObjectsV2(r -> r.bucket(bucket).encodingType("url")).contents().stream().map(S3Object::key).toList());
        controls.forEach(key -> assertEquals("value", text(bucket, key)));
    }

    @Test
    void aKeyHas1024BytesAtMost() {
        String bucket = bucket();
        List<String> longest = List.of("k".repeat(1024), "ä".repeat(512), "😀".repeat(256));
        longest.forEach(key -> put(bucket, key, "value"));
        longest.forEach(key -> assertEquals("value", text(bucket, key)));
        assertEquals(3, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
        for (String tooLong : List.of("k".repeat(1025), "ä".repeat(512) + "k")) {
            assertRefused(400, "KeyTooLongError", () -> put(bucket, tooLong, "value"));
            assertRefused(400, "KeyTooLongError", () -> get(bucket, tooLong));
            assertRefused(400, "KeyTooLongError", () -> s3.createMultipartUpload(r -> r.bucket(bucket).key(tooLong)));
        }
    }

    @Test
    void aPathThatIsNoUtf8IsRefused() {
        requireDirect("the gateway puts U+FFFD where a path is no UTF-8, so that its signature does not match");
        String bucket = bucket();
        assertEquals(400, raw("GET", "/" + bucket + "/%ff").signed().send().statusCode());
    }
}
