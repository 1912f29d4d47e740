package io.coffer.blobs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class VerifiedBlobsTest {

    private static final FileTime MODIFIED = FileTime.fromMillis(1);

    private final AtomicLong now = new AtomicLong();
    private final VerifiedBlobs verified = new VerifiedBlobs(now::get);

    @Test
    void aBlobIsToBeVerifiedAgainAfterTenMinutes() {
        verified.add("blob", MODIFIED);
        now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        assertTrue(verified.has("blob", MODIFIED));
        now.incrementAndGet();
        assertFalse(verified.has("blob", MODIFIED));
    }

    @Test
    void aBlobWhoseFileWasWrittenToIsToBeVerifiedAgain() {
        verified.add("blob", MODIFIED);
        assertFalse(verified.has("blob", FileTime.fromMillis(2)));
        assertFalse(verified.has("another", MODIFIED));
    }

    @Test
    void moreBlobsThanAreRememberedForgetTheOldest() {
        for (int i = 0; i <= 1 << 16; i++) {
            verified.add("blob-" + i, MODIFIED);
        }
        assertFalse(verified.has("blob-0", MODIFIED));
        assertTrue(verified.has("blob-1", MODIFIED));
    }
}
