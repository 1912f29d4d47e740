package io.coffer.multipart;

import io.coffer.checksum.Checksum;
import io.coffer.content.DeclaredDigests;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Upload;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.tables.Attempts;
import io.coffer.pipeline.Checksums;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.pipeline.RequestedCondition;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.CompleteMultipartUploadRequest;
import io.coffer.protocol.xml.CompleteMultipartUploadResult;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes an object of an upload's parts without touching their bytes: a query for each 1,000 parts, a commit for each 500 (the manifest),
 * and one commit that makes the object visible and ends the upload. In a bucket on IPFS {@link UploadContentId} says what more it costs.
 * Asked again after it succeeded, it answers as it did, for clients that lost the first answer.
 */
final class CompleteMultipartUpload implements ObjectOperation {

    private static final long MAX_OBJECT_BYTES = 5L << 40;
    private static final int ATTEMPTS = 20;

    private final ObjectStore objects;
    private final UploadStore uploads;
    private final ManifestStore manifests;
    private final Lifecycles lifecycles;
    private final ServerSideEncryption encryption;
    private final UploadContentId contentId;
    private final long minPartSize;
    private final Clock clock;

    /** @param minPartSize the least size of each part except the last: 5 MiB, less for gateways with small payloads */
    CompleteMultipartUpload(ObjectStore objects, UploadStore uploads, ManifestStore manifests, Lifecycles lifecycles,
            ServerSideEncryption encryption, UploadContentId contentId, long minPartSize, Clock clock) {
        this.objects = objects;
        this.uploads = uploads;
        this.manifests = manifests;
        this.lifecycles = lifecycles;
        this.encryption = encryption;
        this.contentId = contentId;
        this.minPartSize = minPartSize;
        this.clock = clock;
    }

    @Override
    public S3Operation name() {
        return S3Operation.COMPLETE_MULTIPART_UPLOAD;
    }

    @Override
    public S3Response handle(ObjectCall call) throws IOException {
        String uploadId = call.uploadId();
        CompleteMultipartUploadRequest request = requireDocument(call);
        Optional<DeclaredObjectChecksum> declared = DeclaredObjectChecksum.of(call.headers());
        return Attempts.upTo(ATTEMPTS, () -> {
            Optional<UploadStore.Standing> upload = uploads.standing(call.bucket(), call.key(), uploadId);
            if (upload.isPresent()) {
                return complete(call, upload.get(), request, declared);
            }
            ObjectRecord before = completedBefore(call, uploadId);
            Checksum kept = before.checksum();
            if (kept != null) {
                declared.ifPresent(checksum -> checksum.require(kept.algorithm(), kept));
            }
            return Optional.of(before);
        }).map(object -> answer(call, object)).orElseThrow(() -> new S3Exception(S3ErrorCode.OPERATION_ABORTED));
    }

    /**
     * What is committed.
     *
     * @param selection what the object is made of
     */
    private record Completion(ObjectRecord object, Content.Parts content, PartSelection selection, RequestedCondition condition) {}

    /** @return empty if the upload ended or a part was replaced meanwhile */
    private Optional<ObjectRecord> complete(
            ObjectCall call, UploadStore.Standing standing, CompleteMultipartUploadRequest request,
            Optional<DeclaredObjectChecksum> declared) throws IOException {
        Completion completion;
        try {
            completion = prepare(call, standing, request, declared);
        } catch (S3Exception e) {
            if (isInProgress(call)) {
                throw e;
            }
            return Optional.empty();
        }
        return commit(call, standing, completion);
    }

    /** Asked before a completion is refused, since what it is refused for may have happened after the upload's end. */
    private boolean isInProgress(ObjectCall call) {
        return uploads.find(call.bucket(), call.key(), call.uploadId()).isPresent();
    }

    private Completion prepare(
            ObjectCall call, UploadStore.Standing standing, CompleteMultipartUploadRequest request,
            Optional<DeclaredObjectChecksum> declared) throws IOException {
        Upload upload = standing.stored().record();
        encryption.at(call.bucket(), call.key()).requireForComplete(call.headers(), call.request().secure(), upload);
        PartSelection selection = PartSelection.of(upload, request.parts(), uploads, minPartSize);
        Checksum checksum = selection.checksum();
        requireDeclared(call, upload, selection);
        declared.ifPresent(whole -> whole.require(upload.checksumAlgorithm(), checksum));
        RequestedCondition condition = call.conditionOfWrite();
        condition.requireNow(objects, call.bucket());
        Refusals.require(objects.roomFor(call.bucket(), call.key(), 0));
        Content.Parts content = manifests.write(upload.uploadId(), selection.parts());
        ObjectRecord object = new ObjectRecord(selection.etag(), selection.size(), clock.millis(), upload.headers(), upload.metadata(),
                checksum, content, Ids.random(), upload.ownerId(), upload.tags(), upload.encryption(), null);
        object = contentId.with(call, upload.uploadId(), object, selection.parts());
        return new Completion(object, content, selection, condition);
    }

    /** The checksum headers of this request speak of the object, not of the document. */
    private static CompleteMultipartUploadRequest requireDocument(ObjectCall call) throws IOException {
        return call.document(CompleteMultipartUploadRequest.class, DeclaredDigests.withoutHeader(call.headers(), call.payload()))
                .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_XML));
    }

    /** @return empty if the upload ended or a part was replaced meanwhile */
    private Optional<ObjectRecord> commit(ObjectCall call, UploadStore.Standing standing, Completion completion) {
        UploadStore.Standing now = standing;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            UploadStore.Ending end = uploads.end(call.bucket(), now, completion.content, completion.selection.stored());
            Outcome<ObjectRecord> outcome = objects.complete(call.bucket(), call.key(), completion.object, completion.condition, end);
            if (outcome.isRefused(Refusal.ConditionFailed.class) && !isInProgress(call)) {
                return Optional.empty();
            }
            if (!outcome.isRefused(Refusal.Overtaken.class)) {
                return Optional.of(outcome.orElseThrow(completion.condition::refusal));
            }
            // Another upload of the key began or ended meanwhile, or this one did, or a part of it was replaced.
            Optional<UploadStore.Standing> again = uploads.standing(call.bucket(), call.key(), call.uploadId());
            if (again.isEmpty() || !again.get().stored().revision().equals(standing.stored().revision())) {
                return Optional.empty();
            }
            now = again.get();
        }
        throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
    }

    /**
     * The object, while it is what an earlier completion of the upload made.
     *
     * @throws S3Exception NoSuchUpload if it is not
     */
    private ObjectRecord completedBefore(ObjectCall call, String uploadId) {
        return objects.find(call.bucket(), call.key())
                .filter(object -> object.content() instanceof Content.Parts parts && parts.uploadId().equals(uploadId))
                .orElseThrow(() -> S3Exception.noSuchUpload(uploadId));
    }

    private static void requireDeclared(ObjectCall call, Upload upload, PartSelection selection) {
        String size = call.header("x-amz-mp-object-size");
        if (size != null && !size.trim().equals(String.valueOf(selection.size()))) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The provided 'x-amz-mp-object-size' header value " + size
                    + " does not match what was computed: " + selection.size());
        }
        if (selection.size() > MAX_OBJECT_BYTES) {
            throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
                    .with("ProposedSize", selection.size())
                    .with("MaxSizeAllowed", MAX_OBJECT_BYTES);
        }
        String type = call.header("x-amz-checksum-type");
        if (type != null && !type.equalsIgnoreCase(upload.checksumType().name())) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST,
                    "The upload was created using the " + upload.checksumType() + " checksum mode. The complete request must use the same"
                            + " checksum mode.");
        }
    }

    private S3Response answer(ObjectCall call, ObjectRecord object) {
        Checksum checksum = object.checksum();
        boolean told = encryption.at(call.bucket(), call.key())
                .tellsChecksums(call.headers(), call.request().secure(), object.encryption());
        String scheme = call.request().secure() ? "https://" : "http://";
        S3Response response = S3Response.xml(new CompleteMultipartUploadResult(
                scheme + call.header("host") + call.request().rawPath(),
                call.bucket().name(),
                call.key(),
                '"' + object.etag() + '"',
                checksum == null ? null : checksum.type().name(),
                told && checksum != null ? Checksums.elements(checksum.algorithm(), checksum.value()) : null));
        return ObjectHeaders.on(response).made(call, object, lifecycles).response();
    }
}
