package io.coffer.housekeeping;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.objects.ExpiryStore.Noncurrent;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.stores.Stores;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a bucket holds: its objects, their noncurrent versions, and the parts of its uploads in progress. It costs a query for each
 * 1,000 objects, one for each key that has noncurrent versions, one for each key with uploads, and one for each upload.
 */
final class BucketContents {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final Bucket bucket;
    private final Deadline deadline;

    /** What is visited one after the other. */
    enum Section { OBJECTS, VERSIONS, UPLOADS }

    /**
     * How far a visit has come.
     *
     * @param key the last one of the section that was visited whole; null for none
     */
    record Place(Section section, @Nullable String key) {

        static final Place BEGINNING = new Place(Section.OBJECTS, null);
    }

    /** Takes what is found. */
    interface Visitor {

        /** A current object or a noncurrent version; a delete marker, too. */
        void object(String key, ObjectRecord object);

        void upload(Upload upload, List<Part> parts);

        /** Told of what cannot be read and is left out. As it is, that ends the visit. */
        default void unreadable(String key, UncheckedIOException why) {
            throw why;
        }

        /** @return whether to go on */
        default boolean reached(Place place) {
            return true;
        }
    }

    /** @param deadline after which a visit breaks off; asked before each page */
    BucketContents(Stores stores, Bucket bucket, Deadline deadline) {
        this.stores = stores;
        this.bucket = bucket;
        this.deadline = deadline;
    }

    /** @return false if it was broken off */
    boolean visit(Visitor visitor) {
        return visit(visitor, Place.BEGINNING);
    }

    /** As {@link #visit(Visitor)}, of what lies behind a place. */
    boolean visit(Visitor visitor, Place from) {
        return walk(Section.OBJECTS, from, stores.objects().range(bucket), visitor,
                        keyed -> visitor.object(keyed.key(), ObjectStore.record(keyed.entry())))
                && walk(Section.VERSIONS, from, stores.expiry().keysWithVersions(bucket), visitor,
                        keyed -> versions(keyed.key(), visitor))
                && walk(Section.UPLOADS, from, stores.uploads().keys(bucket), visitor,
                        keyed -> stores.uploads().forEachOfKey(bucket, keyed.key(),
                                upload -> visitor.upload(upload, stores.uploads().parts(upload.uploadId()))));
    }

    private interface Action<E> {
        void take(KeyWalk.Keyed<E> keyed);
    }

    private <E> boolean walk(Section section, Place from, KeyWalk.Range<E> range, Visitor visitor, Action<E> action) {
        if (from.section.compareTo(section) > 0) {
            return true;
        }
        String after = from.section == section ? from.key : null;
        return new EveryKey<>(range, deadline, visitor::unreadable).walk("", after, keyed -> {
            action.take(keyed);
            return visitor.reached(new Place(section, keyed.key()));
        });
    }

    private void versions(String key, Visitor visitor) {
        String after = null;
        List<Noncurrent> page;
        do {
            page = stores.expiry().older(bucket, key, after, PAGE);
            page.forEach(noncurrent -> visitor.object(key, noncurrent.version()));
            after = page.isEmpty() ? null : page.get(page.size() - 1).position();
        } while (page.size() == PAGE);
    }
}
