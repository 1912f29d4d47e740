package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 10, 0, 0",
        "bytes=2-5, 10, 2, 5",
        "bytes=2-, 10, 2, 9",
        "bytes=2-99999999999999999999, 10, 2, 9",
        "bytes=9-9, 10, 9, 9",
        "bytes=-3, 10, 7, 9",
        "bytes=-10, 10, 0, 9",
        "bytes=-11, 10, 0, 9",
        "bytes=00-01, 10, 0, 1",
        "Bytes=1-2, 10, 1, 2",
    })
    void isCutToTheObject(String header, long size, long first, long last) {
        assertEquals(Optional.of(new ByteRange(first, last)), ByteRange.parse(header, size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=-", "bytes=0-1,3-4", "bytes=,", "bytes=--1", "bytes=0--1", "bytes= -1", "bytes=0 -1",
        "bytes = 1-2", "items=0-1", "bytes=a-b", "bytes=100-x", "0-1", ""})
    void whatIsNoSingleRangeIsIgnored(String header) {
        assertEquals(Optional.empty(), ByteRange.parse(header, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-8", "bytes=-1", "bytes=-99999999999999999999"})
    void theLastBytesOfAnEmptyObjectAreTheWholeOfIt(String header) {
        assertEquals(Optional.empty(), ByteRange.parse(header, 0));
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-, 10", "bytes=10-20, 10", "bytes=99999999999999999999-, 10", "bytes=-0, 10", "bytes=-0, 0", "bytes=0-0, 0",
        "bytes=0-, 0"})
    void nothingOfTheObjectIsUnsatisfiable(String header, long size) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> ByteRange.parse(header, size));
        assertEquals(S3ErrorCode.INVALID_RANGE, refusal.code());
        assertEquals("bytes */" + size, refusal.headers().get("Content-Range"));
        assertEquals(String.valueOf(size), refusal.fields().get("ActualObjectSize"));
        assertEquals(header, refusal.fields().get("RangeRequested"));
    }

    @Test
    void aCopySourceRangeStaysInsideTheSource() {
        assertEquals(new ByteRange(0, 9), ByteRange.ofCopySource("bytes=0-9", 10));
        assertEquals(new ByteRange(3, 3), ByteRange.ofCopySource("bytes=3-3", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-10", "bytes=0-", "bytes=-5", "bytes=5-4", "0-5", "bytes=0-1,2-3", "bytes=-1-", "bytes=-0", "bytes=-"})
    void anyOtherCopySourceRangeIsAnInvalidArgument(String header) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> ByteRange.ofCopySource(header, 10));
        assertEquals(S3ErrorCode.INVALID_ARGUMENT, refusal.code());
        assertEquals("x-amz-copy-source-range", refusal.fields().get("ArgumentName"));
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-10, 10", "bytes=100-200, 10", "bytes=0-0, 0"})
    void aCopySourceRangeBehindTheSourceIsAnInvalidRequest(String header, long size) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> ByteRange.ofCopySource(header, size));
        assertEquals(S3ErrorCode.INVALID_REQUEST, refusal.code());
        assertEquals("The specified copy range is invalid for the source object size", refusal.getMessage());
    }

    @Test
    void knowsItsLengthAndItsHeader() {
        ByteRange range = new ByteRange(2, 5);
        assertEquals(4, range.length());
        assertEquals("bytes 2-5/10", range.contentRange(10));
    }
}
