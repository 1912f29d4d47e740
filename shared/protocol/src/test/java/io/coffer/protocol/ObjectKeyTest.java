package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import org.junit.jupiter.api.Test;

final class ObjectKeyTest {

    @Test
    void theLimitIsInBytes() {
        assertDoesNotThrow(() -> ObjectKey.require("k".repeat(1024)));
        assertDoesNotThrow(() -> ObjectKey.require("ä".repeat(512)));
        S3Exception refusal = assertThrows(S3Exception.class, () -> ObjectKey.require("ä".repeat(512) + "k"));
        assertEquals(S3ErrorCode.KEY_TOO_LONG, refusal.code());
        assertEquals("1025", refusal.fields().get("Size"));
    }
}
