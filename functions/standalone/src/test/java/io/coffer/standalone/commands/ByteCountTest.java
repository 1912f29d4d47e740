package io.coffer.standalone.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0", "1, 1", "7B, 7", "5GB, 5000000000", "5gb, 5000000000", "5G, 5000000000", "5 GiB, 5368709120", "1.5TiB, 1649267441664",
        "0.5kB, 500", "9223372036854775807, 9223372036854775807", "8192PiB, -1", "9007PB, 9007000000000000000"})
    void numbersAsPeopleWriteThem(String text, long bytes) {
        if (bytes < 0) {
            assertThrows(IllegalArgumentException.class, () -> ByteCount.parse(text));
        } else {
            assertEquals(bytes, ByteCount.parse(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GB", "-1", "1,5GB", "5XB", "0.0001kB", "1e9", "5GBB", "99999999999999999999", "9223372036854775808", "٥"})
    void whatIsNoNumberOfBytes(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteCount.parse(text));
    }

    @Test
    void areWrittenExactly() {
        assertEquals("0 B", ByteCount.text(0));
        assertEquals("5 GB", ByteCount.text(5_000_000_000L));
        assertEquals("5 GiB", ByteCount.text(5L << 30));
        assertEquals("1,536 GiB", ByteCount.text(1_649_267_441_664L));
        assertEquals("1,001 B", ByteCount.text(1_001));
    }
}
