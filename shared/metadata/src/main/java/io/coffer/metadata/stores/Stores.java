package io.coffer.metadata.stores;

import io.coffer.metadata.accounts.AccessKeyStore;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.accounts.UserStore;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.metadata.buckets.BucketLeases;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.metadata.contents.HolderStore;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.objects.ExpiryStore;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.objects.VersionListing;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.usage.QuotaCheck;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.metadata.usage.UsageStore;
import java.time.Clock;
import java.util.Optional;

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
        ReclaimQueue reclaim,
        UsageStore usage,
        UsageMeter meter) {

    public static Stores over(OrderedTables tables, Clock clock) {
        return over(tables, BucketLeases.of(tables.bucketLease(), clock), clock);
    }

    public static Stores over(OrderedTables tables, BucketLeases leases, Clock clock) {
        AccountStore accounts = new AccountStore(tables, clock);
        BucketStore buckets = new BucketStore(tables, accounts, leases, clock);
        ReclaimQueue reclaim = new ReclaimQueue(
                tables, clock, leases.areNone() ? Optional.empty() : Optional.of(leases.moments()));
        AccessKeyStore keys = new AccessKeyStore(tables);
        UsageStore usage = new UsageStore(tables);
        UsageMeter meter = new UsageMeter(usage, keys, clock);
        return new Stores(
                tables,
                accounts,
                new UserStore(tables, clock),
                keys,
                buckets,
                new BucketConfigurationStore(tables, buckets),
                new LifecycleIndex(tables),
                new ObjectStore(tables, buckets, reclaim, meter, QuotaCheck.UNLIMITED, clock),
                new VersionListing(tables, reclaim),
                new ExpiryStore(tables, reclaim, meter, clock),
                new UploadStore(tables, buckets, reclaim, meter, QuotaCheck.UNLIMITED, leases),
                new ManifestStore(tables),
                new HolderStore(tables),
                reclaim,
                usage,
                meter);
    }

    /** The same stores, where objects and uploads are kept within bounds. */
    public Stores within(QuotaCheck quotas) {
        return new Stores(tables, accounts, users, keys, buckets, configurations, lifecycles, objects.within(quotas), versions, expiry,
                uploads.within(quotas), manifests, holders, reclaim, usage, meter);
    }
}
