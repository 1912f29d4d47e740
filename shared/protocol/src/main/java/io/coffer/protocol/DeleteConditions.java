package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.http.S3Headers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a key's current object for it to be deleted; null for what was not asked. Time and size are conditions that S3 knows
 * for directory buckets.
 *
 * @param ifMatch an ETag, or {@code *}
 * @param lastModified an HTTP date or an ISO 8601 time
 * @param size in bytes
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html">S3 User Guide, How to perform conditional
 *     deletes: the conditions are evaluated for the current version only; under a delete marker there is no object</a>
 */
public record DeleteConditions(@Nullable String ifMatch, @Nullable String lastModified, @Nullable Long size) {

    public static final DeleteConditions NONE = new DeleteConditions(null, null, null);

    private static final String IF_MATCH = "If-Match";
    private static final String LAST_MODIFIED_HEADER = "x-amz-if-match-last-modified-time";
    private static final String SIZE_HEADER = "x-amz-if-match-size";

    /** @throws S3Exception InvalidArgument for a size that is none, NotImplemented for conditions of other requests */
    public static DeleteConditions of(S3Headers headers) {
        Preconditions.requireAbsent(headers, "If-None-Match", "If-Modified-Since", "If-Unmodified-Since");
        return new DeleteConditions(headers.get(IF_MATCH), headers.get(LAST_MODIFIED_HEADER), headers.find(SIZE_HEADER)
                .map(DeleteConditions::size)
                .orElse(null));
    }

    private static Long size(String value) {
        try {
            return Long.valueOf(value.trim());
        } catch (NumberFormatException e) {
            throw S3Exception.invalidArgument(SIZE_HEADER, value, "Provided " + SIZE_HEADER + " is not an integer");
        }
    }

    /**
     * Checks the object that would be deleted.
     *
     * @param etag without quotes
     * @return PreconditionFailed; empty if they hold
     */
    public Optional<S3Exception> refusal(String key, String etag, Instant modified, long actualSize) {
        Optional<S3Exception> refusal = new Preconditions(ifMatch, null, null, null).refusalOfWrite(key, Optional.of(etag));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (lastModified != null && !isAt(lastModified, modified)) {
            return Optional.of(failed(LAST_MODIFIED_HEADER));
        }
        return size != null && size != actualSize ? Optional.of(failed(SIZE_HEADER)) : Optional.empty();
    }

    private static S3Exception failed(String condition) {
        return new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", condition);
    }

    private static boolean isAt(String asked, Instant modified) {
        return HttpDate.parse(asked)
                .map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).equals(modified.truncatedTo(ChronoUnit.SECONDS)))
                .orElse(false);
    }

    /**
     * Checks a key that has no current object: no condition holds of nothing.
     *
     * @return NoSuchKey; empty if there is no condition
     */
    public Optional<S3Exception> refusalOfNothing(String key) {
        return firstHeader().map(header -> S3Exception.noSuchKey(key));
    }

    /**
     * Checks a deletion that names a version, with which S3 takes no condition.
     *
     * @throws S3Exception NotImplemented
     */
    public void requireNoneWithVersion() {
        firstHeader().ifPresent(header -> {
            throw S3Exception.unsupportedHeader(header);
        });
    }

    private Optional<String> firstHeader() {
        if (ifMatch != null) {
            return Optional.of(IF_MATCH);
        }
        if (lastModified != null) {
            return Optional.of(LAST_MODIFIED_HEADER);
        }
        return size == null ? Optional.empty() : Optional.of(SIZE_HEADER);
    }
}
