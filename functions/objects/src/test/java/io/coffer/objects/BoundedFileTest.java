package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.auth.ContentLengthRange;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedFileTest {

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 10})
    void bothBoundsAreWithin(int length) throws IOException {
        assertArrayEquals(new byte[length], file(length, 5, 10).readAllBytes());
    }

    @Test
    void tooManyBytes() {
        S3Exception refusal = assertThrows(S3Exception.class, () -> file(12, 5, 10).readAllBytes());
        assertEquals(S3ErrorCode.ENTITY_TOO_LARGE, refusal.code());
        assertEquals("12", refusal.fields().get("ProposedSize"));
        assertEquals("10", refusal.fields().get("MaxSizeAllowed"));
    }

    @Test
    void theFirstByteTooManyIsRefused() throws IOException {
        InputStream file = file(12, 0, 10);
        assertEquals(10, file.readNBytes(10).length);
        assertThrows(S3Exception.class, file::read);
    }

    @Test
    void tooFewBytes() throws IOException {
        InputStream file = file(4, 5, 10);
        assertEquals(4, file.readNBytes(4).length);
        S3Exception refusal = assertThrows(S3Exception.class, file::read);
        assertEquals(S3ErrorCode.ENTITY_TOO_SMALL, refusal.code());
        assertEquals("4", refusal.fields().get("ProposedSize"));
        assertEquals("5", refusal.fields().get("MinSizeAllowed"));
    }

    @Test
    void skippedBytesCount() {
        assertThrows(S3Exception.class, () -> file(12, 0, 10).skipNBytes(12));
    }

    private static InputStream file(int length, long min, long max) {
        return new BoundedFile(new ByteArrayInputStream(new byte[length]), new ContentLengthRange(min, max));
    }
}
