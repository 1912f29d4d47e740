package io.coffer.metadata;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bucket.
 *
 * @param id names the bucket's content; a bucket deleted and made again has another
 * @param accountId the owner
 * @param accessControlList who else may use it
 * @param created milliseconds since the epoch
 * @param deleting when a DeleteBucket began that has not ended, in milliseconds since the epoch; null for none
 * @param versioning null if it never kept versions
 * @param configurations which documents it is configured with, and an id for each document's content
 * @param network none if the record says nothing: it was written before there were networks
 * @param recounting how far the last recount came that went on from run to run; null if there was none
 */
public record Bucket(
        String name,
        String id,
        String accountId,
        String region,
        AccessList accessControlList,
        long created,
        @Nullable Long deleting,
        @Nullable Versioning versioning,
        Map<BucketConfiguration, String> configurations,
        BucketNetwork network,
        @Nullable Recounting recounting) {

    /** The sort key of a bucket's item, which has its partition for itself. */
    public static final String SORT = "bucket";

    public Bucket {
        accessControlList = accessControlList == null ? AccessList.EMPTY : accessControlList;
        configurations = configurations == null ? Map.of() : Map.copyOf(configurations);
        network = network == null ? BucketNetwork.NONE : network;
    }

    /** A bucket on no network. */
    public Bucket(String name, String id, String accountId, String region, AccessList accessControlList, long created,
            @Nullable Long deleting, @Nullable Versioning versioning, Map<BucketConfiguration, String> configurations) {
        this(name, id, accountId, region, accessControlList, created, deleting, versioning, configurations, BucketNetwork.NONE, null);
    }

    /** Whether its objects have content ids. */
    public boolean onIpfs() {
        return network == BucketNetwork.IPFS;
    }

    /** Whether there may be noncurrent versions. */
    public boolean keepsVersions() {
        return versioning != null;
    }

    public Bucket withDeleting(@Nullable Long since) {
        return new Bucket(name, id, accountId, region, accessControlList, created, since, versioning, configurations, network, recounting);
    }

    public Bucket withAccessControlList(AccessList list) {
        return new Bucket(name, id, accountId, region, list, created, deleting, versioning, configurations, network, recounting);
    }

    public Bucket withVersioning(Versioning state) {
        return new Bucket(name, id, accountId, region, accessControlList, created, deleting, state, configurations, network, recounting);
    }

    /** @param contentId null if it is not configured so any more */
    public Bucket withConfiguration(BucketConfiguration what, @Nullable String contentId) {
        Map<BucketConfiguration, String> changed = new EnumMap<>(BucketConfiguration.class);
        changed.putAll(configurations);
        if (contentId == null) {
            changed.remove(what);
        } else {
            changed.put(what, contentId);
        }
        return new Bucket(name, id, accountId, region, accessControlList, created, deleting, versioning, changed, network, recounting);
    }

    public Bucket withRecounting(Recounting now) {
        return new Bucket(name, id, accountId, region, accessControlList, created, deleting, versioning, configurations, network, now);
    }
}
