package io.coffer.housekeeping;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.stores.Stores;
import java.util.Optional;

/** Whether what was found wanting was not simply deleted meanwhile. */
final class StillThere {

    private final Stores stores;

    StillThere(Stores stores) {
        this.stores = stores;
    }

    /** @param listed does not tell whether the bucket keeps versions */
    boolean object(Bucket listed, String key, ObjectRecord object) {
        return now(listed, key, object).isPresent();
    }

    /** The object with its bytes, if its record has them; listings leave them out. It is as it was listed if it is not there any more. */
    ObjectRecord withBytes(Bucket listed, String key, ObjectRecord object) {
        return object.content() instanceof Content.Inline ? now(listed, key, object).orElse(object) : object;
    }

    private Optional<ObjectRecord> now(Bucket listed, String key, ObjectRecord object) {
        return stores.buckets().find(listed.name())
                .filter(bucket -> bucket.id().equals(listed.id()))
                .flatMap(bucket -> stores.objects().find(bucket, key, object.versionId()).answer())
                .filter(now -> now.content().equals(object.content()));
    }

    boolean part(Upload upload, Part part) {
        return stores.uploads().parts(upload.uploadId()).contains(part);
    }
}
