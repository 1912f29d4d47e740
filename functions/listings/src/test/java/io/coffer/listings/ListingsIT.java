package io.coffer.listings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

@OneGatewayStyle
final class ListingsIT extends S3ClientTest {

    private static final List<String> TREE =
            List.of("a/1", "a/2", "a/b/3", "b", "c--d--1", "c--d--2", "c--e", "d/", "d/4", "\uffff", "😀/5");

    private String tree() {
        String bucket = bucket();
        TREE.forEach(key -> put(bucket, key, key));
        return bucket;
    }

    private static List<String> keys(List<S3Object> contents) {
        return contents.stream().map(S3Object::key).toList();
    }

    private static List<String> prefixes(List<CommonPrefix> prefixes) {
        return prefixes.stream().map(CommonPrefix::prefix).toList();
    }

    private ListObjectsV2Response list(String bucket, Consumer<ListObjectsV2Request.Builder> request) {
        return s3.listObjectsV2(r -> request.accept(r.bucket(bucket).encodingType("url")));
    }

    @Test
    void keysAreListedInTheOrderOfTheirBytes() {
        String bucket = tree();
        List<String> sorted = new ArrayList<>(TREE);
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        ListObjectsV2Response listed = list(bucket, r -> {});
        assertEquals(sorted, keys(listed.contents()));
        assertEquals(sorted, keys(s3.listObjects(r -> r.bucket(bucket).encodingType("url")).contents()));
        assertEquals(TREE.size(), listed.keyCount());
        assertEquals(1000, listed.maxKeys());
        assertEquals(bucket, listed.name());
        assertFalse(listed.isTruncated());
        assertNull(listed.nextContinuationToken());
    }

    @Test
    void anEntryTellsWhatHeadTells() {
        String bucket = bucket();
        put(bucket, "key", "value");
        S3Object listed = list(bucket, r -> {}).contents().get(0);
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("key"));
        assertEquals(head.eTag(), listed.eTag());
        assertEquals(5, listed.size());
        assertEquals(head.lastModified(), listed.lastModified());
        assertEquals("STANDARD", listed.storageClassAsString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "''    | /    | b,c--d--1,c--d--2,c--e,\uffff          | a/,d/,😀/",
        "a/    | /    | a/1,a/2                                | a/b/",
        "''    | --   | a/1,a/2,a/b/3,b,d/,d/4,\uffff,😀/5     | c--",
        "c--   | --   | c--e                                   | c--d--",
        "d/    | /    | d/,d/4                                 | -",
        "d     | /    | -                                      | d/",
        "a/b   | -    | a/b/3                                  | -",
        "x     | /    | -                                      | -",
    })
    void aDelimiterFoldsWhatFollowsIt(String prefix, String delimiter, String keys, String prefixes) {
        String bucket = tree();
        List<String> expectedKeys = keys == null ? List.of() : List.of(keys.split(","));
        List<String> expectedPrefixes = prefixes == null ? List.of() : List.of(prefixes.split(","));
        ListObjectsV2Response second = list(bucket, r -> r.prefix(prefix).delimiter(delimiter));
        assertEquals(expectedKeys, keys(second.contents()));
        assertEquals(expectedPrefixes, prefixes(second.commonPrefixes()));
        assertEquals(expectedKeys.size() + expectedPrefixes.size(), second.keyCount());
        ListObjectsResponse first = s3.listObjects(r -> r.bucket(bucket).prefix(prefix).delimiter(delimiter).encodingType("url"));
        assertEquals(expectedKeys, keys(first.contents()));
        assertEquals(expectedPrefixes, prefixes(first.commonPrefixes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void pagesVisitEachKeyOnce(int pageSize) {
        String bucket = tree();
        List<String> whole = keys(list(bucket, r -> {}).contents());
        List<String> second = new ArrayList<>();
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).maxKeys(pageSize).encodingType("url"))
                .forEach(page -> second.addAll(keys(page.contents())));
        assertEquals(whole, second);

        List<String> first = new ArrayList<>();
        String[] marker = {null};
        boolean more = true;
        while (more) {
            ListObjectsResponse page =
                    s3.listObjects(r -> r.bucket(bucket).maxKeys(pageSize).marker(marker[0]).encodingType("url"));
            assertTrue(page.contents().size() <= pageSize);
            first.addAll(keys(page.contents()));
            more = page.isTruncated();
            marker[0] = first.get(first.size() - 1);
        }
        assertEquals(whole, first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void commonPrefixesAreCountedAndReturnedOnceOverPages(int pageSize) {
        String bucket = tree();
        List<String> second = new ArrayList<>();
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).delimiter("/").maxKeys(pageSize).encodingType("url")).forEach(page -> {
            assertTrue(page.keyCount() <= pageSize);
            second.addAll(keys(page.contents()));
            second.addAll(prefixes(page.commonPrefixes()));
        });
        List<String> first = new ArrayList<>();
        String[] marker = {null};
        boolean more = true;
        while (more) {
            ListObjectsResponse page = s3.listObjects(
                    r -> r.bucket(bucket).delimiter("/").maxKeys(pageSize).marker(marker[0]).encodingType("url"));
            first.addAll(keys(page.contents()));
            first.addAll(prefixes(page.commonPrefixes()));
            more = page.isTruncated();
            assertEquals(more, page.nextMarker() != null);
            marker[0] = page.nextMarker();
        }
        List<String> expected = List.of("a/", "b", "c--d--1", "c--d--2", "c--e", "d/", "\uffff", "😀/");
        assertEquals(expected.stream().sorted().toList(), second.stream().sorted().toList());
        assertEquals(expected.stream().sorted().toList(), first.stream().sorted().toList());
    }

    @Test
    void aListingBeginsBehindTheKeyItIsTold() {
        String bucket = tree();
        assertEquals(List.of("d/", "d/4", "\uffff", "😀/5"), keys(list(bucket, r -> r.startAfter("c--e")).contents()));
        assertEquals(List.of("d/", "d/4", "\uffff", "😀/5"), keys(list(bucket, r -> r.startAfter("c--f")).contents()));
        assertEquals(List.of("a/b/3"), keys(list(bucket, r -> r.prefix("a/").startAfter("a/2")).contents()));
        ListObjectsResponse first = s3.listObjects(r -> r.bucket(bucket).marker("c--e").encodingType("url"));
        assertEquals(List.of("d/", "d/4", "\uffff", "😀/5"), keys(first.contents()));
        assertEquals("c--e", first.marker());
        assertEquals("c--e", list(bucket, r -> r.startAfter("c--e")).startAfter());
    }

    @Test
    void ofZeroKeysThereIsNothingMore() {
        String bucket = tree();
        ListObjectsV2Response listed = list(bucket, r -> r.maxKeys(0));
        assertTrue(listed.contents().isEmpty());
        assertEquals(0, listed.keyCount());
        assertFalse(listed.isTruncated());
    }

    @Test
    void aPageHas1000KeysAtMost() {
        requireDirect("a gateway hands pages on as they are");
        String bucket = bucket();
        IntStream.range(0, 1003).parallel().forEach(i -> put(bucket, "%04d".formatted(i), ""));
        ListObjectsV2Response page = list(bucket, r -> r.maxKeys(5000));
        assertEquals(1000, page.contents().size());
        assertEquals(1000, page.maxKeys());
        assertTrue(page.isTruncated());
        String token = page.nextContinuationToken();
        ListObjectsV2Response rest = list(bucket, r -> r.continuationToken(token));
        assertEquals(List.of("1000", "1001", "1002"), keys(rest.contents()));
        assertEquals(token, rest.continuationToken());
        assertFalse(rest.isTruncated());
    }

    @Test
    void anEmptyTokenIsTheFirstPages() {
        String bucket = bucket();
        put(bucket, "key", "value");
        ListObjectsV2Response page = list(bucket, r -> r.continuationToken(""));
        assertEquals(List.of("key"), keys(page.contents()));
        assertEquals("", page.continuationToken());
    }

    @Test
    void ownersAreToldOnRequestOnly() {
        String bucket = bucket();
        put(bucket, "key", "value");
        assertNull(list(bucket, r -> {}).contents().get(0).owner());
        assertNotNull(list(bucket, r -> r.fetchOwner(true)).contents().get(0).owner().id());
        assertNotNull(s3.listObjects(r -> r.bucket(bucket)).contents().get(0).owner().id());
    }

    @Test
    void anArgumentThatMakesNoSenseIsInvalid() {
        String bucket = bucket();
        assertRefused(400, "InvalidArgument", () -> s3.listObjectsV2(r -> r.bucket(bucket).maxKeys(-1)));
        assertRefused(400, "InvalidArgument", () -> s3.listObjectsV2(r -> r.bucket(bucket).encodingType("gzip")));
        assertRefused(400, "InvalidArgument", () -> s3.listObjectsV2(r -> r.bucket(bucket).continuationToken("not one of ours!")));
        String answer = raw("GET", "/" + bucket + "?list-type=2&max-keys=many").signed().send().body();
        assertTrue(answer.contains("<Code>InvalidArgument</Code>"), answer);
    }

    @Test
    void encodingIsUrlsOnRequest() {
        String bucket = bucket();
        put(bucket, "a b/c+ä", "value");
        String plain = raw("GET", "/" + bucket + "?list-type=2").signed().send().body();
        assertTrue(plain.contains("<Key>a b/c+ä</Key>"), plain);
        String encoded = raw("GET", "/" + bucket + "?encoding-type=url&list-type=2").signed().send().body();
        assertTrue(encoded.contains("<Key>a%20b/c%2B%C3%A4</Key>"), encoded);
        assertTrue(encoded.contains("<EncodingType>url</EncodingType>"), encoded);
    }
}
