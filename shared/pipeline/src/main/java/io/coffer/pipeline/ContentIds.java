package io.coffer.pipeline;

import io.coffer.content.Tap;
import io.coffer.contentid.CarDigest;
import io.coffer.contentid.Cid;
import io.coffer.contentid.FileDigest;
import io.coffer.contentid.JoinedLeaves;
import io.coffer.contentid.LeavesDigest;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Upload;
import io.coffer.protocol.StoredHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content ids of objects in buckets on IPFS: which objects have one, of what it is made, and where it is told. That of an object with
 * {@code x-amz-meta-import: car} is the root of the archive that it is. An object under a customer's key has none, since it would tell of
 * the bytes to who has no key.
 */
public final class ContentIds {

    /** Tells an object's content id, as Filebase does. */
    public static final String HEADER = "x-amz-meta-cid";
    private static final String METADATA = "cid";
    private static final String IMPORT = "import";
    private static final String CAR = "car";

    private ContentIds() {}

    /** Whether an object is to have a content id. */
    public static boolean areComputed(Bucket bucket, @Nullable Encryption encryption) {
        return bucket.onIpfs() && (encryption == null || encryption.kind() != Encryption.Kind.SSE_C);
    }

    /** The headers to store with an object: in a bucket on IPFS without a content id that the client gave, which is not the true one. */
    public static StoredHeaders stored(Bucket bucket, StoredHeaders headers) {
        return bucket.onIpfs() ? headers.withoutUser(METADATA) : headers;
    }

    /** Whether an object is a CAR archive that is to be imported. */
    public static boolean isArchive(Map<String, String> metadata) {
        return CAR.equalsIgnoreCase(metadata.get(IMPORT));
    }

    /** Computes the content id of an object while its bytes are read, if it is to have one; refuses them if they are no archive. */
    public static Tap<Cid> ofObject(Bucket bucket, @Nullable Encryption encryption, Map<String, String> metadata) {
        if (!areComputed(bucket, encryption)) {
            return Tap.none();
        }
        return Tap.of(isArchive(metadata) ? new CarDigest() : new FileDigest());
    }

    /** Computes the leaves of a part while its bytes are read, if the content id of the upload's object can be made of them. */
    public static Tap<byte[]> ofPart(Bucket bucket, Upload upload, int number, long length) {
        return areComputed(bucket, upload.encryption()) && !isArchive(upload.metadata())
                ? Tap.of(new LeavesDigest(JoinedLeaves.likelyOffset(number, length)))
                : Tap.none();
    }

    /** The object with the content id that was computed of its bytes, or without one. */
    public static ObjectRecord with(ObjectRecord object, Tap<Cid> computed) {
        return object.withCid(computed.result().map(Cid::toString).orElse(null));
    }
}
