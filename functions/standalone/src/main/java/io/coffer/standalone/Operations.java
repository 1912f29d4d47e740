package io.coffer.standalone;

import io.coffer.blobs.BlobStore;
import io.coffer.buckets.CreateBucket;
import io.coffer.buckets.DeleteBucket;
import io.coffer.buckets.GetBucketLocation;
import io.coffer.buckets.HeadBucket;
import io.coffer.buckets.ListBuckets;
import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.listings.ListObjects;
import io.coffer.listings.ListObjectsV2;
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
import io.coffer.objects.DeleteObjects;
import io.coffer.objects.GetObject;
import io.coffer.objects.HeadObject;
import io.coffer.objects.PutObject;
import io.coffer.pipeline.Operation;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Every operation this process answers. */
final class Operations {

    private static final long MIN_PART_BYTES = 5L << 20;

    private Operations() {}

    /**
     * @param smallLimit the most bytes kept beside the metadata
     * @param helpers runs what a request does beside its own thread
     */
    static List<Operation> all(Stores stores, BlobStore blobs, String region, int smallLimit, ExecutorService helpers, Clock clock) {
        ManifestStore manifests = stores.manifests();
        ContentReader reader = new ContentReader(new SmallBlobs(stores.tables()), manifests, blobs);
        ContentWriter writer = new ContentWriter(blobs, stores.reclaim(), smallLimit, helpers);
        return List.of(
                new ListBuckets(stores.buckets(), stores.accounts()),
                new CreateBucket(stores.buckets(), region),
                new HeadBucket(),
                new DeleteBucket(stores.buckets()),
                new GetBucketLocation(),
                new ListObjects(stores.objects(), stores.accounts()),
                new ListObjectsV2(stores.objects(), stores.accounts()),
                new PutObject(stores.objects(), writer, clock),
                new GetObject(stores.objects(), reader),
                new HeadObject(stores.objects(), reader),
                new CopyObject(stores.buckets(), stores.objects(), reader, clock),
                new DeleteObject(stores.objects()),
                new DeleteObjects(stores.objects(), helpers),
                new CreateMultipartUpload(stores.uploads(), clock),
                new UploadPart(stores.uploads(), writer, clock),
                new UploadPartCopy(stores.buckets(), stores.objects(), stores.uploads(), reader, writer, clock),
                new ListParts(stores.uploads(), stores.accounts()),
                new ListMultipartUploads(stores.uploads(), stores.accounts()),
                new CompleteMultipartUpload(stores.objects(), stores.uploads(), manifests, MIN_PART_BYTES, clock),
                new AbortMultipartUpload(stores.uploads()));
    }
}
