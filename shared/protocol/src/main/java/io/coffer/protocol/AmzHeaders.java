package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code x-amz-} headers that a write may carry. A header that is not among them asks for something that this version does not do: to
 * write at an offset, to hold an object, to copy if nothing is copied. Without the header the write would mean something else, so it is
 * refused by the header's name. So is a write with {@code Content-Range}, which sends a piece.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonRequestHeaders.html">S3 API Reference, Common Request Headers</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.5">RFC 9110, 14.5, Partial PUT</a>
 */
public final class AmzHeaders {

    private static final String PREFIX = "x-amz-";
    private static final String PIECE = "content-range";

    /** Headers of every write: they sign or describe the request, or the operations they are not for have no use for them. */
    private static final Set<String> OF_EVERY_WRITE = Set.of(
            "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-expires", "x-amz-signature", "x-amz-signedheaders",
            "x-amz-content-sha256", "x-amz-security-token", "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-te",
            "x-amz-sdk-checksum-algorithm", "x-amz-user-agent", "x-amz-cf-id", "x-amz-request-id", "x-amz-id-2",
            "x-amz-expected-bucket-owner", "x-amz-request-payer",
            "x-amz-acl", "x-amz-grant-read", "x-amz-grant-write", "x-amz-grant-read-acp", "x-amz-grant-write-acp",
            "x-amz-grant-full-control",
            "x-amz-storage-class", "x-amz-tagging", "x-amz-website-redirect-location",
            "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date", "x-amz-object-lock-legal-hold",
            "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled", "x-amz-server-side-encryption-context",
            "x-amz-server-side-encryption-customer-algorithm", "x-amz-server-side-encryption-customer-key",
            "x-amz-server-side-encryption-customer-key-md5");

    /** User metadata, and checksums with the headers about them. */
    private static final Set<String> FAMILIES = Set.of("x-amz-meta-", "x-amz-checksum-");

    private static final Set<String> COPY_SOURCE = Set.of(
            "x-amz-copy-source", "x-amz-copy-source-if-match", "x-amz-copy-source-if-none-match",
            "x-amz-copy-source-if-modified-since", "x-amz-copy-source-if-unmodified-since",
            "x-amz-copy-source-server-side-encryption-customer-algorithm", "x-amz-copy-source-server-side-encryption-customer-key",
            "x-amz-copy-source-server-side-encryption-customer-key-md5", "x-amz-source-expected-bucket-owner");

    /** Headers that only some writes take. */
    private static final Map<S3Operation, Set<String>> OF_OPERATION = new EnumMap<>(S3Operation.class);

    static {
        Set<String> directives = Set.of("x-amz-metadata-directive", "x-amz-tagging-directive", "x-amz-object-annotation-directive");
        take(S3Operation.COPY_OBJECT, COPY_SOURCE, directives);
        take(S3Operation.UPLOAD_PART_COPY, COPY_SOURCE, Set.of("x-amz-copy-source-range"));
        take(S3Operation.CREATE_MULTIPART_UPLOAD, directives);
        take(S3Operation.COMPLETE_MULTIPART_UPLOAD, Set.of("x-amz-mp-object-size"));
        take(S3Operation.CREATE_BUCKET,
                Set.of("x-amz-bucket-namespace", "x-amz-bucket-object-lock-enabled", "x-amz-object-ownership"));
        take(S3Operation.PUT_BUCKET_POLICY, Set.of("x-amz-confirm-remove-self-bucket-access"));
        take(S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION, Set.of("x-amz-transition-default-minimum-object-size"));
        take(S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION, Set.of("x-amz-skip-destination-validation"));
        take(S3Operation.PUT_BUCKET_VERSIONING, Set.of("x-amz-mfa"));
        take(S3Operation.PUT_OBJECT_LOCK_CONFIGURATION, Set.of("x-amz-bucket-object-lock-token"));
        take(S3Operation.PUT_OBJECT_RETENTION, Set.of("x-amz-bypass-governance-retention"));
        take(S3Operation.DELETE_OBJECTS, Set.of("x-amz-mfa", "x-amz-bypass-governance-retention"));
        take(S3Operation.DELETE_OBJECT, Set.of("x-amz-mfa", "x-amz-bypass-governance-retention", "x-amz-if-match-size",
                "x-amz-if-match-last-modified-time"));
    }

    private AmzHeaders() {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static void take(S3Operation operation, Set<String>... names) {
        OF_OPERATION.put(operation, Stream.of(names).flatMap(Collection::stream).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Refuses a write that asks by a header, or by a query parameter that stands for one, for what the operation does not do. Reads take
     * any header.
     *
     * @throws S3Exception NotImplemented
     */
    public static void require(S3Operation operation, S3Request request) {
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            return;
        }
        require(operation, request.headers());
        request.query().all().forEach(parameter -> require(operation, parameter.name().toLowerCase(Locale.ROOT)));
    }

    /** As {@link #require(S3Operation, S3Request)}, for headers that do not stand in a request. */
    public static void require(S3Operation operation, S3Headers headers) {
        headers.names().forEach(name -> require(operation, name));
    }

    private static void require(S3Operation operation, String name) {
        boolean unknown = name.startsWith(PREFIX)
                && !OF_EVERY_WRITE.contains(name)
                && !OF_OPERATION.getOrDefault(operation, Set.of()).contains(name)
                && FAMILIES.stream().noneMatch(name::startsWith);
        if (unknown || name.equals(PIECE)) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", name);
        }
    }
}
