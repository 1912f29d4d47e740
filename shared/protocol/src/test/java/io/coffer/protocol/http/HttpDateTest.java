package io.coffer.protocol.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HttpDateTest {

    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    private static final long END_OF_9999 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Test
    void writesTheExampleOfRfc9110() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.header(Instant.parse("1994-11-06T08:49:37Z")));
    }

    @Test
    void writesWhatTheFormatterOfTheJdkWrites() {
        Random random = new Random(17);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(END_OF_9999 + 1), random.nextInt(1_000_000_000));
            assertEquals(RFC_1123.format(instant), HttpDate.header(instant));
        }
    }

    @Test
    void readsWhatItWrites() {
        Instant instant = Instant.parse("2026-11-30T23:05:09Z");
        assertEquals(Optional.of(instant), HttpDate.parse(HttpDate.header(instant)));
        assertEquals(Optional.of(instant), HttpDate.parse(HttpDate.document(instant)));
    }

    @Test
    void documentsHaveMillisecondsThatAreZero() {
        assertEquals("2026-02-03T04:05:06.000Z", HttpDate.document(Instant.parse("2026-02-03T04:05:06.789Z")));
    }

    @Test
    void doesNotReadWhatIsNoDate() {
        assertEquals(Optional.empty(), HttpDate.parse("yesterday"));
    }
}
