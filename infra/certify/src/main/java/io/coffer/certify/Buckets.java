package io.coffer.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets of a run, which are gone when it ends. */
final class Buckets implements AutoCloseable {

    private static final int PREFIXES = 50;
    private static final int KEYS = 100;
    private static final int WRITERS = 8;

    private final S3Client s3;
    private final List<String> made = new ArrayList<>();

    Buckets(Endpoint endpoint) {
        s3 = S3Client.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey())))
                .build();
    }

    /** A new bucket, empty. */
    String make() {
        String name = "certify-" + UUID.randomUUID().toString().substring(0, 13);
        s3.createBucket(request -> request.bucket(name));
        made.add(name);
        return name;
    }

    /** A bucket of 5,000 keys in 50 prefixes. */
    String makeListing() {
        String bucket = make();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> prefixes = new ArrayList<>();
            for (int prefix = 0; prefix < PREFIXES; prefix++) {
                int number = prefix;
                prefixes.add(writers.submit(() -> fill(bucket, "d%02d/".formatted(number))));
            }
            for (Future<?> prefix : prefixes) {
                prefix.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IllegalStateException(cause == null ? e.getMessage() : cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            writers.shutdownNow();
        }
        return bucket;
    }

    private void fill(String bucket, String prefix) {
        for (int i = 0; i < KEYS; i++) {
            String key = prefix + "k%02d".formatted(i);
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.empty());
        }
    }

    /** Removes a bucket with all that is in it. */
    void remove(String bucket) {
        s3.listMultipartUploadsPaginator(request -> request.bucket(bucket)).uploads().forEach(upload ->
                s3.abortMultipartUpload(request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        for (ListObjectVersionsResponse page : s3.listObjectVersionsPaginator(request -> request.bucket(bucket))) {
            List<ObjectIdentifier> all = new ArrayList<>();
            page.versions().forEach(one -> all.add(ObjectIdentifier.builder().key(one.key()).versionId(one.versionId()).build()));
            page.deleteMarkers().forEach(one -> all.add(ObjectIdentifier.builder().key(one.key()).versionId(one.versionId()).build()));
            if (!all.isEmpty()) {
                s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(all).quiet(true)));
            }
        }
        s3.deleteBucket(request -> request.bucket(bucket));
        made.remove(bucket);
    }

    @Override
    public void close() {
        try {
            List.copyOf(made).forEach(this::remove);
        } catch (S3Exception e) {
            System.err.println("certify: buckets are left: " + made + ": " + e.getMessage());
        } finally {
            s3.close();
        }
    }
}
