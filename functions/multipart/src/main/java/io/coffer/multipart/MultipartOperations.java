package io.coffer.multipart;

import io.coffer.content.ContentWriter;
import io.coffer.metadata.contents.LeafStore;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.ServerSideEncryption;
import java.util.List;

/** The operations of this group, by the functions that answer them: a gateway tells requests apart by method and path alone. */
public final class MultipartOperations {

    private MultipartOperations() {}

    /**
     * What is posted to an object's path: beginning and completing an upload. None of it touches an object's bytes, except for the content
     * ids of some.
     */
    public static List<Operation> posted(Backend backend) {
        Stores stores = backend.stores();
        Lifecycles lifecycles = backend.lifecycles();
        ServerSideEncryption encryption = backend.encryption();
        return List.of(
                new CreateMultipartUpload(stores.uploads(), lifecycles, encryption, backend.clock()),
                new CompleteMultipartUpload(stores.objects(), stores.uploads(), stores.manifests(), lifecycles, encryption,
                        new UploadContentId(new LeafStore(stores.tables()), backend::reader, encryption, backend.mostReadAgain()),
                        backend.behaviour().minPartSize(), backend.clock()),
                new RestoreObject(stores.objects()));
    }

    /** What is sent to an object's path with the methods that objects know too. */
    public static List<Operation> ofParts(Backend backend) {
        Stores stores = backend.stores();
        ServerSideEncryption encryption = backend.encryption();
        ContentWriter writer = backend.writer();
        return List.of(
                new UploadPart(stores.uploads(), writer, encryption, backend.clock()),
                new UploadPartCopy(stores.buckets(), stores.objects(), stores.uploads(), backend.reader(), writer, encryption,
                        backend.clock()),
                new ListParts(stores.uploads(), stores.accounts(), backend.lifecycles(), encryption),
                new AbortMultipartUpload(stores.uploads()));
    }

    /** What is read from a bucket's path. */
    public static List<Operation> ofBuckets(Backend backend) {
        Stores stores = backend.stores();
        return List.of(new ListMultipartUploads(stores.uploads(), stores.accounts()));
    }
}
