package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.http.S3Headers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditional headers of one request, for reads ({@code If-...}) or for a copy's source ({@code x-amz-copy-source-if-...}).
 *
 * @param onlyNew whether who sent the request may write if there is no object, and replace none
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">S3 API Reference, GetObject: If-Match wins over
 *     If-Unmodified-Since, If-None-Match over If-Modified-Since</a>
 */
public record Preconditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifUnmodifiedSince,
        boolean onlyNew) {

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";
    private static final String IF_UNMODIFIED_SINCE = "If-Unmodified-Since";
    private static final String COPY_SOURCE = "x-amz-copy-source-";

    public Preconditions(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String ifUnmodifiedSince) {
        this(ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, false);
    }

    /** The conditions of a GET or HEAD. */
    public static Preconditions ofRead(S3Headers headers) {
        return of("", headers);
    }

    /**
     * The conditions of a write. S3 takes one: {@code If-Match} with an ETag, or {@code If-None-Match: *}. Here {@code If-Match: *} is
     * taken as well, which AWS refuses and other stores carry out: there must be an object.
     *
     * @throws S3Exception NotImplemented for any other
     */
    public static Preconditions ofWrite(S3Headers headers) {
        requireAbsent(headers, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE);
        Preconditions asked = of("", headers);
        if (asked.ifMatch != null && asked.ifNoneMatch != null) {
            throw S3Exception.unsupportedHeader(IF_MATCH + "," + IF_NONE_MATCH)
                    .with("additionalMessage", "Multiple conditional request headers present in the request");
        }
        if (asked.ifNoneMatch != null && !isAny(asked.ifNoneMatch)) {
            throw S3Exception.unsupportedHeader(IF_NONE_MATCH)
                    .with("additionalMessage", "We don't accept the provided value of " + IF_NONE_MATCH + " header for this API");
        }
        return asked;
    }

    /** @throws S3Exception NotImplemented, with the first of the headers that is there */
    static void requireAbsent(S3Headers headers, String... names) {
        Arrays.stream(names).filter(headers::has).findFirst().ifPresent(name -> {
            throw S3Exception.unsupportedHeader(name);
        });
    }

    /** These, of a request whose sender may replace no object. */
    public Preconditions forNewObjects() {
        return new Preconditions(ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, true);
    }

    public static Preconditions ofCopySource(S3Headers headers) {
        return of(COPY_SOURCE, headers);
    }

    private static Preconditions of(String prefix, S3Headers headers) {
        return new Preconditions(headers.get(prefix + IF_MATCH), headers.get(prefix + IF_NONE_MATCH),
                headers.get(prefix + IF_MODIFIED_SINCE), headers.get(prefix + IF_UNMODIFIED_SINCE));
    }

    /**
     * Checks a GET or HEAD.
     *
     * @param etag the object's ETag without quotes
     * @throws S3Exception PreconditionFailed, or NotModified with the headers a 304 carries
     */
    public void requireForRead(String etag, Instant lastModified, Instant now) {
        requireMatch("", etag, lastModified);
        if (isUnchanged(etag, lastModified, now)) {
            throw new S3Exception(S3ErrorCode.NOT_MODIFIED)
                    .withHeader("ETag", '"' + etag + '"')
                    .withHeader("Last-Modified", HttpDate.header(lastModified));
        }
    }

    /**
     * Checks a copy's source.
     *
     * @throws S3Exception PreconditionFailed
     */
    public void requireForCopy(String etag, Instant lastModified, Instant now) {
        requireMatch(COPY_SOURCE, etag, lastModified);
        if (isUnchanged(etag, lastModified, now)) {
            throw failed(COPY_SOURCE + (ifNoneMatch != null ? IF_NONE_MATCH : IF_MODIFIED_SINCE));
        }
    }

    /**
     * Checks the part of the conditions that a write knows, against the object as it is.
     *
     * @param etag empty if the key has no current object
     * @return PreconditionFailed, NoSuchKey for If-Match on nothing, AccessDenied if no object may be replaced; empty if they hold
     */
    public Optional<S3Exception> refusalOfWrite(String key, Optional<String> etag) {
        if (ifMatch != null && etag.isEmpty()) {
            return Optional.of(S3Exception.noSuchKey(key));
        }
        if (ifMatch != null && !names(ifMatch, etag.get())) {
            return Optional.of(failed(IF_MATCH));
        }
        if (ifNoneMatch != null && etag.isPresent() && names(ifNoneMatch, etag.get())) {
            return Optional.of(failed(IF_NONE_MATCH));
        }
        return onlyNew && etag.isPresent() ? Optional.of(new S3Exception(S3ErrorCode.ACCESS_DENIED)) : Optional.empty();
    }

    /** Whether a write depends on the object as it is. */
    public boolean conditionalWrite() {
        return ifMatch != null || ifNoneMatch != null || onlyNew;
    }

    private void requireMatch(String prefix, String etag, Instant lastModified) {
        if (ifMatch != null) {
            if (!names(ifMatch, etag)) {
                throw failed(prefix + IF_MATCH);
            }
        } else if (ifUnmodifiedSince != null) {
            Optional<Instant> since = HttpDate.parse(ifUnmodifiedSince);
            if (since.isPresent() && lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since.get())) {
                throw failed(prefix + IF_UNMODIFIED_SINCE);
            }
        }
    }

    /** RFC 2616, 14.25: a time in the future is no valid one. S3 ignores it. */
    private boolean isUnchanged(String etag, Instant lastModified, Instant now) {
        if (ifNoneMatch != null) {
            return names(ifNoneMatch, etag);
        }
        if (ifModifiedSince == null) {
            return false;
        }
        return HttpDate.parse(ifModifiedSince)
                .map(since -> !since.isAfter(now) && !lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                .orElse(false);
    }

    /**
     * Whether a header names an ETag, or any. It may name several, and they may be weak.
     *
     * @param etag without quotes
     */
    public static boolean names(String header, String etag) {
        return Arrays.stream(header.split(","))
                .anyMatch(candidate ->
                        isAny(candidate) || candidate.trim().replaceFirst("^W/", "").replace("\"", "").equals(etag));
    }

    private static boolean isAny(String value) {
        return value.trim().equals("*");
    }

    private static S3Exception failed(String condition) {
        return new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", condition);
    }
}
