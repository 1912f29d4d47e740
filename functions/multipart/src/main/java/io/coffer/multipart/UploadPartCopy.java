package io.coffer.multipart;

import io.coffer.content.ContentCipher;
import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.tables.Attempts;
import io.coffer.pipeline.Checksums;
import io.coffer.pipeline.CopySource;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.CopyPartResult;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes a part of an object's bytes. They are read, since the part's ETag is the MD5 of a range that nobody has summed, and written again
 * on the way: sharing them would save the write alone and tie parts to ranges of foreign blobs.
 */
final class UploadPartCopy implements ObjectOperation {

    /** A small object's bytes go with its record; losing this race so often takes a writer at every turn. */
    private static final int ATTEMPTS = 10;

    private final BucketStore buckets;
    private final ObjectStore objects;
    private final ContentReader reader;
    private final PartWriter parts;
    private final ServerSideEncryption encryption;
    private final Clock clock;

    UploadPartCopy(BucketStore buckets, ObjectStore objects, UploadStore uploads, ContentReader reader, ContentWriter writer,
            ServerSideEncryption encryption, Clock clock) {
        this.buckets = buckets;
        this.objects = objects;
        this.reader = reader;
        this.parts = new PartWriter(uploads, writer, encryption, clock);
        this.encryption = encryption;
        this.clock = clock;
    }

    @Override
    public S3Operation name() {
        return S3Operation.UPLOAD_PART_COPY;
    }

    @Override
    public S3Response handle(ObjectCall call) throws IOException {
        int number = call.partNumber();
        Upload upload = parts.upload(call).upload();
        ContentCipher cipher = parts.cipher(call, upload);
        CopySource source = CopySource.of(call, call.bucket(), buckets);
        return Attempts.upTo(ATTEMPTS, () -> {
            ObjectRecord original = source.require(call, objects, clock.instant());
            ContentCipher sourceCipher = ServerSideEncryption.cipher(
                    encryption.at(source.bucket(), source.key())
                            .ofCopySource(call.headers(), call.request().secure(), original.encryption()));
            String asked = call.header("x-amz-copy-source-range");
            ByteRange range =
                    asked == null ? new ByteRange(0, original.size() - 1) : ByteRange.ofCopySource(asked, original.size());
            PartWriter.requireSize(range.length());
            Optional<InputStream> bytes = reader.open(original, range, sourceCipher);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream open = bytes.get()) {
                // Found once more: the completion of the upload may have made the source.
                Part part = parts.write(call, parts.upload(call), number, open, range.length(), DeclaredDigests.none(), cipher);
                return Optional.of(answer(upload, part, source, original));
            }
        }).orElseThrow(() -> new S3Exception(S3ErrorCode.SLOW_DOWN));
    }

    private static S3Response answer(Upload upload, Part part, CopySource source, ObjectRecord original) {
        S3Response response = S3Response.xml(new CopyPartResult(
                '"' + part.etag() + '"',
                HttpDate.document(part.lastModified()),
                Checksums.elements(upload.checksumAlgorithm(), part.checksum())));
        return ObjectHeaders.on(response)
                .copied(source.bucket(), original.versionId())
                .encryption(upload.encryption())
                .response();
    }
}
