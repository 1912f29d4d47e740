package io.coffer.multipart;

import io.coffer.content.ContentCipher;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.Tap;
import io.coffer.content.WrittenContent;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.pipeline.ContentIds;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.Refusals;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;

/** Stores a part's bytes and makes the part visible in its upload; what UploadPart and UploadPartCopy have in common. */
final class PartWriter {

    private static final long MAX_BYTES = 5L << 30;
    private static final byte[] NO_LEAVES = {};

    private final UploadStore uploads;
    private final ContentWriter contents;
    private final ServerSideEncryption encryption;
    private final Clock clock;

    PartWriter(UploadStore uploads, ContentWriter contents, ServerSideEncryption encryption, Clock clock) {
        this.uploads = uploads;
        this.contents = contents;
        this.encryption = encryption;
        this.clock = clock;
    }

    /** The upload a call names: one read. */
    UploadStore.Found upload(ObjectCall call) {
        return uploads.forPart(call.bucket(), call.key(), call.uploadId())
                .orElseThrow(() -> S3Exception.noSuchUpload(call.uploadId()));
    }

    /** @throws S3Exception EntityTooLarge */
    static void requireSize(long length) {
        if (length > MAX_BYTES) {
            throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE).with("ProposedSize", length).with("MaxSizeAllowed", MAX_BYTES);
        }
    }

    /** @throws S3Exception InvalidRequest if the request does not encrypt as its upload does */
    ContentCipher cipher(ObjectCall call, Upload upload) {
        return encryption.at(call.bucket(), call.key()).forPart(call.headers(), call.request().secure(), upload);
    }

    /** @throws S3Exception QuotaExceeded, before a byte is read */
    Part write(ObjectCall call, UploadStore.Found found, int number, InputStream bytes, long length, DeclaredDigests declared,
            ContentCipher cipher) throws IOException {
        Upload upload = found.upload();
        Refusals.require(uploads.roomFor(call.bucket(), upload, number, length));
        Tap<byte[]> leaves = ContentIds.ofPart(call.bucket(), upload, number, length);
        WrittenContent written = contents.writePart(found, leaves.through(bytes), length, declared, upload.kept(), cipher);
        Part part = new Part(
                number, written.content().id(), written.size(), written.etag(), written.checksum().value(), clock.millis());
        Outcome<Part> put;
        try {
            put = uploads.putPart(call.bucket(), found, part, written.pending(), leaves.result().orElse(NO_LEAVES));
        } catch (RuntimeException e) {
            contents.abandon(written);
            throw e;
        }
        if (put.refusal().isPresent()) {
            contents.refuse(written);
        }
        return Refusals.require(put);
    }
}
