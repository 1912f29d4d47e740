package io.coffer.content;

import io.coffer.blobs.BlobStore;
import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.checksum.DigestingInputStream;
import io.coffer.checksum.ETags;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.PendingBlob;
import io.coffer.metadata.ReclaimQueue;
import io.coffer.metadata.SmallBlobs;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stores incoming bytes in one pass that also computes their digests. Up to the small limit they are held in memory for the commit of
 * their record; beyond it they go to the blob store under a fresh id that was promised to the sweep first.
 */
public final class ContentWriter {

    private final BlobStore blobs;
    private final ReclaimQueue reclaim;
    private final int smallLimit;

    /** @param smallLimit the most bytes kept beside the metadata */
    public ContentWriter(BlobStore blobs, ReclaimQueue reclaim, int smallLimit) {
        this.blobs = blobs;
        this.reclaim = reclaim;
        this.smallLimit = smallLimit;
    }

    /**
     * Stores an object's bytes, small ones beside the metadata.
     *
     * @param length how many bytes there are, -1 where that is not known
     * @param keep which checksum to keep with the object, beside verifying the declared one
     * @throws S3Exception BadDigest and what the payload's own verification refuses
     */
    public WrittenContent writeObject(InputStream bytes, long length, DeclaredDigests declared, ChecksumAlgorithm keep)
            throws IOException {
        return length >= 0 && length <= smallLimit
                ? writeSmall(bytes, (int) length, declared, keep)
                : writeBlob(bytes, length, declared, keep);
    }

    private WrittenContent writeSmall(InputStream bytes, int length, DeclaredDigests declared, ChecksumAlgorithm keep)
            throws IOException {
        DigestingInputStream digesting = new DigestingInputStream(bytes, declared.toCompute(keep));
        byte[] all = digesting.readNBytes(length);
        requireWhole(digesting, length);
        declared.require(digesting);
        Content content = new Content.Small(Ids.random());
        return new WrittenContent(content, all.length, ETags.ofMd5(digesting.md5()), kept(digesting, keep),
                SmallBlobs.put(content.id(), all), null);
    }

    /** Stores bytes as a blob, whatever their size: a commit for the promise, then the blob store's write. */
    public WrittenContent writeBlob(InputStream bytes, long length, DeclaredDigests declared, ChecksumAlgorithm keep)
            throws IOException {
        DigestingInputStream digesting = new DigestingInputStream(bytes, declared.toCompute(keep));
        PendingBlob pending = reclaim.promise(Ids.random());
        boolean written = false;
        try {
            blobs.write(pending.blobId(), digesting, length, () -> {
                requireWhole(digesting, length);
                declared.require(digesting);
            });
            written = true;
        } finally {
            if (!written) {
                reclaim.abandon(pending);
            }
        }
        return new WrittenContent(new Content.Blob(pending.blobId()), digesting.count(), ETags.ofMd5(digesting.md5()),
                kept(digesting, keep), ReclaimQueue.withdraw(pending), pending);
    }

    private static Checksum kept(DigestingInputStream computed, ChecksumAlgorithm keep) {
        return new Checksum(keep, ChecksumType.FULL_OBJECT, computed.value(keep));
    }

    /** Gives up bytes whose commit was refused. */
    public void abandon(WrittenContent written) {
        if (written.pending() != null) {
            reclaim.abandon(written.pending());
        }
    }

    /** Reads on to the end of the stream, where the payload verifies itself; there must be nothing left and nothing missing. */
    private static void requireWhole(DigestingInputStream bytes, long length) {
        try {
            if (bytes.read() >= 0 || (length >= 0 && bytes.count() != length)) {
                throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
            }
        } catch (IOException e) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
    }
}
