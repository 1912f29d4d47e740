package io.coffer.content;

import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.contents.ManifestStore;

/** Which blobs hold the bytes of what is stored. */
public final class StoredBlobs {

    private final ManifestStore manifests;

    public StoredBlobs(ManifestStore manifests) {
        this.manifests = manifests;
    }

    /** Takes one blob. */
    public interface Visitor {

        /** @param size as it is stored, so with the tags of what is encrypted */
        void blob(String id, long size);
    }

    /** Those of an object: none for a delete marker and for bytes beside the metadata, else one read for each 500 parts. */
    public void of(ObjectRecord object, Visitor visitor) {
        boolean plain = object.encryption() == null;
        if (object.content() instanceof Content.Blob blob) {
            visitor.blob(blob.id(), stored(object.size(), plain));
        } else if (object.content() instanceof Content.Parts content) {
            of(content, plain, visitor);
        }
    }

    /** Those of a completed upload's object. */
    public void of(Content.Parts content, boolean plain, Visitor visitor) {
        for (int page = 0; page < content.pageOffsets().size(); page++) {
            manifests.page(content, page).forEach(part -> of(part, plain, visitor));
        }
    }

    /** @param plain whether its bytes are stored as they are */
    public void of(Part part, boolean plain, Visitor visitor) {
        visitor.blob(part.blobId(), stored(part.size(), plain));
    }

    private static long stored(long size, boolean plain) {
        return plain ? size : Segments.storedLength(size);
    }
}
