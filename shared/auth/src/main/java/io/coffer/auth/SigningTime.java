package io.coffer.auth;

import io.coffer.protocol.HttpDate;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * When a request was signed.
 *
 * @param timestamp the same instant as {@code yyyyMMdd'T'HHmmss'Z'}, as the string to sign has it
 */
record SigningTime(Instant instant, String timestamp) {

    private static final DateTimeFormatter ISO_8601_BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    /** @return empty where the text is no such time */
    static Optional<SigningTime> parse(String timestamp) {
        try {
            return Optional.of(new SigningTime(Instant.from(ISO_8601_BASIC.parse(timestamp)), timestamp));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The time in {@code x-amz-date}, or in {@code Date} where that is missing.
     *
     * @throws S3Exception AccessDenied where neither is a time
     */
    static SigningTime ofHeaders(S3Request request) {
        String amzDate = request.header("x-amz-date");
        String date = amzDate != null ? amzDate : request.header("date");
        return Optional.ofNullable(date)
                .map(String::trim)
                .flatMap(text -> parse(text).or(() -> HttpDate.parse(text).map(SigningTime::of)))
                .orElseThrow(() -> new S3Exception(
                        S3ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header"));
    }

    static SigningTime of(Instant instant) {
        return new SigningTime(instant, ISO_8601_BASIC.format(instant));
    }

    /** The day in UTC as {@code yyyyMMdd}. */
    String date() {
        return timestamp.substring(0, 8);
    }
}
