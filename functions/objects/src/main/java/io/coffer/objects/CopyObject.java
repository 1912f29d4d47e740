package io.coffer.objects;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.checksum.DigestingInputStream;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.content.DataKey;
import io.coffer.content.DeclaredChecksums;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.ObjectPlace;
import io.coffer.content.Tap;
import io.coffer.content.WrittenContent;
import io.coffer.contentid.Cid;
import io.coffer.metadata.Content;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.pipeline.Call;
import io.coffer.pipeline.Checksums;
import io.coffer.pipeline.ContentIds;
import io.coffer.pipeline.CopySource;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.pipeline.RequestedCondition;
import io.coffer.pipeline.RequestedEncryption;
import io.coffer.pipeline.RequestedEncryption.Chosen;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.pipeline.UnauthorisedObjectCall;
import io.coffer.pipeline.WriteHeaders;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.StoredHeaders;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.CopyObjectResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies an object without copying its bytes: source and copy share one content, and each is noted as its holder in the commit that makes
 * the copy visible, under the condition that the source has not changed. Small objects are copied with their bytes, in one commit. The
 * bytes are read if the client asks for a checksum the source does not have. They are written anew if one of source and copy is
 * encrypted and the other is not, or if a customer's key encrypts one and another key the other; otherwise the copy's record has the
 * source's data key, sealed anew. Unlike at AWS, the copy of a
 * multipart object keeps its parts and so its ETag, unless it is written anew. In a bucket on IPFS the bytes are read, too, if the
 * source has no content id.
 */
final class CopyObject implements ObjectOperation.SelfAuthorised {

    private static final long MAX_BYTES = 5L << 30;
    private static final int ATTEMPTS = 10;

    private final BucketStore buckets;
    private final ObjectStore objects;
    private final ContentReader reader;
    private final ContentWriter writer;
    private final Lifecycles lifecycles;
    private final ServerSideEncryption encryption;
    private final Clock clock;

    CopyObject(BucketStore buckets, ObjectStore objects, ContentReader reader, ContentWriter writer, Lifecycles lifecycles,
            ServerSideEncryption encryption, Clock clock) {
        this.buckets = buckets;
        this.objects = objects;
        this.reader = reader;
        this.writer = writer;
        this.lifecycles = lifecycles;
        this.encryption = encryption;
        this.clock = clock;
    }

    @Override
    public S3Operation name() {
        return S3Operation.COPY_OBJECT;
    }

    /** A policy may ask for the copy's tags, which may be its source's. */
    @Override
    public S3Response handle(UnauthorisedObjectCall asked) throws IOException {
        boolean replaceTags = replacesTags(asked);
        CopySource source = CopySource.of(asked, asked.bucket(), buckets);
        ObjectCall call =
                asked.authorise(access -> access.giving(() -> replaceTags ? WriteHeaders.tags(asked) : source.tags(objects)));
        WriteHeaders.require(call);
        boolean replace = replaces(call);
        Optional<TagSet> tags = replaceTags ? Optional.of(WriteHeaders.tags(call)) : Optional.empty();
        boolean ontoItself = source.versionId() == null
                && source.bucket().id().equals(call.bucket().id())
                && source.key().equals(call.key());
        RequestedEncryption requested = encryption.at(call.bucket(), call.key())
                .requested(call.headers(), call.request().secure(), call.bucket());
        RequestedCondition condition = call.conditionOfWrite();
        if (ontoItself && !replace && !statesAttributes(call)) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "This copy request is illegal because it is trying to copy an object to"
                    + " itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }
        return Attempts.upTo(ATTEMPTS, () -> {
            ObjectRecord original = source.require(call, objects, clock.instant());
            if (original.size() > MAX_BYTES) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST,
                        "The specified copy source is larger than the maximum allowable size for a copy source: " + MAX_BYTES);
            }
            if (!replaceTags && !original.tags().isEmpty()) {
                requireTagsCopied(call, source, original);
            }
            StoredHeaders headers = ContentIds.stored(call.bucket(), replace
                    ? StoredHeaders.of(call.headers())
                    : new StoredHeaders(original.headers(), original.metadata()).copied(call.headers()));
            Optional<DataKey> dataKey = encryption.at(source.bucket(), source.key())
                    .ofCopySource(call.headers(), call.request().secure(), original.encryption());
            ObjectRecord draft = draft(call, original, headers, tags);
            boolean inPlace = ontoItself && !call.bucket().keepsVersions();
            boolean anew = !requested.keeps(original.encryption()) || (isSmall(original) && !inPlace);
            Optional<ObjectRecord> copy = anew
                    ? writeAnew(call, source, original, ServerSideEncryption.cipher(dataKey), draft, requested.fresh(), ontoItself,
                            condition)
                    : keepBytes(call, source, original, dataKey, draft, requested, inPlace, condition);
            return copy.map(made -> answer(call, source, original, made));
        }).orElseThrow(() -> new S3Exception(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT));
    }

    private static boolean isSmall(ObjectRecord object) {
        return object.content() instanceof Content.Small || object.content() instanceof Content.Inline;
    }

    /** Whether a copy onto itself has something to change: an attribute that is stated will do, even where it is as it was. */
    private static boolean statesAttributes(ObjectCall call) {
        return call.headers().has(WriteHeaders.STORAGE_CLASS) || call.headers().has(StoredHeaders.REDIRECT)
                || ServerSideEncryption.named(call.headers(), call.bucket());
    }

    private static boolean replaces(ObjectCall call) {
        return replaces(call, "x-amz-metadata-directive", "Unknown metadata directive.");
    }

    /** S3 User Guide, Required permissions, CopyObject: who copies tags reads them from the source and puts them on the copy. */
    private static void requireTagsCopied(ObjectCall call, CopySource source, ObjectRecord original) {
        call.access().require(S3Operation.GET_OBJECT_TAGGING, source.bucket(), source.key(), source.versionId());
        call.access().giving(() -> new TagSet(original.tags()))
                .require(S3Operation.PUT_OBJECT_TAGGING, call.bucket(), call.key(), null);
    }

    private static boolean replacesTags(Call call) {
        return replaces(call, "x-amz-tagging-directive", "Unknown tagging directive.");
    }

    private static boolean replaces(Call call, String header, String refusal) {
        String directive = call.headers().find(header).orElse("COPY");
        if (!directive.equals("COPY") && !directive.equals("REPLACE")) {
            throw S3Exception.invalidArgument(header, directive, refusal);
        }
        return directive.equals("REPLACE");
    }

    /**
     * The copy's record, as yet with the source's bytes.
     *
     * @param tags null for the source's
     */
    private ObjectRecord draft(ObjectCall call, ObjectRecord original, StoredHeaders headers, Optional<TagSet> tags) {
        return new ObjectRecord(original.etag(), original.size(), clock.millis(), headers.system(), headers.user(), original.checksum(),
                original.content(), original.holder(), call.bucket().accountId(), tags.map(TagSet::tags).orElseGet(original::tags),
                original.encryption(), null);
    }

    /**
     * Gives the copy bytes of its own, encrypted as they are to be. A copy in place of its source must not undo what was written to the
     * source meanwhile.
     *
     * @return empty if the source changed since it was read
     */
    private Optional<ObjectRecord> writeAnew(ObjectCall call, CopySource source, ObjectRecord original, ContentCipher cipher,
            ObjectRecord draft, Chosen stored, boolean ontoItself, RequestedCondition condition) throws IOException {
        condition.requireNow(objects, call.bucket());
        Refusals.require(objects.roomFor(call.bucket(), call.key(), original.size()));
        Optional<InputStream> bytes = reader.open(original, whole(original), cipher);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        WrittenContent written;
        Tap<Cid> cid = ContentIds.ofObject(call.bucket(), stored.encryption(), draft.metadata());
        try (InputStream open = cid.through(bytes.get())) {
            written = writer.writeObject(open, original.size(), ObjectPlace.of(call.bucket(), call.key()), DeclaredDigests.none(),
                    algorithm(call, original), stored.cipher());
        }
        ObjectRecord object = ContentIds.with(
                draft.withBytes(written.content(), Ids.random(), written.etag(), written.checksum(), stored.encryption()), cid);
        List<Change> together = written.changes();
        Outcome<ObjectRecord> outcome;
        try {
            outcome = ontoItself
                    ? objects.putWhile(source.bucket(), source.key(), original, call.bucket(), call.key(), object, condition, together)
                    : objects.put(call.bucket(), call.key(), object, condition, together);
        } catch (RuntimeException e) {
            writer.abandon(written);
            throw e;
        }
        writer.settle(written, outcome);
        return Refusals.unlessChanged(outcome, condition::refusal);
    }

    /** Empty if the source changed since it was read. */
    private Optional<ObjectRecord> keepBytes(ObjectCall call, CopySource source, ObjectRecord original, Optional<DataKey> dataKey,
            ObjectRecord draft, RequestedEncryption requested, boolean inPlace, RequestedCondition condition) throws IOException {
        Encryption stored = dataKey.map(key -> requested.with(key).encryption()).orElse(null);
        String holder = inPlace ? original.holder() : Ids.random();
        Optional<ObjectRecord> read = digests(call, original, ServerSideEncryption.cipher(dataKey),
                draft.withBytes(original.content(), holder, original.etag(), original.checksum(), stored));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        ObjectRecord copy = read.get();
        Outcome<ObjectRecord> outcome = inPlace
                ? objects.replaceRecord(call.bucket(), call.key(), original, copy, condition)
                : objects.share(source.bucket(), source.key(), original, call.bucket(), call.key(), copy, condition);
        return Refusals.unlessChanged(outcome, condition::refusal);
    }

    /**
     * The copy with its checksum and its content id: the source's, unless another algorithm is asked for or the source has none. Then the
     * bytes are read. Empty if they are gone.
     */
    private Optional<ObjectRecord> digests(ObjectCall call, ObjectRecord original, ContentCipher cipher, ObjectRecord copy)
            throws IOException {
        ChecksumAlgorithm asked = algorithm(call, original);
        Checksum checksum = original.checksum();
        boolean sameChecksum = checksum != null && asked == checksum.algorithm();
        boolean isNamed = ContentIds.areComputed(call.bucket(), copy.encryption());
        boolean sameKind = ContentIds.isArchive(original.metadata()) == ContentIds.isArchive(copy.metadata());
        boolean sameCid = !isNamed || (original.cid() != null && sameKind);
        ObjectRecord named = isNamed ? copy.withCid(original.cid()) : copy;
        if (sameChecksum && sameCid) {
            return Optional.of(named);
        }
        Optional<InputStream> bytes = reader.open(original, whole(original), cipher);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Tap<Cid> cid = sameCid ? Tap.none() : ContentIds.ofObject(call.bucket(), copy.encryption(), copy.metadata());
        try (DigestingInputStream digesting =
                new DigestingInputStream(cid.through(bytes.get()), sameChecksum ? Set.of() : Set.of(asked))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            ObjectRecord summed = sameChecksum
                    ? named
                    : named.withChecksum(new Checksum(asked, ChecksumType.FULL_OBJECT, digesting.value(asked)));
            return Optional.of(sameCid ? summed : ContentIds.with(summed, cid));
        }
    }

    private static ChecksumAlgorithm algorithm(ObjectCall call, ObjectRecord original) {
        Checksum kept = original.checksum();
        return call.headers().find("x-amz-checksum-algorithm").map(DeclaredChecksums::algorithm)
                .orElse(kept == null ? ChecksumAlgorithm.CRC64NVME : kept.algorithm());
    }

    private static ByteRange whole(ObjectRecord object) {
        return new ByteRange(0, object.size() - 1);
    }

    private S3Response answer(ObjectCall call, CopySource source, ObjectRecord original, ObjectRecord copy) {
        Checksum checksum = copy.checksum();
        S3Response response = S3Response.xml(new CopyObjectResult(
                '"' + copy.etag() + '"',
                HttpDate.document(copy.lastModified()),
                checksum == null ? null : checksum.type().name(),
                checksum == null ? null : Checksums.elements(checksum.algorithm(), checksum.value())));
        return ObjectHeaders.on(response)
                .copied(source.bucket(), original.versionId())
                .made(call, copy, lifecycles)
                .response();
    }
}
