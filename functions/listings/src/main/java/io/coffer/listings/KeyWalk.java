package io.coffer.listings;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectStore;
import io.coffer.protocol.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks a bucket's keys for one page of a listing. Without a delimiter a page is one query of one item more than it returns. With one, a
 * common prefix costs a query of a few items, however many keys it stands for: the walk goes on behind the prefix instead of reading
 * through it, and reads in small steps while it meets prefixes, in larger ones while it meets plain keys.
 */
final class KeyWalk {

    /**
     * A page of a listing.
     *
     * @param last the last key or common prefix of the page, where the next page goes on; null for an empty page
     */
    record Page(List<ObjectStore.Entry> objects, List<String> commonPrefixes, boolean truncated, String last) {}

    private static final int FIRST_STEP = 32;
    private static final int SMALLEST_STEP = 2;
    private static final int STEP_FACTOR = 4;

    private final ObjectStore store;
    private final Bucket bucket;
    private final String prefix;
    private final String delimiter;
    private final int max;

    private final List<ObjectStore.Entry> objects = new ArrayList<>();
    private final List<String> commonPrefixes = new ArrayList<>();
    private String last;

    /** Where the next query begins, null for the bucket's first key. */
    private String from;

    private boolean fromInclusive = true;

    private KeyWalk(ObjectStore store, Bucket bucket, String prefix, String delimiter, int max) {
        this.store = store;
        this.bucket = bucket;
        this.prefix = prefix;
        this.delimiter = delimiter;
        this.max = max;
    }

    /**
     * @param prefix what the keys begin with, may be empty
     * @param delimiter null for none
     * @param after the key or common prefix behind which the page begins, null for the beginning
     * @param max the most keys and common prefixes together
     */
    static Page page(ObjectStore store, Bucket bucket, String prefix, String delimiter, String after, int max) {
        return new KeyWalk(store, bucket, prefix, delimiter, max).walk(after);
    }

    private Page walk(String after) {
        if (max == 0) {
            return new Page(List.of(), List.of(), false, null);
        }
        begin(after);
        String to = ObjectKey.afterPrefix(prefix);
        int step = delimiter == null ? max + 1 : Math.min(FIRST_STEP, max + 1);
        while (from == null || to == null || ObjectKey.compare(from, to) < 0) {
            List<ObjectStore.Entry> read = store.range(bucket, from, fromInclusive, to, step);
            int plain = 0;
            boolean folded = false;
            for (ObjectStore.Entry entry : read) {
                if (folded && entry.key().startsWith(last)) {
                    continue;
                }
                if (objects.size() + commonPrefixes.size() == max) {
                    return page(true);
                }
                String common = commonPrefix(entry.key());
                folded = common != null;
                if (folded) {
                    commonPrefixes.add(common);
                    last = common;
                } else {
                    objects.add(entry);
                    last = entry.key();
                    plain++;
                }
            }
            if (read.size() < step || !goOnBehind(folded)) {
                return page(false);
            }
            step = nextStep(step, plain, read.size());
        }
        return page(false);
    }

    private void begin(String after) {
        if (after == null || ObjectKey.compare(after, prefix) < 0) {
            from = prefix.isEmpty() ? null : prefix;
        } else if (delimiter != null && after.equals(commonPrefix(after))) {
            from = ObjectKey.afterPrefix(after);
        } else {
            from = after;
            fromInclusive = false;
        }
    }

    /** Moves behind what was read; false where nothing can follow. */
    private boolean goOnBehind(boolean folded) {
        fromInclusive = folded;
        from = folded ? ObjectKey.afterPrefix(last) : last;
        return from != null;
    }

    private int nextStep(int step, int plain, int read) {
        int remaining = max + 1 - objects.size() - commonPrefixes.size();
        int wanted = plain * 2 >= read ? step * STEP_FACTOR : Math.max(SMALLEST_STEP, step / STEP_FACTOR);
        return Math.max(1, Math.min(wanted, remaining));
    }

    /** The part of a key up to the first delimiter behind the prefix; null where there is none. */
    private String commonPrefix(String key) {
        int found = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
        return found < 0 ? null : key.substring(0, found + delimiter.length());
    }

    private Page page(boolean truncated) {
        return new Page(objects, commonPrefixes, truncated, last);
    }
}
