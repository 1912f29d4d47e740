package io.coffer.housekeeping;

import io.coffer.content.StoredBlobs;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.stores.Stores;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** The blobs that objects, versions and parts of uploads have their bytes in. It costs what {@link BucketContents} costs. */
public final class RecordedBlobs {

    private RecordedBlobs() {}

    /**
     * Leaves out what cannot be read, and goes on with the rest.
     *
     * @param visitor given a blob that several objects share for each of them
     * @param objects given the objects and versions themselves
     * @param unreadable told what is left out
     * @throws UncheckedIOException if the thread was interrupted
     */
    public static void forEach(
            Stores stores, StoredBlobs.Visitor visitor, Consumer<ObjectRecord> objects, Consumer<String> unreadable) {
        Visitor reading = new Visitor(stores, visitor, objects, unreadable);
        new EveryBucket(stores, Deadline.NONE).sum(bucket -> new BucketContents(stores, bucket, Deadline.NONE).visit(reading) ? 1 : 0);
        if (Deadline.NONE.isOver()) {
            // A backup or a repair that took the part for the whole would lose the rest.
            throw new UncheckedIOException(new InterruptedIOException("interrupted before all records were read"));
        }
    }

    private static final class Visitor implements BucketContents.Visitor {

        private final StoredBlobs stored;
        private final StoredBlobs.Visitor blobs;
        private final Consumer<ObjectRecord> objects;
        private final Consumer<String> unreadable;

        Visitor(Stores stores, StoredBlobs.Visitor blobs, Consumer<ObjectRecord> objects, Consumer<String> unreadable) {
            this.stored = new StoredBlobs(stores.manifests());
            this.blobs = blobs;
            this.objects = objects;
            this.unreadable = unreadable;
        }

        @Override
        public void object(String key, ObjectRecord object) {
            objects.accept(object);
            stored.of(object, blobs);
        }

        @Override
        public void upload(Upload upload, List<Part> parts) {
            parts.forEach(part -> stored.of(part, upload.encryption() == null, blobs));
        }

        @Override
        public void unreadable(String key, UncheckedIOException why) {
            unreadable.accept(Unreadable.records(key, why));
        }
    }
}
