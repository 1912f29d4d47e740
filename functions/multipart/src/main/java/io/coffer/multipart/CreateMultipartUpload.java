package io.coffer.multipart;

import io.coffer.auth.Caller;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.content.DeclaredChecksums;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Upload;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.pipeline.ContentIds;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.pipeline.WriteHeaders;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.StoredHeaders;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.InitiateMultipartUploadResult;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Begins an upload: one commit, a read of the bucket. */
final class CreateMultipartUpload implements ObjectOperation {

    private final UploadStore uploads;
    private final Lifecycles lifecycles;
    private final ServerSideEncryption encryption;
    private final Clock clock;

    CreateMultipartUpload(UploadStore uploads, Lifecycles lifecycles, ServerSideEncryption encryption, Clock clock) {
        this.uploads = uploads;
        this.lifecycles = lifecycles;
        this.encryption = encryption;
        this.clock = clock;
    }

    @Override
    public S3Operation name() {
        return S3Operation.CREATE_MULTIPART_UPLOAD;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        WriteHeaders.require(call);
        StoredHeaders headers = ContentIds.stored(call.bucket(), StoredHeaders.of(call.headers()));
        ChecksumAlgorithm algorithm = call.headers().find("x-amz-checksum-algorithm").map(DeclaredChecksums::algorithm).orElse(null);
        ChecksumType type = type(call, algorithm);
        Encryption stored = encryption.at(call.bucket(), call.key())
                .requested(call.headers(), call.request().secure(), call.bucket()).fresh().encryption();
        long now = clock.millis();
        Upload upload = new Upload(call.key(), Ids.ordered(now), now, headers.system(), headers.user(), algorithm, type,
                call.bucket().accountId(), initiator(call), WriteHeaders.tags(call).tags(), stored, WriteHeaders.asked(call));
        Refusals.require(uploads.create(call.bucket(), upload));
        S3Response response =
                S3Response.xml(new InitiateMultipartUploadResult(call.bucket().name(), call.key(), upload.uploadId()));
        return ObjectHeaders.on(response)
                .abort(call.bucket(), upload, lifecycles)
                .checksumsOf(algorithm, type)
                .encryption(stored)
                .response();
    }

    private static @Nullable String initiator(ObjectCall call) {
        return call.caller() instanceof Caller.Account account ? account.accountId() : null;
    }

    private static ChecksumType type(ObjectCall call, @Nullable ChecksumAlgorithm algorithm) {
        String asked = call.header("x-amz-checksum-type");
        if (algorithm == null) {
            if (asked != null) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST,
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }
            return ChecksumType.FULL_OBJECT;
        }
        if (asked == null) {
            return algorithm.defaultMultipartType();
        }
        ChecksumType type = Arrays.stream(ChecksumType.values())
                .filter(candidate -> candidate.name().equalsIgnoreCase(asked))
                .findFirst()
                .orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_REQUEST, "Value for x-amz-checksum-type header is invalid."));
        if (!algorithm.supports(type)) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The " + type.name() + " checksum type cannot be used with the "
                    + algorithm.lowerCaseName() + " checksum algorithm.");
        }
        return type;
    }
}
