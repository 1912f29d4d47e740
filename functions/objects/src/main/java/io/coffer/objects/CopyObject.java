package io.coffer.objects;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.checksum.DigestingInputStream;
import io.coffer.content.ContentReader;
import io.coffer.content.DeclaredDigests;
import io.coffer.metadata.BucketStore;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.ObjectStore;
import io.coffer.metadata.SmallBlobs;
import io.coffer.pipeline.Call;
import io.coffer.pipeline.ChecksumHeaders;
import io.coffer.pipeline.CopySource;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.VersionHeader;
import io.coffer.pipeline.WriteHeaders;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.HttpDate;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.StoredHeaders;
import io.coffer.protocol.TagSet;
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
 * bytes are read only where the client asks for a checksum the source does not have. Unlike at AWS, the copy of a multipart object keeps
 * its parts and so its ETag.
 */
public final class CopyObject implements Operation {

    private static final long MAX_BYTES = 5L << 30;
    private static final int ATTEMPTS = 10;

    private final BucketStore buckets;
    private final ObjectStore objects;
    private final ContentReader contents;
    private final Lifecycles lifecycles;
    private final Clock clock;

    public CopyObject(
            BucketStore buckets, ObjectStore objects, ContentReader contents, Lifecycles lifecycles, Clock clock) {
        this.buckets = buckets;
        this.objects = objects;
        this.contents = contents;
        this.lifecycles = lifecycles;
        this.clock = clock;
    }

    @Override
    public S3Operation name() {
        return S3Operation.COPY_OBJECT;
    }

    @Override
    public S3Response handle(Call call) throws IOException {
        WriteHeaders.require(call);
        boolean replace = replaces(call);
        CopySource source = CopySource.of(call, buckets);
        TagSet tags = replacesTags(call) ? WriteHeaders.tags(call) : null;
        boolean ontoItself = source.versionId() == null
                && source.bucket().id().equals(call.bucket().id())
                && source.key().equals(call.key());
        if (ontoItself && !replace) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "This copy request is illegal because it is trying to copy an object to"
                    + " itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectRecord original = source.require(call, objects);
            if (original.size() > MAX_BYTES) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST,
                        "The specified copy source is larger than the maximum allowable size for a copy source: " + MAX_BYTES);
            }
            StoredHeaders headers =
                    replace ? StoredHeaders.of(call.headers()) : new StoredHeaders(original.headers(), original.metadata());
            Optional<Checksum> checksum = checksum(call, original);
            if (checksum.isPresent()) {
                ObjectRecord draft = draft(call, original, headers, checksum.get(), tags);
                Optional<ObjectRecord> copy = ontoItself && !call.bucket().keepsVersions()
                        ? replaceRecord(call, original, draft)
                        : copy(call, source, original, draft);
                if (copy.isPresent()) {
                    return answer(call, source, original, copy.get());
                }
            }
        }
        throw new S3Exception(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
    }

    private static boolean replaces(Call call) {
        return replaces(call, "x-amz-metadata-directive", "Unknown metadata directive.");
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
     * The copy's record, as yet with the source's content and holder.
     *
     * @param tags null for the source's
     */
    private ObjectRecord draft(Call call, ObjectRecord original, StoredHeaders headers, Checksum checksum, TagSet tags) {
        return new ObjectRecord(original.etag(), original.size(), clock.millis(), headers.system(), headers.user(), checksum,
                original.content(), original.holder(), call.bucket().accountId(), tags == null ? original.tags() : tags.tags(),
                original.encryption(), null);
    }

    /** Empty where the source changed since it was read. */
    private Optional<ObjectRecord> replaceRecord(Call call, ObjectRecord original, ObjectRecord changed) {
        boolean done = objects.replaceRecord(call.bucket(), call.key(), original, changed, Preconditions.of(call.headers()));
        return done ? Optional.of(changed) : Optional.empty();
    }

    /** Empty where the source changed since it was read. */
    private Optional<ObjectRecord> copy(
            Call call, CopySource source, ObjectRecord original, ObjectRecord draft) throws IOException {
        Preconditions preconditions = Preconditions.of(call.headers());
        if (!(original.content() instanceof Content.Small)) {
            ObjectRecord copy = draft.withContent(original.content(), Ids.random());
            return objects.share(source.bucket(), source.key(), original, call.bucket(), call.key(), copy, preconditions);
        }
        Optional<InputStream> bytes = contents.open(original, new ByteRange(0, original.size() - 1));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Content content = new Content.Small(Ids.random());
        return Optional.of(objects.put(call.bucket(), call.key(), draft.withContent(content, Ids.random()), preconditions,
                List.of(SmallBlobs.put(content.id(), bytes.get().readAllBytes()))));
    }

    /** The copy's checksum: the source's, unless another algorithm is asked for. Empty where the source's bytes are gone. */
    private Optional<Checksum> checksum(Call call, ObjectRecord original) throws IOException {
        ChecksumAlgorithm asked =
                call.headers().find("x-amz-checksum-algorithm").map(DeclaredDigests::algorithm).orElse(original.checksum().algorithm());
        if (asked == original.checksum().algorithm()) {
            return Optional.of(original.checksum());
        }
        Optional<InputStream> bytes = contents.open(original, new ByteRange(0, original.size() - 1));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try (DigestingInputStream digesting = new DigestingInputStream(bytes.get(), Set.of(asked))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return Optional.of(new Checksum(asked, ChecksumType.FULL_OBJECT, digesting.value(asked)));
        }
    }

    private S3Response answer(Call call, CopySource source, ObjectRecord original, ObjectRecord copy) {
        Checksum checksum = copy.checksum();
        S3Response response = S3Response.xml(new CopyObjectResult(
                '"' + copy.etag() + '"',
                HttpDate.document(copy.lastModified()),
                checksum.type().name(),
                ChecksumHeaders.elements(checksum.algorithm(), checksum.value())));
        lifecycles.writeExpiration(call.bucket(), call.key(), copy, response.headers());
        if (source.bucket().keepsVersions()) {
            response.with("x-amz-copy-source-version-id", original.versionId());
        }
        return VersionHeader.ofWrite(call.bucket(), copy.versionId(), response);
    }
}
