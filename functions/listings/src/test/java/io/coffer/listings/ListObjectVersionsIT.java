package io.coffer.listings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

@OneGatewayStyle
@OnStandIns
final class ListObjectVersionsIT extends S3ClientTest {

    @Test
    void aListingGoesOnAtAnyVersion() {
        String bucket = versioned();
        List<String> expected = new ArrayList<>();
        for (String key : List.of("a", "b/1", "b/2", "c")) {
            List<String> ofKey = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ofKey.add(0, key + " " + put(bucket, key, "x" + i).versionId());
            }
            expected.addAll(ofKey);
        }
        for (int size = 1; size <= 13; size++) {
            int pageSize = size;
            List<String> listed = s3.listObjectVersionsPaginator(r -> r.bucket(bucket).maxKeys(pageSize)).versions().stream()
                    .map(version -> version.key() + " " + version.versionId())
                    .toList();
            assertEquals(expected, listed, "pages of " + size);
        }
        ListObjectVersionsResponse folded = s3.listObjectVersions(r -> r.bucket(bucket).delimiter("/").maxKeys(4));
        assertEquals(List.of("b/"), folded.commonPrefixes().stream().map(prefix -> prefix.prefix()).toList());
        assertEquals(3, folded.versions().size());
        assertTrue(folded.isTruncated());
        assertEquals("b/", folded.nextKeyMarker());
        ListObjectVersionsResponse rest = s3.listObjectVersions(r ->
                r.bucket(bucket).delimiter("/").keyMarker(folded.nextKeyMarker()).versionIdMarker(folded.nextVersionIdMarker()));
        assertEquals(Set.of("c"), rest.versions().stream().map(ObjectVersion::key).collect(Collectors.toSet()));
        assertEquals(6, s3.listObjectVersions(r -> r.bucket(bucket).prefix("b/")).versions().size());
    }

    /** The usual way to empty a bucket: each page is removed before the next one is asked for. */
    @Test
    void aBucketIsEmptiedPageByPage() {
        String bucket = bucket();
        put(bucket, "a", "before");
        versioning(bucket, BucketVersioningStatus.ENABLED);
        for (int i = 0; i < 4; i++) {
            put(bucket, "a", "a" + i);
            put(bucket, "b", "b" + i);
        }
        s3.listObjectVersionsPaginator(r -> r.bucket(bucket).maxKeys(2)).versions().forEach(version ->
                s3.deleteObject(r -> r.bucket(bucket).key(version.key()).versionId(version.versionId())));
        assertEquals(List.of(), versionIds(bucket));
    }

    @Test
    void aVersionMarkerNeedsAKeyMarker() {
        String bucket = versioned();
        assertRefused(400, "InvalidArgument", () -> s3.listObjectVersions(r -> r.bucket(bucket).versionIdMarker("x")));
    }

    @Test
    void aBucketWithoutVersioningListsNullVersions() {
        String bucket = bucket();
        put(bucket, "key", "value");
        ObjectVersion listed = s3.listObjectVersions(r -> r.bucket(bucket)).versions().get(0);
        assertEquals("null", listed.versionId());
        assertTrue(listed.isLatest());
        assertEquals("value", text(bucket, "key", "null"));
        assertRefused(404, "NoSuchVersion", () -> text(bucket, "key", "0".repeat(32)));
    }

    private static String get(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
