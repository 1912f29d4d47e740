package io.coffer.buckets;

import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Tells a bucket's access control list: a read of the owner, two of each other account the list names. */
final class GetBucketAcl implements BucketOperation {

    private final AccessControlLists lists;

    GetBucketAcl(AccessControlLists lists) {
        this.lists = lists;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_ACL;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.xml(lists.document(call.bucket()));
    }
}
