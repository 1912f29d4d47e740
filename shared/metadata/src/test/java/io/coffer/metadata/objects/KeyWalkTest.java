package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.objects.KeyWalk.CommonPrefix;
import io.coffer.metadata.objects.KeyWalk.Found;
import io.coffer.metadata.objects.KeyWalk.Keyed;
import io.coffer.metadata.objects.KeyWalk.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeyWalkTest {

    private static final List<String> LETTERS = List.of("a", "b", "/", "-", "ä", "\uffff", "😀", "\udbff\udfff");
    private static final List<String> DELIMITERS = List.of("/", "a", "//", "/-", "ab", "😀", "\udbff\udfff");

    /** A bucket in memory that counts what is read of it. */
    private static final class Keys implements KeyWalk.Range<String> {

        private final NavigableSet<String> keys = new TreeSet<>(KeyOrder::compare);
        private int read;
        private int queries;

        @Override
        public List<Keyed<String>> read(String from, boolean fromInclusive, String to, int limit) {
            NavigableSet<String> range = from == null ? keys : keys.tailSet(from, fromInclusive);
            List<Keyed<String>> found = (to == null ? range : range.headSet(to, false)).stream()
                    .limit(limit)
                    .map(key -> new Keyed<>(key, key))
                    .toList();
            read += found.size();
            queries++;
            return found;
        }
    }

    /**
     * What S3's documentation says a listing is, the slow way: every key, folded, behind the marker, cut at the limit. A common prefix that
     * the marker stands in is not returned again.
     */
    private static Page<String> naive(Keys bucket, String prefix, String delimiter, String after, int max) {
        List<Found<String>> all = new ArrayList<>();
        for (String key : bucket.keys) {
            if (!key.startsWith(prefix)) {
                continue;
            }
            int at = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
            String common = at < 0 ? null : key.substring(0, at + delimiter.length());
            boolean behind =
                    after == null || (KeyOrder.compare(key, after) > 0 && (common == null || !after.startsWith(common)));
            boolean again = common != null && !all.isEmpty() && all.get(all.size() - 1).key().equals(common);
            if (behind && !again) {
                all.add(common == null ? new Keyed<>(key, key) : new CommonPrefix<>(common));
            }
        }
        return new Page<>(all.subList(0, Math.min(max, all.size())), max > 0 && all.size() > max);
    }

    private static String text(Random random, int longest) {
        return random.ints(random.nextInt(longest + 1), 0, LETTERS.size())
                .mapToObj(LETTERS::get)
                .reduce("", String::concat);
    }

    private static Keys bucket(Random random) {
        Keys bucket = new Keys();
        IntStream.range(0, random.nextInt(80)).forEach(i -> bucket.keys.add(text(random, 6)));
        bucket.keys.remove("");
        return bucket;
    }

    @Test
    void aPageIsWhatTheDocumentationSays() {
        Random random = new Random(17);
        for (int round = 0; round < 20_000; round++) {
            Keys bucket = bucket(random);
            String prefix = text(random, 2);
            String delimiter = random.nextInt(4) == 0 ? null : DELIMITERS.get(random.nextInt(DELIMITERS.size()));
            String marker = text(random, 4);
            String after = marker.isEmpty() ? null : marker;
            int max = random.nextInt(12);
            assertEquals(
                    naive(bucket, prefix, delimiter, after, max),
                    KeyWalk.page(bucket, prefix, delimiter, after, max),
                    () -> "prefix %s, delimiter %s, after %s, max %d of %s".formatted(prefix, delimiter, after, max, bucket.keys));
        }
    }

    @Test
    void pagesTogetherAreTheWholeListing() {
        Random random = new Random(19);
        for (int round = 0; round < 2_000; round++) {
            Keys bucket = bucket(random);
            String prefix = text(random, 1);
            String delimiter = random.nextInt(4) == 0 ? null : DELIMITERS.get(random.nextInt(DELIMITERS.size()));
            int max = 1 + random.nextInt(5);
            List<Found<String>> paged = new ArrayList<>();
            Page<String> page = KeyWalk.page(bucket, prefix, delimiter, null, max);
            paged.addAll(page.found());
            while (page.truncated()) {
                page = KeyWalk.page(bucket, prefix, delimiter, page.last(), max);
                paged.addAll(page.found());
            }
            assertEquals(naive(bucket, prefix, delimiter, null, Integer.MAX_VALUE).found(), paged);
        }
    }

    @Test
    void pagesFromAnyMarkerOnAreTheRestOfTheListing() {
        Random random = new Random(23);
        for (int round = 0; round < 500; round++) {
            Keys bucket = bucket(random);
            String prefix = text(random, 1);
            String delimiter = DELIMITERS.get(random.nextInt(DELIMITERS.size()));
            String marker = text(random, 4) + "a";
            List<Found<String>> rest = naive(bucket, prefix, delimiter, marker, Integer.MAX_VALUE).found();
            for (int max = 1; max <= rest.size() + 1; max++) {
                List<Found<String>> paged = new ArrayList<>();
                Page<String> page = KeyWalk.page(bucket, prefix, delimiter, marker, max);
                paged.addAll(page.found());
                while (page.truncated()) {
                    page = KeyWalk.page(bucket, prefix, delimiter, page.last(), max);
                    paged.addAll(page.found());
                }
                assertEquals(rest, paged);
            }
        }
    }

    @Test
    void aMarkerInsideACommonPrefixCostsNothingOfWhatFollowsInIt() {
        Keys bucket = new Keys();
        IntStream.range(0, 100_000).forEach(i -> bucket.keys.add("photos/%06d".formatted(i)));
        bucket.keys.add("readme");
        Page<String> page = KeyWalk.page(bucket, "", "/", "photos/000001", 1000);
        assertEquals("readme", page.last());
        assertEquals(1, bucket.read);
    }

    @Test
    void aCommonPrefixCostsTheSameHoweverManyKeysItStandsFor() {
        Keys few = new Keys();
        Keys many = new Keys();
        IntStream.range(0, 100).forEach(i -> few.keys.add("photos/%06d".formatted(i)));
        IntStream.range(0, 100_000).forEach(i -> many.keys.add("photos/%06d".formatted(i)));
        for (Keys bucket : List.of(few, many)) {
            bucket.keys.add("readme");
            assertEquals(List.of("photos/"), KeyWalk.page(bucket, "", "/", null, 1000).commonPrefixes());
        }
        assertEquals(few.read, many.read);
        assertEquals(few.queries, many.queries);
        assertTrue(many.read <= 64, () -> "read " + many.read);
    }

    @Test
    void withADelimiterCostFollowsTheCommonPrefixesReturned() {
        Keys bucket = new Keys();
        IntStream.range(0, 100_000).forEach(i -> bucket.keys.add("%03d/%03d".formatted(i / 1000, i % 1000)));
        assertEquals(100, KeyWalk.page(bucket, "", "/", null, 1000).commonPrefixes().size());
        assertTrue(bucket.read <= 100 * 8, () -> "read " + bucket.read);
    }

    @Test
    void withoutADelimiterAPageIsOneQueryOfOneKeyMore() {
        Keys bucket = new Keys();
        IntStream.range(0, 100_000).forEach(i -> bucket.keys.add("%06d".formatted(i)));
        Page<String> page = KeyWalk.page(bucket, "", null, "050000", 1000);
        assertEquals("051000", page.last());
        assertTrue(page.truncated());
        assertEquals(1001, bucket.read);
        assertEquals(1, bucket.queries);
    }

    @Test
    void plainKeysUnderADelimiterAreReadInGrowingSteps() {
        Keys bucket = new Keys();
        IntStream.range(0, 5_000).forEach(i -> bucket.keys.add("%06d".formatted(i)));
        assertEquals(1000, KeyWalk.page(bucket, "", "/", null, 1000).found().size());
        assertTrue(bucket.read <= 1100, () -> "read " + bucket.read);
        assertTrue(bucket.queries <= 5, () -> "queries " + bucket.queries);
    }

    @Test
    void aPageOfNothingReadsNothing() {
        Keys bucket = new Keys();
        bucket.keys.add("key");
        assertFalse(KeyWalk.page(bucket, "", null, null, 0).truncated());
        assertEquals(0, bucket.read);
    }
}
