package io.coffer.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an object's bytes are. A content never changes; it may be shared by objects after a copy. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Inline.class, name = "inline"),
    @JsonSubTypes.Type(value = Content.Small.class, name = "small"),
    @JsonSubTypes.Type(value = Content.Blob.class, name = "blob"),
    @JsonSubTypes.Type(value = Content.Parts.class, name = "parts")
})
public sealed interface Content {

    String id();

    /** What a delete marker has instead of bytes. */
    record Nothing() implements Content {

        @Override
        public String id() {
            return "";
        }
    }

    /** Bytes in the item of the object's record. Never shared: copying them is cheaper than sharing. */
    final class Inline implements Content {

        private final String id;
        private final byte @Nullable [] bytes;

        /** @param bytes as they are stored; null if the record was read without them */
        public Inline(String id, byte @Nullable [] bytes) {
            this.id = id;
            this.bytes = bytes;
        }

        @JsonCreator
        Inline(@JsonProperty("id") String id) {
            this(id, null);
        }

        @Override
        @JsonProperty("id")
        public String id() {
            return id;
        }

        /** Empty if the record was read without them, as listings do. */
        public Optional<byte[]> bytes() {
            return Optional.ofNullable(bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Inline inline && inline.id.equals(id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

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
