package io.coffer.multipart;

import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.pipeline.Checksums;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Owners;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.ListPartsResult;
import io.coffer.protocol.xml.ListedPart;
import io.coffer.protocol.xml.Owner;
import java.util.List;

/** Lists an upload's parts by number: two reads and one query. */
final class ListParts implements ObjectOperation {

    private static final int MAX_PARTS = 1000;

    private final UploadStore uploads;
    private final AccountStore accounts;
    private final Lifecycles lifecycles;
    private final ServerSideEncryption encryption;

    ListParts(UploadStore uploads, AccountStore accounts, Lifecycles lifecycles, ServerSideEncryption encryption) {
        this.uploads = uploads;
        this.accounts = accounts;
        this.lifecycles = lifecycles;
        this.encryption = encryption;
    }

    @Override
    public S3Operation name() {
        return S3Operation.LIST_PARTS;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        int max = Math.min(MAX_PARTS, call.number("max-parts", MAX_PARTS, 0));
        int marker = call.number("part-number-marker", 0, 0);
        Upload upload = uploads.find(call.bucket(), call.key(), call.uploadId())
                .orElseThrow(() -> S3Exception.noSuchUpload(call.uploadId()));
        List<Part> found = uploads.parts(upload.uploadId(), Math.min(marker, ObjectCall.MAX_PARTS), max + 1);
        boolean truncated = max > 0 && found.size() > max;
        List<Part> page = found.subList(0, Math.min(max, found.size()));
        boolean told = encryption.at(call.bucket(), call.key())
                .tellsChecksums(call.headers(), call.request().secure(), upload.encryption());
        Owner owner = Owners.of(accounts, upload.ownerId());
        S3Response response = S3Response.xml(new ListPartsResult(
                call.bucket().name(),
                call.key(),
                upload.uploadId(),
                marker,
                page.isEmpty() ? 0 : page.get(page.size() - 1).number(),
                max,
                truncated,
                upload.checksumAlgorithm() == null ? null : upload.checksumAlgorithm().name(),
                upload.checksumAlgorithm() == null ? null : upload.checksumType().name(),
                page.stream().map(part -> listed(upload, part, told)).toList(),
                Owners.of(accounts, upload.initiatorId()),
                owner,
                "STANDARD"));
        return ObjectHeaders.on(response).abort(call.bucket(), upload, lifecycles).response();
    }

    private static ListedPart listed(Upload upload, Part part, boolean told) {
        return new ListedPart(
                part.number(),
                HttpDate.document(part.lastModified()),
                '"' + part.etag() + '"',
                part.size(),
                told ? Checksums.elements(upload.checksumAlgorithm(), part.checksum()) : null);
    }
}
