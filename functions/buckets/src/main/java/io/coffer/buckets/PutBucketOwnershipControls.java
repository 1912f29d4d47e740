package io.coffer.buckets;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.KeptAccessControlList;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.OwnershipControls;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;

/**
 * Says who owns a bucket's objects, which is its owner in any case; BucketOwnerEnforced does away with access control lists besides. A
 * read and a commit, one read more for BucketOwnerEnforced.
 */
final class PutBucketOwnershipControls implements BucketOperation {

    private final BucketConfigurationStore configurations;
    private final AccessControlLists lists;

    PutBucketOwnershipControls(BucketConfigurationStore configurations, AccessControlLists lists) {
        this.configurations = configurations;
        this.lists = lists;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        Bucket bucket = call.bucket();
        OwnershipControls controls = call.requireDocument(OwnershipControls.class).requireValid();
        if (controls.bucketOwnerEnforced() && !KeptAccessControlList.of(bucket).isPrivate(lists.owner(bucket).canonicalId())) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
        Refusals.require(configurations.put(bucket, BucketConfiguration.OWNERSHIP_CONTROLS, S3Xml.write(controls)));
        return S3Response.ok();
    }
}
