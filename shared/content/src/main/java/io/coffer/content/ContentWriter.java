package io.coffer.content;

import io.coffer.blobs.BlobStore;
import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.checksum.DigestingInputStream;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.contents.PartBlobs;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Stores incoming bytes in one pass that also computes their digests. Up to the small limit they are held in memory for the commit of
 * their record, which has them in itself up to {@link OrderedTables#dataLimit}. Beyond the small limit they go to the blob store, under a
 * fresh id that was promised to the sweep first.
 */
public final class ContentWriter {

    private final BlobStore blobs;
    private final ReclaimQueue reclaim;
    private final int smallLimit;
    private final Executor executor;

    /**
     * @param smallLimit the most bytes kept in the record or beside it
     * @param executor commits promises while bytes are written
     */
    public ContentWriter(BlobStore blobs, ReclaimQueue reclaim, int smallLimit, Executor executor) {
        this.blobs = blobs;
        this.reclaim = reclaim;
        this.smallLimit = smallLimit;
        this.executor = executor;
    }

    /**
     * Stores an object's bytes, small ones beside the metadata. Where their number is not known, as many as may be small are read first.
     *
     * @param length how many bytes there are, -1 where that is not known
     * @param keep which checksum to keep with the object, beside verifying the declared one; like the ETag it is the plaintext's
     * @param cipher how they are to be stored
     * @throws S3Exception BadDigest and what the payload's own verification refuses
     */
    public WrittenContent writeObject(InputStream bytes, long length, ObjectPlace place, DeclaredDigests declared,
            ChecksumAlgorithm keep, ContentCipher cipher) throws IOException {
        int inRecord = place.keepsVersions() ? -1 : reclaim.tables().dataLimit();
        if (length < 0) {
            byte[] start = bytes.readNBytes(smallLimit + 1);
            InputStream again = new ByteArrayInputStream(start);
            return start.length <= smallLimit
                    ? writeSmall(again, start.length, inRecord, declared, keep, cipher)
                    : writeBlob(place, new SequenceInputStream(again, bytes), length, declared, keep, cipher);
        }
        return length <= smallLimit
                ? writeSmall(bytes, (int) length, inRecord, declared, keep, cipher)
                : writeBlob(place, bytes, length, declared, keep, cipher);
    }

    private WrittenContent writeBlob(ObjectPlace place, InputStream bytes, long length, DeclaredDigests declared, ChecksumAlgorithm keep,
            ContentCipher cipher) throws IOException {
        String blobId = Ids.random();
        boolean alone = blobs.leavesNothingElse(cipher.storedLength(length));
        return write(blobs::write, blobId, new PromiseAtOnce(reclaim, blobId, alone, place, executor), bytes, length, declared, keep,
                cipher);
    }

    private WrittenContent writeSmall(
            InputStream bytes, int length, int inRecord, DeclaredDigests declared, ChecksumAlgorithm keep, ContentCipher cipher)
            throws IOException {
        DigestingInputStream digesting = new DigestingInputStream(bytes, declared.toCompute(keep));
        byte[] all = digesting.readNBytes(length);
        requireWhole(digesting, length);
        declared.require(digesting);
        String id = Ids.random();
        byte[] stored = cipher.encrypt(id, all);
        boolean inline = length <= inRecord;
        return new WrittenContent(inline ? new Content.Inline(id, stored) : new Content.Small(id), all.length,
                cipher.etag(digesting.md5()), checksum(digesting, keep), inline ? List.of() : List.of(SmallBlobs.put(id, stored)), null);
    }

    /**
     * Stores a part of an upload as a blob, whatever its size. What the end of the upload is sure to find needs no promise; what becomes
     * visible long after the upload was found is promised before.
     */
    public WrittenContent writePart(UploadStore.Found upload, InputStream bytes, long length, DeclaredDigests declared,
            ChecksumAlgorithm keep, ContentCipher cipher) throws IOException {
        String blobId = PartBlobs.newId(upload.upload().uploadId());
        boolean alone = blobs.leavesNothingElse(cipher.storedLength(length));
        return write(blobs::writePart, blobId, new PromiseIfLate(reclaim, blobId, alone, upload.isRecent()), bytes, length, declared,
                keep, cipher);
    }

    /** How a store takes a blob. */
    private interface Storing {
        void write(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException;
    }

    /** If there is a promise, it is durable before the blob can be found under its id. */
    private WrittenContent write(Storing store, String blobId, Promise promise, InputStream bytes, long length, DeclaredDigests declared,
            ChecksumAlgorithm keep, ContentCipher cipher) throws IOException {
        DigestingInputStream digesting = new DigestingInputStream(bytes, declared.toCompute(keep));
        boolean written = false;
        try {
            store.write(blobId, cipher.encrypting(blobId, digesting), cipher.storedLength(length), () -> {
                requireAllRead(digesting, length);
                declared.require(digesting);
                promise.keep();
            });
            written = true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!written) {
                promise.giveUp();
            }
        }
        PendingBlob pending = promise.keep();
        return new WrittenContent(new Content.Blob(blobId), digesting.count(), cipher.etag(digesting.md5()), checksum(digesting, keep),
                pending == null ? List.of() : reclaim.withdraw(pending), pending);
    }

    private static Checksum checksum(DigestingInputStream computed, ChecksumAlgorithm keep) {
        return new Checksum(keep, ChecksumType.FULL_OBJECT, computed.value(keep));
    }

    /** Gives up a part that was refused for certain; if it has no promise, its blob would stay for as long as its upload lasts. */
    public void refuse(WrittenContent part) {
        if (part.pending() == null) {
            reclaim.tables().commit(List.of(reclaim.hand(new Reclaim.Blob(part.content().id(), true))));
        } else {
            reclaim.refuse(part.pending());
        }
    }

    /** What becomes of an object's bytes after its store has answered. A write into a bucket that goes away has been committed. */
    public void settle(WrittenContent written, Outcome<ObjectRecord> outcome) {
        if (written.pending() == null || outcome.isRefused(Refusal.NoBucket.class)
                || outcome.isRefused(Refusal.BucketBeingDeleted.class)) {
            return;
        }
        if (outcome.refusal().isPresent()) {
            reclaim.refuse(written.pending());
        } else {
            reclaim.kept(written.pending());
        }
    }

    /** Gives up bytes of whose commit is not known that it succeeded. */
    public void abandon(WrittenContent written) {
        if (written.pending() != null) {
            reclaim.abandon(written.pending());
        }
    }

    private static void requireAllRead(DigestingInputStream bytes, long length) {
        try {
            requireWhole(bytes, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on to the end of the stream, where the payload verifies itself; there must be nothing left and nothing missing. */
    private static void requireWhole(DigestingInputStream bytes, long length) throws IOException {
        if (bytes.read() >= 0 || (length >= 0 && bytes.count() != length)) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
    }
}
