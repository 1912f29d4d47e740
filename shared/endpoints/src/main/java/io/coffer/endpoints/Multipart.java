package io.coffer.endpoints;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** An upload in progress as a client keeps it: its id, and what was answered for each part. */
public final class Multipart {

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String uploadId;
    private final SortedMap<Integer, CompletedPart> parts = new TreeMap<>();

    public Multipart(S3Client s3, String bucket, String key, String uploadId) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.uploadId = uploadId;
    }

    public static Multipart begin(S3Client s3, String bucket, String key) {
        return new Multipart(s3, bucket, key, s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId());
    }

    public String uploadId() {
        return uploadId;
    }

    /** Uploads a part and remembers it; one of the same number takes its place. */
    public CompletedPart part(int number, byte[] bytes) {
        String etag = s3.uploadPart(
                r -> r.bucket(bucket).key(key).uploadId(uploadId).partNumber(number), RequestBody.fromBytes(bytes)).eTag();
        CompletedPart part = CompletedPart.builder().partNumber(number).eTag(etag).build();
        parts.put(number, part);
        return part;
    }

    /** The parts by number. */
    public List<CompletedPart> parts() {
        return List.copyOf(parts.values());
    }

    public CompleteMultipartUploadResponse complete() {
        return complete(parts());
    }

    public CompleteMultipartUploadResponse complete(List<CompletedPart> named) {
        return s3.completeMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(m -> m.parts(named)));
    }

    public void abort() {
        s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId));
    }
}
