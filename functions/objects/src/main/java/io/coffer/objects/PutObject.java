package io.coffer.objects;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.ObjectPlace;
import io.coffer.content.Tap;
import io.coffer.content.WrittenContent;
import io.coffer.contentid.Cid;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.ContentIds;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.pipeline.RequestedCondition;
import io.coffer.pipeline.RequestedEncryption.Chosen;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.pipeline.WriteHeaders;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.StoredHeaders;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.time.Clock;

/**
 * Stores an object in one pass over its bytes. It costs one call of the tables if there was no object, or one whose bytes lie in its
 * record; another object is replaced by a commit more. A larger one costs a commit more, for the promise that its blob will be reclaimed
 * should the write not succeed. All read the bucket once more before they are acknowledged.
 */
final class PutObject implements ObjectOperation {

    static final long MAX_BYTES = 5L << 30;

    private final ObjectStore objects;
    private final ContentWriter contents;
    private final Lifecycles lifecycles;
    private final ServerSideEncryption encryption;
    private final Clock clock;

    PutObject(ObjectStore objects, ContentWriter contents, Lifecycles lifecycles, ServerSideEncryption encryption, Clock clock) {
        this.objects = objects;
        this.contents = contents;
        this.lifecycles = lifecycles;
        this.encryption = encryption;
        this.clock = clock;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_OBJECT;
    }

    @Override
    public S3Response handle(ObjectCall call) throws IOException {
        long length = call.payload().requireLength();
        if (length > MAX_BYTES) {
            throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE).with("ProposedSize", length).with("MaxSizeAllowed", MAX_BYTES);
        }
        return store(call);
    }

    /** As {@link #handle}, for payloads that are held to a length while they are read. */
    S3Response store(ObjectCall call) throws IOException {
        WriteHeaders.require(call);
        StoredHeaders headers = ContentIds.stored(call.bucket(), StoredHeaders.of(call.headers()));
        TagSet tags = WriteHeaders.tags(call);
        Chosen stored = encryption.at(call.bucket(), call.key())
                .requested(call.headers(), call.request().secure(), call.bucket()).fresh();
        DeclaredDigests declared = DeclaredDigests.of(call.headers(), call.payload());
        RequestedCondition condition = call.conditionOfWrite();
        condition.requireNow(objects, call.bucket());
        Refusals.require(objects.roomFor(call.bucket(), call.key(), Math.max(0, call.payload().length())));
        ChecksumAlgorithm keep = declared.algorithm().orElse(ChecksumAlgorithm.CRC64NVME);
        Tap<Cid> cid = ContentIds.ofObject(call.bucket(), stored.encryption(), headers.user());
        WrittenContent written = contents.writeObject(
                cid.through(call.payload().stream()), call.payload().length(), ObjectPlace.of(call.bucket(), call.key()), declared,
                keep, stored.cipher());
        ObjectRecord object = new ObjectRecord(written.etag(), written.size(), clock.millis(), headers.system(), headers.user(),
                written.checksum(), written.content(), Ids.random(), call.bucket().accountId(), tags.tags(),
                stored.encryption(), null);
        object = ContentIds.with(object, cid);
        Outcome<ObjectRecord> put;
        try {
            put = objects.put(call.bucket(), call.key(), object, condition, written.changes());
        } catch (RuntimeException e) {
            contents.abandon(written);
            throw e;
        }
        contents.settle(written, put);
        object = put.orElseThrow(condition::refusal);
        return ObjectHeaders.on(S3Response.ok())
                .etag(object.etag())
                .checksum(object.checksum())
                .made(call, object, lifecycles)
                .response();
    }
}
