package io.coffer.protocol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * The conditional headers of one request, for reads ({@code If-...}) or for a copy's source ({@code x-amz-copy-source-if-...}).
 *
 * @param onlyNew whether who sent the request may write where there is no object, and replace none
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">S3 API Reference, GetObject: If-Match wins over
 *     If-Unmodified-Since, If-None-Match over If-Modified-Since</a>
 */
public record Preconditions(
        String ifMatch, String ifNoneMatch, String ifModifiedSince, String ifUnmodifiedSince, boolean onlyNew) {

    public Preconditions(String ifMatch, String ifNoneMatch, String ifModifiedSince, String ifUnmodifiedSince) {
        this(ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, false);
    }

    public static Preconditions of(S3Headers headers) {
        return new Preconditions(headers.get("if-match"), headers.get("if-none-match"), headers.get("if-modified-since"),
                headers.get("if-unmodified-since"));
    }

    /** These, of a request whose sender may replace no object. */
    public Preconditions forNewObjects() {
        return new Preconditions(ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, true);
    }

    public static Preconditions ofCopySource(S3Headers headers) {
        return new Preconditions(headers.get("x-amz-copy-source-if-match"), headers.get("x-amz-copy-source-if-none-match"),
                headers.get("x-amz-copy-source-if-modified-since"), headers.get("x-amz-copy-source-if-unmodified-since"));
    }

    /**
     * Checks a GET or HEAD.
     *
     * @param etag the object's ETag without quotes
     * @throws S3Exception PreconditionFailed, or NotModified with the headers a 304 carries
     */
    public void requireForRead(String etag, Instant lastModified) {
        requireMatch(etag, lastModified);
        if (isUnchanged(etag, lastModified)) {
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
    public void requireForCopy(String etag, Instant lastModified) {
        requireMatch(etag, lastModified);
        if (isUnchanged(etag, lastModified)) {
            throw failed(ifNoneMatch != null ? "x-amz-copy-source-If-None-Match" : "x-amz-copy-source-If-Modified-Since");
        }
    }

    /** Checks the part of the conditions that a write knows, against the object as it is. */
    public void requireForWrite(Optional<String> etag) {
        if (onlyNew && etag.isPresent()) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        if (ifMatch != null) {
            if (etag.isEmpty()) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
            }
            if (!names(ifMatch, etag.get())) {
                throw failed("If-Match");
            }
        }
        if (ifNoneMatch != null && etag.isPresent() && names(ifNoneMatch, etag.get())) {
            throw failed("If-None-Match");
        }
    }

    /** Whether a write depends on the object as it is. */
    public boolean conditionalWrite() {
        return ifMatch != null || ifNoneMatch != null || onlyNew;
    }

    private void requireMatch(String etag, Instant lastModified) {
        if (ifMatch != null) {
            if (!names(ifMatch, etag)) {
                throw failed("If-Match");
            }
        } else if (ifUnmodifiedSince != null) {
            Optional<Instant> since = HttpDate.parse(ifUnmodifiedSince);
            if (since.isPresent() && lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since.get())) {
                throw failed("If-Unmodified-Since");
            }
        }
    }

    private boolean isUnchanged(String etag, Instant lastModified) {
        if (ifNoneMatch != null) {
            return names(ifNoneMatch, etag);
        }
        if (ifModifiedSince == null) {
            return false;
        }
        return HttpDate.parse(ifModifiedSince)
                .map(since -> !lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                .orElse(false);
    }

    private static boolean names(String header, String etag) {
        return Arrays.stream(header.split(","))
                .map(candidate -> candidate.trim().replaceFirst("^W/", "").replace("\"", ""))
                .anyMatch(candidate -> candidate.equals("*") || candidate.equals(etag));
    }

    private static S3Exception failed(String condition) {
        return new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", condition);
    }
}
