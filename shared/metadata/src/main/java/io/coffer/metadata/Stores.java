package io.coffer.metadata;

import java.time.Clock;

/** The stores over one set of tables. */
public record Stores(
        OrderedTables tables,
        AccountStore accounts,
        UserStore users,
        AccessKeyStore keys,
        BucketStore buckets,
        BucketConfigurationStore configurations,
        LifecycleIndex lifecycles,
        ObjectStore objects,
        VersionListing versions,
        ExpiryStore expiry,
        UploadStore uploads,
        ManifestStore manifests,
        HolderStore holders,
        ReclaimQueue reclaim) {

    public static Stores over(OrderedTables tables, Clock clock) {
        AccountStore accounts = new AccountStore(tables, clock);
        BucketStore buckets = new BucketStore(tables, accounts, clock);
        ReclaimQueue reclaim = new ReclaimQueue(tables, clock);
        return new Stores(
                tables,
                accounts,
                new UserStore(tables, clock),
                new AccessKeyStore(tables),
                buckets,
                new BucketConfigurationStore(tables, buckets),
                new LifecycleIndex(tables),
                new ObjectStore(tables, buckets, reclaim, clock),
                new VersionListing(tables, reclaim),
                new ExpiryStore(tables, reclaim, clock),
                new UploadStore(tables, buckets, reclaim),
                new ManifestStore(tables),
                new HolderStore(tables),
                reclaim);
    }
}
