package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.S3ClientTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.Tag;

final class PutBucketTaggingIT extends S3ClientTest {

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private void putTags(String bucket, Tag... tags) {
        s3.putBucketTagging(r -> r.bucket(bucket).tagging(t -> t.tagSet(tags)));
    }

    @Test
    void tagsComeBackInTheOrderOfTheirKeys() {
        String bucket = bucket();
        putTags(bucket, tag("z", "1"), tag("a", ""), tag("Na me", "w+x-y=z._:/@"));
        assertEquals(List.of(tag("Na me", "w+x-y=z._:/@"), tag("a", ""), tag("z", "1")),
                s3.getBucketTagging(r -> r.bucket(bucket)).tagSet());
        putTags(bucket, tag("only", "one"));
        assertEquals(List.of(tag("only", "one")), s3.getBucketTagging(r -> r.bucket(bucket)).tagSet());
        s3.deleteBucketTagging(r -> r.bucket(bucket));
        assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket(bucket)));
    }

    @Test
    void aBucketHas50TagsAtMost() {
        String bucket = bucket();
        putTags(bucket, IntStream.range(0, 50).mapToObj(i -> tag("key" + i, "v")).toArray(Tag[]::new));
        assertEquals(50, s3.getBucketTagging(r -> r.bucket(bucket)).tagSet().size());
        assertRefused(400, "InvalidTag",
                () -> putTags(bucket, IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toArray(Tag[]::new)));
        assertRefused(400, "InvalidTag", () -> putTags(bucket, tag("a", "1"), tag("a", "2")));
        assertRefused(400, "InvalidTag", () -> putTags(bucket, tag("aws:mine", "1")));
        assertRefused(400, "InvalidTag", () -> putTags(bucket, tag("k".repeat(129), "1")));
        assertEquals(50, s3.getBucketTagging(r -> r.bucket(bucket)).tagSet().size());
    }
}
