package io.coffer.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SigningTimeTest {

    @Test
    void readsWhatItWrites() {
        Instant leapDay = Instant.parse("2024-02-29T23:59:58Z");
        assertEquals("20240229T235958Z", SigningTime.of(leapDay).timestamp());
        assertEquals(leapDay, SigningTime.parse("20240229T235958Z").orElseThrow().instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20240229", "20240229T235958", "20240229t235958z", "20240230T000000Z", "20230229T000000Z",
        "20241301T000000Z", "20240101T240000Z", "20240101T006000Z", "20240101T000060Z", "2024-1-1T000000Z", "+0240101T000000Z",
        "20240101T00000 Z", "20240101T000000Z ", "٢٠٢٤٠١٠١T000000Z"})
    void refusesWhatIsNoTime(String text) {
        assertTrue(SigningTime.parse(text).isEmpty());
    }
}
