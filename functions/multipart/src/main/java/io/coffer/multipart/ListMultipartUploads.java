package io.coffer.multipart;

import io.coffer.metadata.Ids;
import io.coffer.metadata.Upload;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.tables.Item;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Owners;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.CommonPrefix;
import io.coffer.protocol.xml.ListMultipartUploadsResult;
import io.coffer.protocol.xml.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists uploads in progress by key, and a key's by their age: a walk over the keys that have uploads, and one query for each key of the
 * page.
 */
final class ListMultipartUploads implements BucketOperation {

    private static final int MAX_UPLOADS = 1000;

    private final UploadStore uploads;
    private final AccountStore accounts;

    ListMultipartUploads(UploadStore uploads, AccountStore accounts) {
        this.uploads = uploads;
        this.accounts = accounts;
    }

    @Override
    public S3Operation name() {
        return S3Operation.LIST_MULTIPART_UPLOADS;
    }

    @Override
    public S3Response handle(BucketCall call) {
        boolean urlEncoding = call.urlEncoding();
        Page page = page(call);
        Owner owner = Owners.of(accounts, call.bucket().accountId());
        String delimiter = delimiter(call);
        Map<String, Optional<Owner>> initiators = page.uploads.stream()
                .flatMap(upload -> Stream.ofNullable(upload.initiatorId()))
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> Optional.ofNullable(Owners.of(accounts, id))));
        return S3Response.xml(new ListMultipartUploadsResult(
                call.bucket().name(),
                encoded(urlEncoding, orEmpty(call.parameter("key-marker"))),
                orEmpty(call.parameter("upload-id-marker")),
                page.truncated ? encoded(urlEncoding, page.lastKey) : null,
                page.truncated ? page.lastUploadId : null,
                encoded(urlEncoding, orEmpty(call.parameter("prefix"))),
                delimiter == null ? null : encoded(urlEncoding, delimiter),
                page.max,
                urlEncoding ? "url" : null,
                page.truncated,
                page.uploads.stream().map(upload -> listed(upload, owner, initiator(upload, initiators), urlEncoding)).toList(),
                page.commonPrefixes.stream().map(prefix -> new CommonPrefix(encoded(urlEncoding, prefix))).toList()));
    }

    /** A page as it fills. */
    private static final class Page {
        private final int max;
        private final List<Upload> uploads = new ArrayList<>();
        private final List<String> commonPrefixes = new ArrayList<>();
        private boolean truncated;
        private String lastKey = "";
        private String lastUploadId = "";

        Page(int max) {
            this.max = max;
        }

        private int room() {
            return max - uploads.size() - commonPrefixes.size();
        }

        /** Takes what fits of a key's uploads; one more than fits tells that the page is truncated. */
        void addUploads(List<Upload> found) {
            truncated = found.size() > room();
            for (Upload upload : found.subList(0, Math.min(room(), found.size()))) {
                uploads.add(upload);
                lastKey = upload.key();
                lastUploadId = upload.uploadId();
            }
        }

        void addCommonPrefix(String prefix) {
            truncated = room() == 0;
            if (!truncated) {
                commonPrefixes.add(prefix);
                lastKey = prefix;
                lastUploadId = "";
            }
        }
    }

    private Page page(BucketCall call) {
        Page page = new Page(Math.min(MAX_UPLOADS, call.number("max-uploads", MAX_UPLOADS, 0)));
        if (page.max == 0) {
            return page;
        }
        String prefix = orEmpty(call.parameter("prefix"));
        String keyMarker = call.parameter("key-marker");
        String uploadIdMarker = call.parameter("upload-id-marker");
        if (uploadIdMarker != null && !uploadIdMarker.isEmpty() && !Ids.isOrdered(uploadIdMarker)) {
            throw S3Exception.invalidArgument("upload-id-marker", uploadIdMarker, "Invalid uploadId marker");
        }
        boolean insideKey = uploadIdMarker != null && !uploadIdMarker.isEmpty();
        if (keyMarker != null && insideKey && keyMarker.startsWith(prefix)
                && KeyWalk.commonPrefix(keyMarker, prefix, delimiter(call)) == null) {
            page.addUploads(uploads.ofKey(call.bucket(), keyMarker, uploadIdMarker, page.max + 1));
        }
        String after = keyMarker == null || keyMarker.isEmpty() ? null : keyMarker;
        while (!page.truncated) {
            int max = page.room() + 1;
            KeyWalk.Page<Item> walked = KeyWalk.page(uploads.keys(call.bucket()), prefix, delimiter(call), after, max);
            for (KeyWalk.Found<Item> found : walked.found()) {
                if (page.truncated) {
                    break;
                }
                if (found instanceof KeyWalk.CommonPrefix) {
                    page.addCommonPrefix(found.key());
                } else {
                    page.addUploads(uploads.ofKey(call.bucket(), found.key(), null, page.room() + 1));
                }
            }
            if (!walked.truncated()) {
                break;
            }
            after = walked.last();
        }
        return page;
    }

    private static ListMultipartUploadsResult.Upload listed(
            Upload upload, @Nullable Owner owner, @Nullable Owner initiator, boolean urlEncoding) {
        return new ListMultipartUploadsResult.Upload(
                encoded(urlEncoding, upload.key()),
                upload.uploadId(),
                initiator,
                owner,
                "STANDARD",
                HttpDate.document(Instant.ofEpochMilli(upload.initiated())),
                upload.checksumAlgorithm() == null ? null : upload.checksumAlgorithm().name(),
                upload.checksumAlgorithm() == null ? null : upload.checksumType().name());
    }

    private static @Nullable Owner initiator(Upload upload, Map<String, Optional<Owner>> initiators) {
        String id = upload.initiatorId();
        return id == null ? null : initiators.getOrDefault(id, Optional.empty()).orElse(null);
    }

    private static @Nullable String delimiter(BucketCall call) {
        String delimiter = call.parameter("delimiter");
        return delimiter == null || delimiter.isEmpty() ? null : delimiter;
    }

    private static String encoded(boolean urlEncoding, String text) {
        return urlEncoding ? UriEncoding.encodePath(text) : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
