package io.coffer.housekeeping;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.objects.ExpiryStore.Beside;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.Upload;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * All that a bucket holds: its objects, their noncurrent versions, and the parts of its uploads in progress. It costs a query for each
 * 1,000 objects, one for each key that has noncurrent versions, one for each key with uploads, and one for each upload.
 */
final class BucketContents {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final Bucket bucket;
    private final BooleanSupplier over;

    /** Takes what is found. */
    interface Visitor {

        /** A current object or a noncurrent version; a delete marker, too. */
        void object(String key, ObjectRecord object);

        void upload(Upload upload, List<Part> parts);
    }

    /** @param over whether to break off, asked before each page */
    BucketContents(Stores stores, Bucket bucket, BooleanSupplier over) {
        this.stores = stores;
        this.bucket = bucket;
        this.over = over;
    }

    /** @return false if it was broken off */
    boolean visit(Visitor visitor) {
        return walk(stores.objects().range(bucket), keyed -> visitor.object(keyed.key(), keyed.entry()))
                && walk(stores.expiry().keysWithVersions(bucket), keyed -> versions(keyed.key(), visitor))
                && walk(stores.uploads().keys(bucket), keyed -> stores.uploads().forEachOfKey(bucket, keyed.key(),
                        upload -> visitor.upload(upload, stores.uploads().parts(upload.uploadId()))));
    }

    private <E> boolean walk(KeyWalk.Range<E> range, Consumer<KeyWalk.Keyed<E>> action) {
        String after = null;
        KeyWalk.Page<E> page;
        do {
            if (over.getAsBoolean()) {
                return false;
            }
            page = KeyWalk.page(range, "", null, after, PAGE);
            page.found().forEach(action);
            after = page.last();
        } while (page.truncated());
        return true;
    }

    private void versions(String key, Visitor visitor) {
        String after = null;
        List<Beside> page;
        do {
            page = stores.expiry().older(bucket, key, after, PAGE);
            page.forEach(noncurrent -> visitor.object(key, noncurrent.version()));
            after = page.isEmpty() ? null : page.get(page.size() - 1).position();
        } while (page.size() == PAGE);
    }
}
