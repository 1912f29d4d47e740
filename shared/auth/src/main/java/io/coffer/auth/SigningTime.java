package io.coffer.auth;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a request was signed.
 *
 * @param timestamp the same instant as {@code yyyyMMdd'T'HHmmss'Z'}, as the string to sign has it
 */
record SigningTime(Instant instant, String timestamp) {

    /** How far a client's clock may be off. */
    static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private static final DateTimeFormatter ISO_8601_BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** Every request has one, and a formatter takes a twentieth of a GET to read it. */
    private static final Pattern SHAPE = Pattern.compile("[0-9]{8}T[0-9]{6}Z");

    /** @return empty if the text is no such time */
    static Optional<SigningTime> parse(String timestamp) {
        if (!SHAPE.matcher(timestamp).matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(timestamp, 0, 4), number(timestamp, 4, 6), number(timestamp, 6, 8),
                    number(timestamp, 9, 11), number(timestamp, 11, 13), number(timestamp, 13, 15));
            return Optional.of(new SigningTime(time.toInstant(ZoneOffset.UTC), timestamp));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    /**
     * The time in {@code x-amz-date}, or in {@code Date} where that is missing.
     *
     * @throws S3Exception AccessDenied if neither is a time
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

    /** @throws S3Exception RequestTimeTooSkewed if it is further from now than a clock may be off */
    void requireRecent(Instant now) {
        if (Duration.between(instant, now).abs().compareTo(MAX_SKEW) > 0) {
            throw new S3Exception(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
                    .with("RequestTime", timestamp)
                    .with("ServerTime", now)
                    .with("MaxAllowedSkewMilliseconds", MAX_SKEW.toMillis());
        }
    }

    static SigningTime of(Instant instant) {
        return new SigningTime(instant, ISO_8601_BASIC.format(instant));
    }

    /** The day in UTC as {@code yyyyMMdd}. */
    String date() {
        return timestamp.substring(0, 8);
    }
}
