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
 * The content id of an object that is made of parts: of the leaves that the parts were stored with, a query for each 100 parts. If parts
 * are not whole chunks of 256 KiB, the chunks that lie across them are read, and the last part, and parts whose beginning could not be
 * told when they came. An object of which too much would have to be read has no content id. An archive is always read, and a larger one is
 * refused: nobody would have verified its blocks.
 */
final class UploadContentId {

    private final LeafStore leaves;
    private final Supplier<ContentReader> reader;
    private final ServerSideEncryption encryption;
    private final long mostRead;

    /**
     * @param reader asked only if bytes are read
     * @param mostRead how many bytes are, while the client waits
     */
    UploadContentId(LeafStore leaves, Supplier<ContentReader> reader, ServerSideEncryption encryption, long mostRead) {
        this.leaves = leaves;
        this.reader = reader;
        this.encryption = encryption;
        this.mostRead = mostRead;
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
        if (ContentIds.isArchive(object.metadata())) {
            if (object.size() > mostRead) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "A CAR archive that is uploaded in parts may have " + mostRead
                        + " bytes. PutObject takes a larger one.");
            }
            return read(call, object);
        }
        Optional<Cid> joined = toBeRead(parts) <= mostRead ? joined(call, uploadId, object, parts) : Optional.empty();
        if (joined.isPresent()) {
            return object.withCid(joined.get().toString());
        }
        // A part that an earlier version stored may have no leaves.
        return object.size() <= mostRead ? read(call, object) : object;
    }

    private static boolean isLast(Part part, List<Part> parts) {
        return part.number() == parts.get(parts.size() - 1).number();
    }

    /** How many bytes belong to no chunk whose hash a part was stored with. */
    private static long toBeRead(List<Part> parts) {
        JoinedLeaves.Reading reading = new JoinedLeaves.Reading();
        parts.forEach(part -> reading.add(part.size(), JoinedLeaves.likelyOffset(part.number(), part.size()), isLast(part, parts)));
        return reading.bytes();
    }

    /** Empty if a part was stored without its leaves. */
    private Optional<Cid> joined(ObjectCall call, String uploadId, ObjectRecord object, List<Part> parts) throws IOException {
        JoinedLeaves file = new JoinedLeaves((from, to) -> open(call, object, new ByteRange(from, to - 1)));
        return leaves.forEach(uploadId, parts, (part, bytes) -> file.add(bytes, part.size(), isLast(part, parts)))
                ? Optional.of(file.root())
                : Optional.empty();
    }

    private ObjectRecord read(ObjectCall call, ObjectRecord object) throws IOException {
        Tap<Cid> cid = ContentIds.ofObject(call.bucket(), object.encryption(), object.metadata());
        try (InputStream bytes = cid.through(open(call, object, new ByteRange(0, object.size() - 1)))) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return ContentIds.with(object, cid);
    }

    private InputStream open(ObjectCall call, ObjectRecord object, ByteRange range) throws IOException {
        return reader.get().open(object, range, encryption.at(call.bucket(), call.key()).forOurs(object.encryption()))
                .orElseThrow(() -> new S3Exception(S3ErrorCode.SLOW_DOWN));
    }
}
