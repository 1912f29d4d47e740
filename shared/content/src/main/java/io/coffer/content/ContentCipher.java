package io.coffer.content;

import io.coffer.blobs.BlobRange;
import io.coffer.blobs.BlobStore;
import io.coffer.checksum.ETags;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.ResponseBody.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How an object's bytes lie in the stores: as they are, or encrypted under its data key. Lengths, offsets and ranges are the plaintext's; a
 * range costs the segments it touches, and no more than a segment each way is held in memory.
 */
public final class ContentCipher {

    /** Bytes as they are. */
    public static final ContentCipher NONE = new ContentCipher(null, false);

    private final @Nullable DataKey key;
    private final boolean secretive;

    private ContentCipher(@Nullable DataKey key, boolean secretive) {
        this.key = key;
        this.secretive = secretive;
    }

    public static ContentCipher of(DataKey key) {
        return new ContentCipher(key, false);
    }

    /** For bytes under a customer's key: their ETag, which listings show to who has no key, tells nothing of them. */
    public static ContentCipher ofCustomer(DataKey key) {
        return new ContentCipher(key, true);
    }

    /**
     * The ETag of bytes.
     *
     * @param md5 of the plaintext
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html">S3 API Reference, Common response
     *     headers, ETag: under a customer's key it is not the MD5 of the object's data</a>
     */
    String etag(byte[] md5) {
        return ETags.ofMd5(key != null && secretive ? key.ofDigest(md5) : md5);
    }

    /** Whether what is read by it is proved to be what was stored. */
    boolean verifies() {
        return key != null;
    }

    /** How long bytes are where they are stored; -1 for -1, a length that is not known. */
    long storedLength(long length) {
        return key == null || length < 0 ? length : Segments.storedLength(length);
    }

    /** What is stored under an id, as it is read from the plaintext. */
    InputStream encrypting(String id, InputStream plaintext) {
        return key == null ? plaintext : new EncryptingInputStream(plaintext, new SegmentCipher(key, id));
    }

    /** What is stored under an id for few bytes. */
    byte[] encrypt(String id, byte[] plaintext) {
        if (key == null) {
            return plaintext;
        }
        SegmentCipher cipher = new SegmentCipher(key, id);
        byte[] stored = new byte[(int) Segments.storedLength(plaintext.length)];
        int last = (int) Segments.last(plaintext.length);
        for (int number = 0; number <= last; number++) {
            int from = number * Segments.PLAIN;
            int length = Math.min(Segments.PLAIN, plaintext.length - from);
            cipher.seal(number, number == last, plaintext, from, length, stored, (int) Segments.storedOffset(number));
        }
        return stored;
    }

    /**
     * A range of few bytes that were stored under an id.
     *
     * @param length of all of them
     */
    byte[] decrypt(String id, byte[] stored, long length, ByteRange range) throws IOException {
        if (key == null) {
            return range.length() == stored.length ? stored : Arrays.copyOfRange(stored, (int) range.first(), (int) range.last() + 1);
        }
        if (range.length() == 0) {
            return new byte[0];
        }
        int first = (int) Math.min(stored.length, Segments.storedOffset(Segments.holding(range.first())));
        InputStream segments = new ByteArrayInputStream(stored, first, stored.length - first);
        byte[] plaintext = new byte[(int) range.length()];
        new DecryptingInputStream(segments, new SegmentCipher(key, id), length, range).readNBytes(plaintext, 0, plaintext.length);
        return plaintext;
    }

    /**
     * Opens a range of a blob for reading here.
     *
     * @param length the blob's
     */
    InputStream read(BlobStore blobs, String id, long length, ByteRange range) throws IOException {
        if (range.length() == 0) {
            return InputStream.nullInputStream();
        }
        if (key == null) {
            return blobs.read(new BlobRange(id, length, range.first(), range.length()));
        }
        long first = Segments.storedOffset(Segments.holding(range.first()));
        long end = Math.min(Segments.storedLength(length), Segments.storedOffset(Segments.holding(range.last()) + 1));
        InputStream stored = blobs.read(new BlobRange(id, Segments.storedLength(length), first, end - first));
        return new DecryptingInputStream(stored, new SegmentCipher(key, id), length, range);
    }

    /**
     * A range of a blob for an answer: fit for sendfile where the bytes are stored as they are.
     *
     * @param length the blob's
     */
    Slice slice(BlobStore blobs, String id, long length, ByteRange range) throws IOException {
        return key == null
                ? blobs.slice(new BlobRange(id, length, range.first(), range.length()))
                : new Slice.InStream(range.length(), () -> read(blobs, id, length, range));
    }
}
