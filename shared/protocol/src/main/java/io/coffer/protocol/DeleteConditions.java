package io.coffer.protocol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What must hold of an object for it to be deleted; null for what was not asked. Deleting what is not there succeeds all the same.
 *
 * @param ifMatch an ETag, or {@code *}
 * @param lastModified an HTTP date or an ISO 8601 time
 * @param size in bytes
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">S3 API Reference, DeleteObject</a>
 */
public record DeleteConditions(String ifMatch, String lastModified, Long size) {

    public static final DeleteConditions NONE = new DeleteConditions(null, null, null);

    private static final String LAST_MODIFIED_HEADER = "x-amz-if-match-last-modified-time";
    private static final String SIZE_HEADER = "x-amz-if-match-size";

    /** @throws S3Exception InvalidArgument for a size that is none */
    public static DeleteConditions of(S3Headers headers) {
        return new DeleteConditions(headers.get("if-match"), headers.get(LAST_MODIFIED_HEADER), headers.find(SIZE_HEADER)
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
     * @throws S3Exception PreconditionFailed
     */
    public void require(String etag, Instant modified, long actualSize) {
        if (ifMatch != null) {
            new Preconditions(ifMatch, null, null, null).requireForWrite(Optional.of(etag));
        }
        if (lastModified != null && !isAt(modified)) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", LAST_MODIFIED_HEADER);
        }
        if (size != null && size != actualSize) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", SIZE_HEADER);
        }
    }

    private boolean isAt(Instant modified) {
        return HttpDate.parse(lastModified)
                .map(asked -> asked.truncatedTo(ChronoUnit.SECONDS).equals(modified.truncatedTo(ChronoUnit.SECONDS)))
                .orElse(false);
    }

    /**
     * Checks a delete marker, which has neither bytes nor an ETag.
     *
     * @throws S3Exception PreconditionFailed
     */
    public void requireForDeleteMarker() {
        if (lastModified != null || size != null || (ifMatch != null && !ifMatch.trim().equals("*"))) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED);
        }
    }
}
