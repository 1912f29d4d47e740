package io.coffer.objects;

import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Tells who may use an object, which is who may use its bucket: objects have no access control lists of their own. */
final class GetObjectAcl implements ObjectOperation {

    private final ObjectStore objects;
    private final AccessControlLists lists;

    GetObjectAcl(ObjectStore objects, AccessControlLists lists) {
        this.objects = objects;
        this.lists = lists;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_OBJECT_ACL;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        Refusals.require(objects.find(call.bucket(), call.key(), call.versionId()));
        return S3Response.xml(lists.document(call.bucket()));
    }
}
