package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

final class DocumentMemoryTest {

    private final Semaphore all = new Semaphore(1000);

    private static InputStream document(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    private DocumentMemory memory() {
        return new DocumentMemory(all, Duration.ZERO);
    }

    @Test
    void aDocumentTakesItsLengthUntilItIsDone() throws IOException {
        try (DocumentMemory memory = memory()) {
            assertEquals(700, memory.counting(document(700)).readAllBytes().length);
            assertEquals(300, all.availablePermits());
        }
        assertEquals(1000, all.availablePermits());
    }

    @Test
    void documentsDoNotTakeMoreThanThereIsForAll() throws IOException {
        try (DocumentMemory one = memory(); DocumentMemory other = memory()) {
            one.counting(document(700)).readAllBytes();
            S3Exception refusal = assertThrows(S3Exception.class, () -> other.counting(document(301)).readAllBytes());
            assertEquals(S3ErrorCode.SLOW_DOWN, refusal.code());
        }
        assertEquals(1000, all.availablePermits());
    }
}
