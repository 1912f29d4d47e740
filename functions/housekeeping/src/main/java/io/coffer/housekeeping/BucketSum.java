package io.coffer.housekeeping;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.objects.ExpiryStore.Noncurrent;
import io.coffer.metadata.objects.KeyOrder;
import io.coffer.metadata.objects.KeyWalk.Keyed;
import io.coffer.metadata.objects.KeyWalk.Range;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a bucket holds, key after key. All that stands under a key is counted at its turn: its object, its noncurrent versions and
 * its uploads in progress. So a write that makes a version of an object, or an object of an upload, is on one side of the place that the
 * count has reached. It costs what {@link BucketContents} costs.
 */
final class BucketSum {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final Bucket bucket;
    private final Deadline deadline;

    /**
     * What was counted.
     *
     * @param last the last key that was counted; null for none
     * @param whole whether nothing comes behind it
     */
    record Counted(Amount held, @Nullable String last, boolean whole) {}

    /** @param deadline after which the count breaks off; asked before what takes queries */
    BucketSum(Stores stores, Bucket bucket, Deadline deadline) {
        this.stores = stores;
        this.bucket = bucket;
        this.deadline = deadline;
    }

    /**
     * Counts what lies behind a key.
     *
     * @param after null for the beginning
     * @throws java.io.UncheckedIOException if something cannot be read
     */
    Counted behind(@Nullable String after) {
        Keys objects = new Keys(stores.objects().range(bucket), after);
        Keys versions = new Keys(stores.expiry().keysWithVersions(bucket), after);
        Keys uploads = new Keys(stores.uploads().keys(bucket), after);
        List<Keys> all = List.of(objects, versions, uploads);
        Amount held = Amount.NOTHING;
        String last = null;
        while (true) {
            List<Keys> toBeRead = all.stream().filter(Keys::isToBeRead).toList();
            if (!toBeRead.isEmpty() && deadline.isOver()) {
                return new Counted(held, last, false);
            }
            toBeRead.forEach(Keys::read);
            Optional<String> next = all.stream().flatMap(Keys::first).min(KeyOrder::compare);
            if (next.isEmpty()) {
                return new Counted(held, last, true);
            }
            String key = next.get();
            if ((versions.isAt(key) || uploads.isAt(key)) && deadline.isOver()) {
                return new Counted(held, last, false);
            }
            held = held.plus(objects.take(key).map(item -> of(ObjectStore.record(item))).orElse(Amount.NOTHING));
            held = held.plus(versions.take(key).map(item -> versions(key)).orElse(Amount.NOTHING));
            held = held.plus(uploads.take(key).map(item -> uploads(key)).orElse(Amount.NOTHING));
            last = key;
        }
    }

    private static Amount of(ObjectRecord version) {
        return version.isDeleteMarker() ? Amount.NOTHING : Amount.ofObjects(1, version.size());
    }

    private Amount versions(String key) {
        Amount held = Amount.NOTHING;
        String after = null;
        List<Noncurrent> page;
        do {
            page = stores.expiry().older(bucket, key, after, PAGE);
            for (Noncurrent noncurrent : page) {
                held = held.plus(of(noncurrent.version()));
                after = noncurrent.position();
            }
        } while (page.size() == PAGE);
        return held;
    }

    private Amount uploads(String key) {
        Amount[] held = {Amount.NOTHING};
        stores.uploads().forEachOfKey(bucket, key, upload ->
                held[0] = held[0].plus(new Amount(0, UploadStore.bytes(stores.uploads().parts(upload.uploadId())), 1)));
        return held[0];
    }

    /** Keys of one table, read a page ahead. */
    private static final class Keys {

        private final Range<Item> range;
        private final Deque<Keyed<Item>> page = new ArrayDeque<>();
        private @Nullable String after;
        private boolean isLastPage;

        Keys(Range<Item> range, @Nullable String after) {
            this.range = range;
            this.after = after;
        }

        boolean isToBeRead() {
            return page.isEmpty() && !isLastPage;
        }

        void read() {
            page.addAll(range.read(after, after == null, null, PAGE));
            isLastPage = page.size() < PAGE;
            after = page.isEmpty() ? after : page.getLast().key();
        }

        Stream<String> first() {
            return page.stream().limit(1).map(Keyed::key);
        }

        boolean isAt(String key) {
            return !page.isEmpty() && page.getFirst().key().equals(key);
        }

        Optional<Item> take(String key) {
            return isAt(key) ? Optional.of(page.removeFirst().entry()) : Optional.empty();
        }
    }
}
