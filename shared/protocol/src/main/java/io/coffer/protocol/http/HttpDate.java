package io.coffer.protocol.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The date formats of S3: RFC 1123 in headers, ISO 8601 with milliseconds in documents. */
public final class HttpDate {

    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_8601 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US).withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** As in {@code Last-Modified}: whole seconds. */
    public static String header(Instant instant) {
        return RFC_1123.format(instant);
    }

    /** As in {@code <LastModified>}: milliseconds, of which S3 always writes zeros, since a header could not tell them apart. */
    public static String document(Instant instant) {
        return ISO_8601.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Reads a header date; empty if it is none, which conditional headers ignore. */
    public static Optional<Instant> parse(String value) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.trim())));
        } catch (DateTimeParseException e) {
            try {
                return Optional.of(Instant.parse(value.trim()));
            } catch (DateTimeParseException e2) {
                return Optional.empty();
            }
        }
    }
}
