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
     * @param visitor given a blob that several objects share for each of them
     * @throws UncheckedIOException if a record cannot be read, or the thread was interrupted
     */
    public static void forEach(Stores stores, StoredBlobs.Visitor visitor) {
        visit(stores, new Visitor(stores, visitor, object -> {}));
    }

    /** As {@link #forEach}, except for what cannot be read; with the objects and versions themselves. */
    public static void forEachReadable(Stores stores, StoredBlobs.Visitor visitor, Consumer<ObjectRecord> objects) {
        visit(stores, new Visitor(stores, visitor, objects) {

            @Override
            public void unreadable(String key, UncheckedIOException why) {
                // Whoever reads what was found is told by the scrub.
            }
        });
    }

    private static void visit(Stores stores, Visitor visitor) {
        new EveryBucket(stores, Deadline.NONE).sum(bucket -> new BucketContents(stores, bucket, Deadline.NONE).visit(visitor) ? 1 : 0);
        if (Deadline.NONE.isOver()) {
            // A backup or a repair that took the part for the whole would lose the rest.
            throw new UncheckedIOException(new InterruptedIOException("interrupted before all records were read"));
        }
    }

    private static class Visitor implements BucketContents.Visitor {

        private final StoredBlobs stored;
        private final StoredBlobs.Visitor blobs;
        private final Consumer<ObjectRecord> objects;

        Visitor(Stores stores, StoredBlobs.Visitor blobs, Consumer<ObjectRecord> objects) {
            this.stored = new StoredBlobs(stores.manifests());
            this.blobs = blobs;
            this.objects = objects;
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
    }
}
