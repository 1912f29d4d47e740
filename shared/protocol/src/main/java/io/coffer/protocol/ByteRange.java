package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of an object's bytes.
 *
 * @param first the first byte's offset
 * @param last the last byte's offset (inclusive)
 */
public record ByteRange(long first, long last) {

    /** RFC 9110, 14.1: a unit's case does not matter. */
    private static final Pattern FORM = Pattern.compile("(?i:bytes)=(\\d*)-(\\d*)");

    public long length() {
        return last - first + 1;
    }

    /** As in {@code Content-Range}. */
    public String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    /**
     * The run that a {@code Range} header asks for of an object of {@code size} bytes. Empty if the header is not one range of bytes:
     * S3 ignores such a header and sends the whole object, also for several ranges. It does so, too, if the last bytes of an empty
     * object are asked for.
     *
     * @throws S3Exception InvalidRange if nothing of the range is in the object
     */
    public static Optional<ByteRange> parse(String header, long size) {
        Matcher form = FORM.matcher(header.trim());
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return Optional.empty();
        }
        long first;
        long last;
        if (form.group(1).isEmpty()) {
            long suffix = number(form.group(2));
            if (suffix == 0) {
                throw unsatisfiable(header, size);
            }
            if (size == 0) {
                return Optional.empty();
            }
            first = Math.max(0, size - suffix);
            last = size - 1;
        } else {
            first = number(form.group(1));
            last = form.group(2).isEmpty() ? Long.MAX_VALUE : number(form.group(2));
            if (last < first) {
                return Optional.empty();
            }
            if (first >= size) {
                throw unsatisfiable(header, size);
            }
            last = Math.min(last, size - 1);
        }
        return Optional.of(new ByteRange(first, last));
    }

    /**
     * The run that {@code x-amz-copy-source-range} asks for, which must be {@code bytes=first-last} inside the source.
     *
     * @throws S3Exception InvalidArgument if it is not of that form or ends behind the source, InvalidRequest if it begins there
     */
    public static ByteRange ofCopySource(String header, long size) {
        Matcher form = FORM.matcher(header.trim());
        if (!form.matches() || form.group(1).isEmpty() || form.group(2).isEmpty() || number(form.group(2)) < number(form.group(1))) {
            throw S3Exception.invalidArgument("x-amz-copy-source-range", header,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets"
                            + " of the first and last bytes to copy");
        }
        ByteRange range = new ByteRange(number(form.group(1)), number(form.group(2)));
        if (range.first >= size) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The specified copy range is invalid for the source object size");
        }
        if (range.last >= size) {
            throw S3Exception.invalidArgument("x-amz-copy-source-range", header,
                    "Range specified is not valid for source object of size: " + size);
        }
        return range;
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static S3Exception unsatisfiable(String header, long size) {
        return new S3Exception(S3ErrorCode.INVALID_RANGE)
                .with("RangeRequested", header)
                .with("ActualObjectSize", size)
                .withHeader("Content-Range", "bytes */" + size);
    }
}
