package io.coffer.buckets;

import io.coffer.access.AccessControlList;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.KeptAccessControlList;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import java.io.IOException;

/** Gives a bucket another access control list, for every object in it: three reads and a commit, two reads more for each account named. */
final class PutBucketAcl implements BucketOperation {

    private final BucketStore buckets;
    private final AccessControlLists lists;

    PutBucketAcl(BucketStore buckets, AccessControlLists lists) {
        this.buckets = buckets;
        this.lists = lists;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_ACL;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        AccessControlList list = lists.requested(call, lists.owner(call.bucket()));
        call.access().requireListAllowed(call.bucket(), list);
        Refusals.require(buckets.putAccessControlList(call.bucket(), KeptAccessControlList.of(list)));
        return S3Response.ok();
    }
}
