package io.coffer.objects;

import io.coffer.metadata.Account;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import java.io.IOException;

/**
 * Accepts a list that gives others what the bucket's gives them, and keeps nothing: objects have no access control lists of their own, so
 * that nobody can make one object public inside a private bucket.
 */
final class PutObjectAcl implements ObjectOperation {

    private final ObjectStore objects;
    private final AccessControlLists lists;

    PutObjectAcl(ObjectStore objects, AccessControlLists lists) {
        this.objects = objects;
        this.lists = lists;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_OBJECT_ACL;
    }

    @Override
    public S3Response handle(ObjectCall call) throws IOException {
        Account owner = lists.owner(call.bucket());
        Refusals.require(objects.find(call.bucket(), call.key(), call.versionId()));
        call.access().requireListAllowedOfObject(call.bucket(), lists.requested(call, owner), owner.canonicalId());
        return S3Response.ok();
    }
}
