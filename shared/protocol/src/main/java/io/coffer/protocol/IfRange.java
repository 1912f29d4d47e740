package io.coffer.protocol;

import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.http.S3Headers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The {@code If-Range} header: a range is asked for of the object that the client has a part of already.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5">RFC 9110, 13.1.5: where the condition is false, the Range header is
 *     ignored; ETags are compared strongly, so that a weak one never matches, and a date is to be the Last-Modified exactly</a>
 */
public final class IfRange {

    private IfRange() {}

    /**
     * Whether the request's range, if it has one, is one of this object.
     *
     * @param etag without quotes
     */
    public static boolean holds(S3Headers headers, String etag, Instant lastModified) {
        return headers.find("if-range").map(String::trim).map(value -> names(value, etag) || isDate(value, lastModified)).orElse(true);
    }

    /** S3 takes ETags without quotes in every condition. */
    private static boolean names(String value, String etag) {
        return value.equals('"' + etag + '"') || value.equals(etag);
    }

    private static boolean isDate(String value, Instant lastModified) {
        return HttpDate.parse(value).map(lastModified.truncatedTo(ChronoUnit.SECONDS)::equals).orElse(false);
    }
}
