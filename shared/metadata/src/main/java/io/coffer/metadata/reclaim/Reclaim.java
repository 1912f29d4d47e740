package io.coffer.metadata.reclaim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.coffer.metadata.Content;
import org.jspecify.annotations.Nullable;

/** One piece of work for the sweep: what nobody points to any more. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reclaim.Blob.class, name = "blob"),
    @JsonSubTypes.Type(value = Reclaim.Write.class, name = "write"),
    @JsonSubTypes.Type(value = Reclaim.Held.class, name = "held"),
    @JsonSubTypes.Type(value = Reclaim.Upload.class, name = "upload"),
    @JsonSubTypes.Type(value = Reclaim.Bucket.class, name = "bucket")
})
public sealed interface Reclaim {

    /**
     * A blob that no record ever pointed to, or a part's that was replaced.
     *
     * @param alone whether its write is sure to have left nothing else; earlier versions did not say
     */
    record Blob(String id, boolean alone) implements Reclaim {}

    /**
     * A blob that was written for an object. Its record may point to it by now: nothing is withdrawn from the queue if it does.
     *
     * @param alone as of {@link Blob}
     */
    record Write(String id, String bucketId, String key, boolean alone) implements Reclaim {}

    /** What a write left that met the deletion of its bucket; another bucket of the name is not meant. */
    record Bucket(String id, String name) implements Reclaim {}

    /** An object's content, as far as no other holder shares it. */
    record Held(Content content, String holder) implements Reclaim {}

    /**
     * The parts of an upload that has ended.
     *
     * @param completed what the object that was made of them points to, null if the upload was aborted
     * @param givenBack null if the parts' bytes have been settled. It is null, too, if a version that did not count parts ended the
     *     upload; nothing is counted down then. If a version that counts parts ends an upload whose parts were stored by one that does not,
     *     its bucket is counted too low until the weekly recount puts it right.
     */
    record Upload(String uploadId, Content.@Nullable Parts completed, @Nullable GivenBack givenBack) implements Reclaim {

        public Upload settled() {
            return new Upload(uploadId, completed, null);
        }
    }

    /**
     * What the commit that ended an upload counted down.
     *
     * @param bytes those of the parts that were found before the commit; others may have arrived until then
     */
    record GivenBack(String accountId, String bucketId, String bucketName, long bytes) {}
}
