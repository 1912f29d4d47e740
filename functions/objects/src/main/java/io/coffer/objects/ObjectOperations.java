package io.coffer.objects;

import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.ServerSideEncryption;
import java.util.List;

/** The operations of this group. */
public final class ObjectOperations {

    private ObjectOperations() {}

    public static List<Operation> of(Backend backend) {
        Stores stores = backend.stores();
        ObjectStore objects = stores.objects();
        Lifecycles lifecycles = backend.lifecycles();
        ServerSideEncryption encryption = backend.encryption();
        AccessControlLists lists = backend.accessControlLists();
        ContentReader reader = backend.reader();
        ContentWriter writer = backend.writer();
        PutObject putObject = new PutObject(objects, writer, lifecycles, encryption, backend.clock());
        return List.of(
                putObject,
                new PostObject(putObject, backend.forms(), caller -> backend.noteUse(caller, "s3")),
                new GetObject(objects, reader, lifecycles, encryption, backend.clock()),
                new HeadObject(objects, reader, lifecycles, encryption, backend.clock()),
                new CopyObject(stores.buckets(), objects, reader, writer, lifecycles, encryption, backend.clock()),
                new DeleteObject(objects),
                new DeleteObjects(objects, backend.helpers()),
                new GetObjectAcl(objects, lists),
                new PutObjectAcl(objects, lists),
                new GetObjectAttributes(objects, stores.manifests(), encryption),
                new GetObjectTagging(objects),
                new PutObjectTagging(objects),
                new DeleteObjectTagging(objects),
                new GetObjectRetention(),
                new PutObjectRetention(),
                new GetObjectLegalHold(),
                new PutObjectLegalHold());
    }
}
