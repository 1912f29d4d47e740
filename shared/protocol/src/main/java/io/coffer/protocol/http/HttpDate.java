package io.coffer.protocol.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The date formats of S3: RFC 1123 in headers, ISO 8601 with milliseconds in documents. Written without a formatter: an answer has two
 * dates, a page of a listing a thousand, and a formatter takes ten times as long for each.
 */
public final class HttpDate {

    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

    private HttpDate() {}

    /** As in {@code Last-Modified}: whole seconds. */
    public static String header(Instant instant) {
        LocalDateTime time = utc(instant);
        StringBuilder text = new StringBuilder(29).append(DAYS[time.getDayOfWeek().getValue() - 1]).append(", ");
        two(text, time.getDayOfMonth()).append(' ').append(MONTHS[time.getMonthValue() - 1]).append(' ');
        return clock(year(text, time).append(' '), time).append(" GMT").toString();
    }

    /** As in {@code <LastModified>}: milliseconds, of which S3 always writes zeros, since a header could not tell them apart. */
    public static String document(Instant instant) {
        LocalDateTime time = utc(instant);
        StringBuilder text = year(new StringBuilder(24), time).append('-');
        two(text, time.getMonthValue()).append('-');
        return clock(two(text, time.getDayOfMonth()).append('T'), time).append(".000Z").toString();
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    }

    /** Four digits. Whatever lies before the year 0 or after 9999 did not come from a clock. */
    private static StringBuilder year(StringBuilder text, LocalDateTime time) {
        int year = Math.floorMod(time.getYear(), 10_000);
        return two(two(text, year / 100), year % 100);
    }

    private static StringBuilder clock(StringBuilder text, LocalDateTime time) {
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        return two(text, time.getSecond());
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
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
