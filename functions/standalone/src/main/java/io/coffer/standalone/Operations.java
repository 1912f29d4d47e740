package io.coffer.standalone;

import io.coffer.auth.PostPolicyVerifier;
import io.coffer.blobs.BlobStore;
import io.coffer.buckets.CreateBucket;
import io.coffer.buckets.DeleteBucket;
import io.coffer.buckets.DeleteBucketAnalyticsConfiguration;
import io.coffer.buckets.DeleteBucketCors;
import io.coffer.buckets.DeleteBucketEncryption;
import io.coffer.buckets.DeleteBucketIntelligentTieringConfiguration;
import io.coffer.buckets.DeleteBucketInventoryConfiguration;
import io.coffer.buckets.DeleteBucketLifecycle;
import io.coffer.buckets.DeleteBucketMetricsConfiguration;
import io.coffer.buckets.DeleteBucketOwnershipControls;
import io.coffer.buckets.DeleteBucketPolicy;
import io.coffer.buckets.DeleteBucketReplication;
import io.coffer.buckets.DeleteBucketTagging;
import io.coffer.buckets.DeleteBucketWebsite;
import io.coffer.buckets.DeletePublicAccessBlock;
import io.coffer.buckets.GetBucketAccelerateConfiguration;
import io.coffer.buckets.GetBucketAcl;
import io.coffer.buckets.GetBucketAnalyticsConfiguration;
import io.coffer.buckets.GetBucketCors;
import io.coffer.buckets.GetBucketEncryption;
import io.coffer.buckets.GetBucketIntelligentTieringConfiguration;
import io.coffer.buckets.GetBucketInventoryConfiguration;
import io.coffer.buckets.GetBucketLifecycleConfiguration;
import io.coffer.buckets.GetBucketLocation;
import io.coffer.buckets.GetBucketLogging;
import io.coffer.buckets.GetBucketMetricsConfiguration;
import io.coffer.buckets.GetBucketNotificationConfiguration;
import io.coffer.buckets.GetBucketOwnershipControls;
import io.coffer.buckets.GetBucketPolicy;
import io.coffer.buckets.GetBucketPolicyStatus;
import io.coffer.buckets.GetBucketReplication;
import io.coffer.buckets.GetBucketRequestPayment;
import io.coffer.buckets.GetBucketTagging;
import io.coffer.buckets.GetBucketVersioning;
import io.coffer.buckets.GetBucketWebsite;
import io.coffer.buckets.GetObjectLockConfiguration;
import io.coffer.buckets.GetPublicAccessBlock;
import io.coffer.buckets.HeadBucket;
import io.coffer.buckets.ListBucketAnalyticsConfigurations;
import io.coffer.buckets.ListBucketIntelligentTieringConfigurations;
import io.coffer.buckets.ListBucketInventoryConfigurations;
import io.coffer.buckets.ListBucketMetricsConfigurations;
import io.coffer.buckets.ListBuckets;
import io.coffer.buckets.PutBucketAccelerateConfiguration;
import io.coffer.buckets.PutBucketAcl;
import io.coffer.buckets.PutBucketCors;
import io.coffer.buckets.PutBucketEncryption;
import io.coffer.buckets.PutBucketLifecycleConfiguration;
import io.coffer.buckets.PutBucketLogging;
import io.coffer.buckets.PutBucketNotificationConfiguration;
import io.coffer.buckets.PutBucketOwnershipControls;
import io.coffer.buckets.PutBucketPolicy;
import io.coffer.buckets.PutBucketRequestPayment;
import io.coffer.buckets.PutBucketTagging;
import io.coffer.buckets.PutBucketVersioning;
import io.coffer.buckets.PutObjectLockConfiguration;
import io.coffer.buckets.PutPublicAccessBlock;
import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.listings.ListObjectVersions;
import io.coffer.listings.ListObjects;
import io.coffer.listings.ListObjectsV2;
import io.coffer.metadata.BucketConfigurationStore;
import io.coffer.metadata.ManifestStore;
import io.coffer.metadata.SmallBlobs;
import io.coffer.multipart.AbortMultipartUpload;
import io.coffer.multipart.CompleteMultipartUpload;
import io.coffer.multipart.CreateMultipartUpload;
import io.coffer.multipart.ListMultipartUploads;
import io.coffer.multipart.ListParts;
import io.coffer.multipart.UploadPart;
import io.coffer.multipart.UploadPartCopy;
import io.coffer.objects.CopyObject;
import io.coffer.objects.DeleteObject;
import io.coffer.objects.DeleteObjectTagging;
import io.coffer.objects.DeleteObjects;
import io.coffer.objects.GetObject;
import io.coffer.objects.GetObjectAcl;
import io.coffer.objects.GetObjectAttributes;
import io.coffer.objects.GetObjectLegalHold;
import io.coffer.objects.GetObjectRetention;
import io.coffer.objects.GetObjectTagging;
import io.coffer.objects.HeadObject;
import io.coffer.objects.PostObject;
import io.coffer.objects.PutObject;
import io.coffer.objects.PutObjectAcl;
import io.coffer.objects.PutObjectLegalHold;
import io.coffer.objects.PutObjectRetention;
import io.coffer.objects.PutObjectTagging;
import io.coffer.objects.RestoreObject;
import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.AccessSettings;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.ServerSideEncryption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Every operation this process answers. */
final class Operations {

    private static final long MIN_PART_BYTES = 5L << 20;

    private Operations() {}

    /**
     * How the operations are to behave.
     *
     * @param smallLimit the most bytes kept beside the metadata
     */
    record Settings(String region, boolean dottedBucketNames, int smallLimit) {}

    /**
     * @param forms verifies what browsers upload
     * @param helpers runs what a request does beside its own thread
     */
    static List<Operation> all(Stores stores, Lifecycles lifecycles, ServerSideEncryption encryption, BlobStore blobs,
            PostPolicyVerifier forms, Settings settings, ExecutorService helpers, Clock clock) {
        ManifestStore manifests = stores.manifests();
        AccessSettings access = new AccessSettings(stores.configurations());
        AccessControlLists lists = new AccessControlLists(stores.accounts(), access);
        ContentReader reader = new ContentReader(new SmallBlobs(stores.tables()), manifests, blobs);
        ContentWriter writer = new ContentWriter(blobs, stores.reclaim(), settings.smallLimit(), helpers);
        PutObject putObject = new PutObject(stores.objects(), writer, lifecycles, encryption, clock);
        List<Operation> all = new ArrayList<>(List.of(
                new ListBuckets(stores.buckets(), stores.accounts()),
                new CreateBucket(stores.buckets(), lists, settings.region(), settings.dottedBucketNames()),
                new HeadBucket(),
                new DeleteBucket(stores.buckets()),
                new GetBucketLocation(),
                new GetBucketAcl(lists),
                new PutBucketAcl(stores.buckets(), lists),
                new GetBucketVersioning(),
                new PutBucketVersioning(stores.buckets()),
                new GetBucketPolicy(stores.configurations()),
                new PutBucketPolicy(stores.configurations(), access),
                new DeleteBucketPolicy(stores.configurations()),
                new GetBucketPolicyStatus(access),
                new GetPublicAccessBlock(access),
                new PutPublicAccessBlock(stores.configurations()),
                new DeletePublicAccessBlock(stores.configurations()),
                new GetBucketOwnershipControls(stores.configurations()),
                new PutBucketOwnershipControls(stores.configurations(), lists),
                new DeleteBucketOwnershipControls(stores.configurations()),
                new ListObjects(stores.objects(), stores.accounts()),
                new ListObjectsV2(stores.objects(), stores.accounts()),
                new ListObjectVersions(stores.versions(), stores.accounts()),
                putObject,
                new PostObject(putObject, forms),
                new GetObject(stores.objects(), reader, lifecycles, encryption),
                new HeadObject(stores.objects(), reader, lifecycles, encryption),
                new CopyObject(stores.buckets(), stores.objects(), reader, writer, lifecycles, encryption, clock),
                new DeleteObject(stores.objects()),
                new DeleteObjects(stores.objects(), helpers),
                new GetObjectAcl(stores.objects(), lists),
                new PutObjectAcl(stores.objects(), lists),
                new GetObjectAttributes(stores.objects(), manifests, encryption),
                new GetObjectTagging(stores.objects()),
                new PutObjectTagging(stores.objects()),
                new DeleteObjectTagging(stores.objects()),
                new GetObjectRetention(),
                new PutObjectRetention(),
                new GetObjectLegalHold(),
                new PutObjectLegalHold(),
                new RestoreObject(stores.objects()),
                new CreateMultipartUpload(stores.uploads(), lifecycles, encryption, clock),
                new UploadPart(stores.uploads(), writer, encryption, clock),
                new UploadPartCopy(stores.buckets(), stores.objects(), stores.uploads(), reader, writer, encryption, clock),
                new ListParts(stores.uploads(), stores.accounts(), lifecycles),
                new ListMultipartUploads(stores.uploads(), stores.accounts()),
                new CompleteMultipartUpload(
                        stores.objects(), stores.uploads(), manifests, lifecycles, encryption, MIN_PART_BYTES, clock),
                new AbortMultipartUpload(stores.uploads())));
        all.addAll(bucketConfigurations(stores.configurations()));
        return all;
    }

    private static List<Operation> bucketConfigurations(BucketConfigurationStore configurations) {
        return List.of(
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
                new GetBucketWebsite(),
                new DeleteBucketWebsite(),
                new GetBucketReplication(),
                new DeleteBucketReplication(),
                new GetObjectLockConfiguration(),
                new PutObjectLockConfiguration(),
                new ListBucketAnalyticsConfigurations(),
                new GetBucketAnalyticsConfiguration(),
                new DeleteBucketAnalyticsConfiguration(),
                new ListBucketInventoryConfigurations(),
                new GetBucketInventoryConfiguration(),
                new DeleteBucketInventoryConfiguration(),
                new ListBucketMetricsConfigurations(),
                new GetBucketMetricsConfiguration(),
                new DeleteBucketMetricsConfiguration(),
                new ListBucketIntelligentTieringConfigurations(),
                new GetBucketIntelligentTieringConfiguration(),
                new DeleteBucketIntelligentTieringConfiguration());
    }
}
