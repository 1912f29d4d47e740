package io.coffer.buckets;

import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.AccessSettings;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import java.util.List;
import java.util.stream.Stream;

/** The operations of this group. */
public final class BucketOperations {

    private BucketOperations() {}

    public static List<Operation> of(Backend backend) {
        Stores stores = backend.stores();
        BucketStore buckets = stores.buckets();
        BucketConfigurationStore configurations = stores.configurations();
        AccessSettings access = backend.access();
        AccessControlLists lists = backend.accessControlLists();
        StoredPolicies policies = new StoredPolicies(stores.users());
        List<Operation> own = List.of(
                new ListBuckets(buckets, stores.accounts()),
                new CreateBucket(buckets, lists, backend.behaviour()),
                new HeadBucket(),
                new DeleteBucket(buckets),
                new GetBucketLocation(),
                new GetBucketAcl(lists),
                new PutBucketAcl(buckets, lists),
                new GetBucketVersioning(),
                new PutBucketVersioning(buckets),
                new GetBucketPolicy(configurations, policies),
                new PutBucketPolicy(configurations, access, policies),
                new DeleteBucketPolicy(configurations),
                new GetBucketPolicyStatus(access),
                new GetPublicAccessBlock(access),
                new PutPublicAccessBlock(configurations),
                new DeletePublicAccessBlock(configurations),
                new GetBucketOwnershipControls(configurations),
                new PutBucketOwnershipControls(configurations, lists),
                new DeleteBucketOwnershipControls(configurations),
                new GetBucketCors(configurations),
                new PutBucketCors(configurations),
                new DeleteBucketCors(configurations),
                new GetBucketLifecycleConfiguration(configurations),
                new PutBucketLifecycleConfiguration(configurations),
                new DeleteBucketLifecycle(configurations),
                new GetBucketTagging(configurations),
                new PutBucketTagging(configurations),
                new DeleteBucketTagging(configurations),
                new GetBucketEncryption(configurations),
                new PutBucketEncryption(configurations),
                new DeleteBucketEncryption(configurations),
                new GetBucketAccelerateConfiguration(configurations),
                new PutBucketAccelerateConfiguration(configurations),
                new GetBucketLogging(),
                new PutBucketLogging(),
                new GetBucketRequestPayment(),
                new PutBucketRequestPayment(),
                new GetBucketNotificationConfiguration(),
                new PutBucketNotificationConfiguration(),
                new GetObjectLockConfiguration(),
                new PutObjectLockConfiguration());
        return Stream.concat(own.stream(), NoConfiguration.all().stream()).toList();
    }
}
