package io.coffer.metadata;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.coffer.metadata.tables.Table;
import java.util.List;

/** Where an object's bytes are. A content never changes; it may be shared by objects after a copy. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Small.class, name = "small"),
    @JsonSubTypes.Type(value = Content.Blob.class, name = "blob"),
    @JsonSubTypes.Type(value = Content.Parts.class, name = "parts")
})
public sealed interface Content {

    String id();

    /** Bytes beside the metadata, in {@link Table#SMALL_BLOBS}. Never shared: copying them is cheaper than sharing. */
    record Small(String id) implements Content {}

    /** One blob. */
    record Blob(String id) implements Content {}

    /**
     * The parts of a completed upload, listed in the pages of a manifest.
     *
     * @param attempt which of the upload's completions wrote the pages
     * @param pageOffsets for each page, the offset in the object of its first byte
     * @param count how many parts there are
     */
    record Parts(String uploadId, String attempt, List<Long> pageOffsets, int count) implements Content {

        @Override
        public String id() {
            return uploadId + "-" + attempt;
        }
    }
}
