package io.coffer.listings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.OneStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Pages of listings with a delimiter, from markers that stand anywhere, against a model of what is left of the whole. */
@OneStyle
final class ListingPagesIT extends S3ClientTest {

    private static final List<String> TREE = List.of("a/1", "a/2", "b", "c/d/3", "c/e", "f");

    /** One of S3's listings. */
    private interface Listing {
        /**
         * @param key the marker's key
         * @param more what else the page before told to go on from, null for the first
         */
        Page page(String key, String more, int max);
    }

    /** The keys and common prefixes of a page, and where the next one begins. */
    private record Page(List<String> entries, boolean truncated, String nextKey, String nextMore) {

        static Page of(Stream<String> keys, List<CommonPrefix> prefixes, boolean truncated, String nextKey, String nextMore) {
            List<String> entries = Stream.concat(keys, prefixes.stream().map(CommonPrefix::prefix)).sorted().toList();
            return new Page(entries, truncated, nextKey, nextMore);
        }
    }

    private Listing first(String bucket) {
        return (key, more, max) -> {
            ListObjectsResponse page = s3.listObjects(r -> r.bucket(bucket).delimiter("/").marker(key).maxKeys(max));
            return Page.of(page.contents().stream().map(S3Object::key), page.commonPrefixes(), page.isTruncated(),
                    page.nextMarker(), null);
        };
    }

    private Listing second(String bucket) {
        return (key, more, max) -> {
            ListObjectsV2Response page = s3.listObjectsV2(
                    r -> r.bucket(bucket).delimiter("/").startAfter(key).continuationToken(more).maxKeys(max));
            return Page.of(page.contents().stream().map(S3Object::key), page.commonPrefixes(), page.isTruncated(), key,
                    page.nextContinuationToken());
        };
    }

    private Listing versions(String bucket) {
        return (key, more, max) -> {
            ListObjectVersionsResponse page = s3.listObjectVersions(
                    r -> r.bucket(bucket).delimiter("/").keyMarker(key).versionIdMarker(more).maxKeys(max));
            return Page.of(page.versions().stream().map(ObjectVersion::key), page.commonPrefixes(), page.isTruncated(),
                    page.nextKeyMarker(), page.nextVersionIdMarker());
        };
    }

    private Listing uploads(String bucket) {
        return (key, more, max) -> {
            ListMultipartUploadsResponse page = s3.listMultipartUploads(
                    r -> r.bucket(bucket).delimiter("/").keyMarker(key).uploadIdMarker(more).maxUploads(max));
            return Page.of(page.uploads().stream().map(MultipartUpload::key), page.commonPrefixes(), page.isTruncated(),
                    page.nextKeyMarker(), page.nextUploadIdMarker());
        };
    }

    private static List<String> all(Listing listing, String marker, int max) {
        List<String> all = new ArrayList<>();
        Page page = listing.page(marker, null, max);
        all.addAll(page.entries());
        while (page.truncated()) {
            assertEquals(max, page.entries().size());
            page = listing.page(page.nextKey(), page.nextMore(), max);
            all.addAll(page.entries());
        }
        return all;
    }

    /** @param times how often a key is listed that stands for itself */
    private static List<String> rest(Iterable<String> keys, String marker, int times) {
        List<String> rest = new ArrayList<>();
        for (String key : keys) {
            int slash = key.indexOf('/');
            String common = slash < 0 ? null : key.substring(0, slash + 1);
            if (common == null && key.compareTo(marker) > 0) {
                rest.addAll(Collections.nCopies(times, key));
            } else if (common != null && common.compareTo(marker) > 0 && !rest.contains(common)) {
                rest.add(common);
            }
        }
        return rest;
    }

    /** A bucket with two versions and two uploads of each key. */
    private String bucketOf(Iterable<String> keys) {
        String bucket = bucket();
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        for (String key : keys) {
            for (int i = 0; i < 2; i++) {
                put(bucket, key, "");
                s3.createMultipartUpload(r -> r.bucket(bucket).key(key));
            }
        }
        return bucket;
    }

    @Test
    void aCommonPrefixThatTheMarkerStandsInIsNotListedAgain() {
        String bucket = bucketOf(TREE);
        for (Listing listing : List.of(first(bucket), second(bucket))) {
            assertEquals(List.of("b", "c/", "f"), all(listing, "a/1", 10));
            assertEquals(List.of("b", "c/", "f"), all(listing, "a/", 10));
            assertEquals(List.of("a/", "b", "c/", "f"), all(listing, "a", 10));
            assertEquals(List.of("f"), all(listing, "c/d/0", 10));
        }
        for (Listing listing : List.of(versions(bucket), uploads(bucket))) {
            assertEquals(List.of("b", "b", "c/", "f", "f"), all(listing, "a/1", 10));
            assertEquals(List.of("f", "f"), all(listing, "c/zzz", 10));
        }
    }

    @Test
    void aVersionOrUploadInsideACommonPrefixIsNotListedBehindItsMarkers() {
        String bucket = bucketOf(TREE);
        String newest = s3.listObjectVersions(r -> r.bucket(bucket).prefix("a/1")).versions().get(0).versionId();
        assertEquals(List.of("b", "b", "c/", "f", "f"), versions(bucket).page("a/1", newest, 10).entries());
        String oldest = s3.listMultipartUploads(r -> r.bucket(bucket).prefix("a/1")).uploads().get(0).uploadId();
        assertEquals(List.of("b", "b", "c/", "f", "f"), uploads(bucket).page("a/1", oldest, 10).entries());
    }

    @Test
    void pagesFromAMarkerOnAreTheRestOfTheListing() {
        requireDirect("a gateway hands pages on as they are");
        Random random = new Random(29);
        TreeSet<String> keys = new TreeSet<>();
        while (keys.size() < 8) {
            keys.add(random.ints(1 + random.nextInt(4), 0, 3).mapToObj(i -> "ab/".substring(i, i + 1)).reduce("", String::concat));
        }
        keys.remove("/");
        String bucket = bucketOf(keys);
        for (String marker : List.of("", keys.first(), "a/a0")) {
            for (int max : new int[] {1, 2, 5}) {
                assertEquals(rest(keys, marker, 1), all(first(bucket), marker, max));
                assertEquals(rest(keys, marker, 1), all(second(bucket), marker, max));
                assertEquals(rest(keys, marker, 2), all(versions(bucket), marker, max));
                assertEquals(rest(keys, marker, 2), all(uploads(bucket), marker, max));
            }
        }
    }
}
