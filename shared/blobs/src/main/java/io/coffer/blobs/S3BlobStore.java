package io.coffer.blobs;

import io.coffer.protocol.ResponseBody.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs as objects of one bucket, {@code prefix + id}, at any endpoint that speaks S3.
 *
 * <p>Blobs of a known length up to 64 MiB are streamed into one PutObject ({@link SinglePut} says how the caller's checks come before
 * the object is visible). The rest goes up in parts of 8 MiB, of which a write holds one in memory; what S3 takes as one object, 5 GiB,
 * needs 640 of its 10,000 parts. An upload that fails is aborted.
 */
public final class S3BlobStore implements BlobStore, BlobInventory {

    private static final long SINGLE_PUT_BYTES = 64 << 20;
    private static final int PART_BYTES = 8 << 20;
    /** S3 API Reference, DeleteObjects: "a list of up to 1,000 keys". */
    private static final int MAX_DELETES = 1000;
    private static final String PROBE = "probe-";

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /**
     * @param client stays the caller's to close. It must not need a body twice: over plain HTTP it leaves chunked encoding on
     * @param prefix what the objects' keys begin with, such as {@code blobs/}; may be empty
     */
    public S3BlobStore(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void write(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException {
        String key = keyOf(id);
        if (leavesNothingElse(length)) {
            put(key, new SinglePut(id, bytes, length, beforeVisible));
        } else {
            putInParts(id, key, bytes, length, beforeVisible);
        }
    }

    /** One request makes the object, or does not. */
    @Override
    public boolean leavesNothingElse(long length) {
        return length >= 0 && length <= SINGLE_PUT_BYTES;
    }

    private void put(String key, SinglePut body) throws IOException {
        body.checkIfEmpty();
        try {
            client.putObject(request -> request.bucket(bucket).key(key), body.asRequestBody());
        } catch (RuntimeException e) {
            body.rethrowFailure();
            throw new IOException("PutObject of a blob failed", e);
        }
    }

    private void putInParts(String id, String key, InputStream bytes, long length, Runnable beforeVisible) throws IOException {
        String upload = call(() -> client.createMultipartUpload(request -> request.bucket(bucket).key(key))).uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            BlobIds.checkLength(id, length, uploadParts(key, upload, bytes, parts));
            beforeVisible.run();
            call(() -> client.completeMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload).multipartUpload(done -> done.parts(parts))));
        } catch (IOException | RuntimeException e) {
            try {
                abort(key, upload);
            } catch (IOException notAborted) {
                e.addSuppressed(notAborted);
            }
            throw e;
        }
    }

    /** Sends the whole stream, at least one part of it, and returns its length. */
    private long uploadParts(String key, String upload, InputStream bytes, List<CompletedPart> parts) throws IOException {
        byte[] buffer = new byte[PART_BYTES];
        long sent = 0;
        int filled;
        do {
            filled = bytes.readNBytes(buffer, 0, buffer.length);
            if (filled > 0 || parts.isEmpty()) {
                int number = parts.size() + 1;
                RequestBody part = BufferedPart.of(buffer, filled);
                String etag = call(() -> client.uploadPart(
                        request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number), part)).eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
                sent += filled;
            }
        } while (filled == buffer.length);
        return sent;
    }

    @Override
    public Slice slice(BlobRange range) {
        BlobIds.check(range.id());
        return new Slice.InStream(range.length(), () -> read(range));
    }

    @Override
    public InputStream read(BlobRange range) throws IOException {
        String key = keyOf(range.id());
        if (range.length() == 0) {
            return InputStream.nullInputStream();
        }
        try {
            String bytes = "bytes=" + range.offset() + "-" + (range.end() - 1);
            ResponseInputStream<GetObjectResponse> body = client.getObject(request -> request.bucket(bucket).key(key).range(bytes));
            requireSize(range, body);
            return new ObjectStream(body, range.length());
        } catch (NoSuchKeyException e) {
            throw (IOException) new NoSuchFileException(key).initCause(e);
        } catch (SdkException e) {
            throw new IOException("GetObject of a blob failed", e);
        }
    }

    /** The answer to a range says how long the object is. */
    private static void requireSize(BlobRange range, ResponseInputStream<GetObjectResponse> body) throws DamagedBlobException {
        String found = body.response().contentRange();
        if (found != null && !found.endsWith("/" + range.size())) {
            body.abort();
            throw new DamagedBlobException(range.id(), "it answers with " + found + ", " + range.size() + " bytes were stored");
        }
    }

    @Override
    public boolean verifies() {
        return false;
    }

    @Override
    public void delete(String id) throws IOException {
        String key = keyOf(id);
        call(() -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public Map<String, IOException> deleteAll(Collection<String> ids) {
        Map<String, IOException> failures = new HashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += MAX_DELETES) {
            deleteTogether(all.subList(from, Math.min(from + MAX_DELETES, all.size())), failures);
        }
        return failures;
    }

    private void deleteTogether(List<String> ids, Map<String, IOException> failures) {
        List<ObjectIdentifier> objects = ids.stream().map(id -> ObjectIdentifier.builder().key(keyOf(id)).build()).toList();
        try {
            call(() -> client.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(objects).quiet(true))))
                    .errors()
                    .forEach(error -> failures.put(error.key().substring(prefix.length()), new IOException(error.code())));
        } catch (IOException e) {
            ids.forEach(id -> failures.put(id, e));
        }
    }

    /** Asks for uploads, too, which S3 bills like a PUT; its own deletes are for nothing. */
    @Override
    public void deleteUnfinished(String id) throws IOException {
        delete(id);
        String key = keyOf(id);
        List<MultipartUpload> uploads = call(() -> client.listMultipartUploads(request -> request.bucket(bucket).prefix(key))).uploads();
        for (MultipartUpload leftover : uploads) {
            if (leftover.key().equals(key)) {
                abort(key, leftover.uploadId());
            }
        }
    }

    private void abort(String key, String upload) throws IOException {
        call(() -> client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload)));
    }

    /** One request for each 1,000 blobs. */
    @Override
    public void forEach(Visitor visitor) throws IOException {
        forEach("", visitor);
    }

    /** As {@link #forEach}. */
    @Override
    public List<String> beginningWith(String idPrefix) throws IOException {
        List<String> ids = new ArrayList<>();
        forEach(idPrefix, (id, length, modified) -> ids.add(id));
        return ids;
    }

    private void forEach(String idPrefix, Visitor visitor) throws IOException {
        String after = null;
        ListObjectsV2Response page;
        do {
            String token = after;
            page = call(() -> client.listObjectsV2(request -> request.bucket(bucket).prefix(prefix + idPrefix).continuationToken(token)));
            for (S3Object object : page.contents()) {
                String id = object.key().substring(prefix.length());
                if (BlobIds.isOne(id) && !id.startsWith(PROBE)) {
                    visitor.blob(id, object.size(), object.lastModified());
                }
            }
            after = page.nextContinuationToken();
        } while (Boolean.TRUE.equals(page.isTruncated()));
    }

    @Override
    public OptionalLong lengthOf(String id) throws IOException {
        String key = keyOf(id);
        try {
            return OptionalLong.of(client.headObject(request -> request.bucket(bucket).key(key)).contentLength());
        } catch (NoSuchKeyException e) {
            return OptionalLong.empty();
        } catch (SdkException e) {
            throw new IOException("HeadObject of a blob failed", e);
        }
    }

    @Override
    public boolean isWhole(long length, long size) {
        return length == size;
    }

    @Override
    public void probe() throws IOException {
        String key = prefix + PROBE + UUID.randomUUID();
        call(() -> client.putObject(request -> request.bucket(bucket).key(key), RequestBody.empty()));
        call(() -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public void close() {
        // The client is the caller's.
    }

    private String keyOf(String id) {
        BlobIds.check(id);
        return prefix + id;
    }

    private static <T> T call(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new IOException("a request to the blobs' bucket failed", e);
        }
    }
}
