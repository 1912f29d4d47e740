package io.coffer.pipeline;

import io.coffer.content.Tap;
import io.coffer.contentid.Cid;
import io.coffer.contentid.FileDigest;
import io.coffer.contentid.LeavesDigest;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Upload;
import io.coffer.protocol.S3Headers;
import io.coffer.protocol.StoredHeaders;

/**
 * The content ids of objects in buckets on IPFS: which objects have one, and where it is told. An object under a customer's key has none,
 * since it would tell of the bytes to who has no key.
 */
public final class ContentIds {

    private static final String HEADER = "x-amz-meta-cid";
    private static final String METADATA = "cid";

    private ContentIds() {}

    /** Whether an object is to have a content id. */
    public static boolean areComputed(Bucket bucket, Encryption encryption) {
        return bucket.onIpfs() && (encryption == null || encryption.kind() != Encryption.Kind.SSE_C);
    }

    /** The headers to store with an object: in a bucket on IPFS without a content id that the client gave, which would hide the true one. */
    public static StoredHeaders stored(Bucket bucket, StoredHeaders headers) {
        return bucket.onIpfs() ? headers.withoutUser(METADATA) : headers;
    }

    /** Computes the content id of an object while its bytes are read, if it is to have one. */
    public static Tap<Cid> ofObject(Bucket bucket, Encryption encryption) {
        return areComputed(bucket, encryption) ? Tap.of(new FileDigest()) : Tap.none();
    }

    /** Computes the leaves of a part while its bytes are read, if the upload's object is to have a content id. */
    public static Tap<byte[]> ofPart(Bucket bucket, Upload upload) {
        return areComputed(bucket, upload.encryption()) ? Tap.of(new LeavesDigest()) : Tap.none();
    }

    /** The object with the content id that was computed of its bytes, or without one. */
    public static ObjectRecord with(ObjectRecord object, Tap<Cid> computed) {
        return object.withCid(computed.result().map(Cid::toString).orElse(null));
    }

    /** Tells an object's content id, as Filebase does. */
    public static void answer(ObjectRecord object, S3Headers headers) {
        if (object.cid() != null) {
            headers.set(HEADER, object.cid());
        }
    }
}
