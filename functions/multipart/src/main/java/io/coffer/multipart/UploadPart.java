package io.coffer.multipart;

import io.coffer.content.ContentCipher;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import java.io.IOException;
import java.time.Clock;

/** Stores a part in one pass over its bytes: a read and a commit. */
final class UploadPart implements ObjectOperation {

    private final PartWriter parts;

    UploadPart(UploadStore uploads, ContentWriter contents, ServerSideEncryption encryption, Clock clock) {
        this.parts = new PartWriter(uploads, contents, encryption, clock);
    }

    @Override
    public S3Operation name() {
        return S3Operation.UPLOAD_PART;
    }

    @Override
    public S3Response handle(ObjectCall call) throws IOException {
        int number = call.partNumber();
        long length = call.payload().requireLength();
        PartWriter.requireSize(length);
        DeclaredDigests declared = DeclaredDigests.of(call.headers(), call.payload());
        UploadStore.Found found = parts.upload(call);
        Upload upload = found.upload();
        ContentCipher cipher = parts.cipher(call, upload);
        UploadChecksum.requireOfPart(upload, declared.algorithm());
        Part part = parts.write(call, found, number, call.payload().stream(), length, declared, cipher);
        return ObjectHeaders.on(S3Response.ok())
                .etag(part.etag())
                .checksum(upload.checksumAlgorithm(), part.checksum())
                .encryption(upload.encryption())
                .response();
    }
}
