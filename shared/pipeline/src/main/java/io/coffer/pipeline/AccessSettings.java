package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.BucketPolicy;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.protocol.xml.OwnershipControls;
import io.coffer.protocol.xml.PublicAccessBlockConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.util.Optional;

/** What a bucket is configured with that says who may use it. No read where a process has seen the configuration before. */
public final class AccessSettings {

    private final BucketConfigurationStore configurations;

    public AccessSettings(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    public Optional<BucketPolicy> policy(Bucket bucket) {
        return configurations.find(
                bucket, BucketConfiguration.POLICY, BucketPolicy.class, json -> BucketPolicy.ofStored(json, bucket.name()));
    }

    public PublicAccessBlockConfiguration publicAccessBlock(Bucket bucket) {
        return configurations.find(bucket, BucketConfiguration.PUBLIC_ACCESS_BLOCK, PublicAccessBlockConfiguration.class,
                xml -> S3Xml.read(xml, PublicAccessBlockConfiguration.class)).orElse(PublicAccessBlockConfiguration.NONE);
    }

    /** Whether nobody has access by the bucket's list, or can be given it, except the owner. */
    public boolean bucketOwnerEnforced(Bucket bucket) {
        return configurations.find(bucket, BucketConfiguration.OWNERSHIP_CONTROLS, OwnershipControls.class,
                xml -> S3Xml.read(xml, OwnershipControls.class)).filter(OwnershipControls::bucketOwnerEnforced).isPresent();
    }

    /** The bucket's list as it is enforced, which is how S3 shows it too. */
    public AccessControlList accessControlList(Bucket bucket) {
        AccessControlList list = KeptAccessControlList.of(bucket);
        return publicAccessBlock(bucket).ignoresPublicAcls() ? list.withoutGroups() : list;
    }

    /** Whether its policy or its list lets everybody in. */
    public boolean isPublic(Bucket bucket) {
        return policy(bucket).filter(BucketPolicy::isPublic).isPresent() || accessControlList(bucket).isPublic();
    }
}
