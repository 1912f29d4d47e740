package io.coffer.metadata;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One piece of work for the sweep: what nobody points to any more. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reclaim.Blob.class, name = "blob"),
    @JsonSubTypes.Type(value = Reclaim.Held.class, name = "held"),
    @JsonSubTypes.Type(value = Reclaim.Upload.class, name = "upload")
})
public sealed interface Reclaim {

    /** A blob that no record ever pointed to, or a part's that was replaced. */
    record Blob(String id) implements Reclaim {}

    /** An object's content, as far as no other holder shares it. */
    record Held(Content content, String holder) implements Reclaim {}

    /**
     * The parts of an upload that has ended.
     *
     * @param completed what the object that was made of them points to, null where the upload was aborted
     */
    record Upload(String uploadId, Content.Parts completed) implements Reclaim {}
}
