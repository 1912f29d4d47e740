package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

@OneGatewayStyle
final class ObjectTaggingIT extends S3ClientTest {

    private Map<String, String> tags(String bucket, String key) {
        Map<String, String> tags = new LinkedHashMap<>();
        s3.getObjectTagging(r -> r.bucket(bucket).key(key)).tagSet().forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    private void putTags(String bucket, String key, Map<String, String> tags) {
        Collection<Tag> set = tags.entrySet().stream().map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build()).toList();
        s3.putObjectTagging(r -> r.bucket(bucket).key(key).tagging(Tagging.builder().tagSet(set).build()));
    }

    @Test
    void tagsArePutReadAndDeleted() {
        String bucket = bucket();
        put(bucket, "key", "value");
        Instant modified = s3.headObject(r -> r.bucket(bucket).key("key")).lastModified();
        assertEquals(Map.of(), tags(bucket, "key"));
        putTags(bucket, "key", Map.of("größe", "a b+c"));
        assertEquals(Map.of("größe", "a b+c"), tags(bucket, "key"));
        assertEquals(1, get(bucket, "key").response().tagCount());
        assertEquals(modified, s3.headObject(r -> r.bucket(bucket).key("key")).lastModified());
        s3.deleteObjectTagging(r -> r.bucket(bucket).key("key"));
        assertEquals(Map.of(), tags(bucket, "key"));
        assertNull(get(bucket, "key").response().tagCount());
    }

    @Test
    void tagsComeWithAWrite() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").tagging("a=1&b=x%20y&c"), "value");
        assertEquals(Map.of("a", "1", "b", "x y", "c", ""), tags(bucket, "key"));
        put(bucket, "key", "again");
        assertEquals(Map.of(), tags(bucket, "key"));
        String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("parts").tagging("a=1")).uploadId();
        Multipart multipart = new Multipart(s3, bucket, "parts", upload);
        multipart.part(1, bytes(10, 1));
        multipart.complete();
        assertEquals(Map.of("a", "1"), tags(bucket, "parts"));
    }

    @Test
    void aCopyTakesOrReplacesTags() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").tagging("a=1"), "value");
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey("copied").tagging("b=2"));
        assertEquals(Map.of("a", "1"), tags(bucket, "copied"));
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey("replaced")
                .taggingDirective("REPLACE").tagging("b=2"));
        assertEquals(Map.of("b", "2"), tags(bucket, "replaced"));
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey("none")
                .taggingDirective("REPLACE"));
        assertEquals(Map.of(), tags(bucket, "none"));
        assertRefused(400, "InvalidArgument", () -> s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key")
                .destinationBucket(bucket).destinationKey("x").taggingDirective("MERGE")));
    }

    @ParameterizedTest
    @CsvSource({"aws:key, value, InvalidTag", "key, val;ue, InvalidTag"})
    void whatIsNoTagIsRefused(String key, String value, String code) {
        String bucket = bucket();
        put(bucket, "key", "value");
        putTags(bucket, "key", Map.of("kept", "1"));
        assertRefused(400, code, () -> putTags(bucket, "key", Map.of(key, value)));
        assertEquals(Map.of("kept", "1"), tags(bucket, "key"));
    }

    @Test
    void tenTagsAreTheMost() {
        String bucket = bucket();
        put(bucket, "key", "value");
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            tags.put("k".repeat(127) + i, "v".repeat(256));
        }
        putTags(bucket, "key", tags);
        assertEquals(tags, tags(bucket, "key"));
        tags.put("eleventh", "");
        assertRefused(400, "InvalidTag", () -> putTags(bucket, "key", tags));
        assertTrue(tags(bucket, "key").size() == 10);
    }

    @Test
    void whatIsNotThereHasNoTags() {
        String bucket = bucket();
        assertRefused(404, "NoSuchKey", () -> tags(bucket, "missing"));
        assertRefused(404, "NoSuchKey", () -> putTags(bucket, "missing", Map.of()));
        assertRefused(404, "NoSuchKey", () -> s3.deleteObjectTagging(r -> r.bucket(bucket).key("missing")));
    }
}
