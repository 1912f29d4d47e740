package io.coffer.housekeeping;

import io.coffer.content.StoredBlobs;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.stores.Stores;
import java.util.List;

/** The blobs that objects, versions and parts of uploads have their bytes in. It costs what {@link BucketContents} costs. */
public final class RecordedBlobs {

    private RecordedBlobs() {}

    /**
     * @param visitor given a blob that several objects share for each of them
     * @throws java.io.UncheckedIOException if a record cannot be read
     */
    public static void forEach(Stores stores, StoredBlobs.Visitor visitor) {
        StoredBlobs stored = new StoredBlobs(stores.manifests());
        EveryBucket buckets = new EveryBucket(stores, () -> false);
        buckets.sum(bucket -> new BucketContents(stores, bucket, () -> false).visit(new BucketContents.Visitor() {

            @Override
            public void object(String key, ObjectRecord object) {
                stored.of(object, visitor);
            }

            @Override
            public void upload(Upload upload, List<Part> parts) {
                parts.forEach(part -> stored.of(part, upload.encryption() == null, visitor));
            }
        }) ? 1 : 0);
    }
}
