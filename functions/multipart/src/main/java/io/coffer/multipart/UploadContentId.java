package io.coffer.multipart;

import io.coffer.content.ContentReader;
import io.coffer.content.Tap;
import io.coffer.contentid.Cid;
import io.coffer.contentid.JoinedLeaves;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.contents.LeafStore;
import io.coffer.pipeline.ContentIds;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The content id of an object that is made of parts. If all parts but the last are whole chunks of 256 KiB, as those of every common client
 * are, it is made of the leaves that the parts were stored with: a query for each 100 parts, and no byte of the object is read. Otherwise
 * the chunks lie across the parts, and the bytes are read, of an object that is small enough to be read while a client waits. A larger
 * one has no content id. An archive is always read, and a larger one is refused: nobody would have verified its blocks.
 */
final class UploadContentId {

    /** What is read within the half minute that a gateway waits. */
    static final long MAX_READ = 1L << 30;

    private final LeafStore leaves;
    private final Supplier<ContentReader> reader;
    private final ServerSideEncryption encryption;

    /** @param reader asked only if bytes are read */
    UploadContentId(LeafStore leaves, Supplier<ContentReader> reader, ServerSideEncryption encryption) {
        this.leaves = leaves;
        this.reader = reader;
        this.encryption = encryption;
    }

    /**
     * The object with its content id.
     *
     * @param object as it is to be, with its manifest written
     * @param parts those that it is made of
     */
    ObjectRecord with(ObjectCall call, String uploadId, ObjectRecord object, List<Part> parts) throws IOException {
        if (!ContentIds.areComputed(call.bucket(), object.encryption())) {
            return object;
        }
        boolean archive = ContentIds.isArchive(object.metadata());
        Optional<Cid> joined = archive ? Optional.empty() : joined(uploadId, parts);
        if (joined.isPresent()) {
            return object.withCid(joined.get().toString());
        }
        if (object.size() <= MAX_READ) {
            return read(call, object);
        }
        if (archive) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "A CAR archive that is uploaded in parts may have " + MAX_READ
                    + " bytes. PutObject takes a larger one.");
        }
        return object;
    }

    /** Empty if the parts are not whole chunks, or were stored without their leaves. */
    private Optional<Cid> joined(String uploadId, List<Part> parts) {
        boolean whole = parts.subList(0, parts.size() - 1).stream().allMatch(part -> JoinedLeaves.canBeFollowed(part.size()));
        JoinedLeaves file = new JoinedLeaves();
        return whole && leaves.forEach(uploadId, parts, (part, bytes) -> file.add(bytes, part.size()))
                ? Optional.of(file.root())
                : Optional.empty();
    }

    private ObjectRecord read(ObjectCall call, ObjectRecord object) throws IOException {
        Tap<Cid> cid = ContentIds.ofObject(call.bucket(), object.encryption(), object.metadata());
        Optional<InputStream> bytes = reader.get().open(object, new ByteRange(0, object.size() - 1),
                encryption.at(call.bucket(), call.key()).forOurs(object.encryption()));
        try (InputStream open = cid.through(bytes.orElseThrow(() -> new S3Exception(S3ErrorCode.SLOW_DOWN)))) {
            open.transferTo(OutputStream.nullOutputStream());
        }
        return ContentIds.with(object, cid);
    }
}
