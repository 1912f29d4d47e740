package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Readers keep to a rate over any time, whatever the clock says in between. */
class PaceTest {

    private long now;
    private long slept;

    private Pace of(long bytesPerSecond) {
        return new Pace(bytesPerSecond, () -> now, nanos -> {
            slept += nanos;
            now += nanos;
        });
    }

    @Test
    void aReaderThatIsFasterWaits() throws Exception {
        Pace pace = of(1000);
        for (int i = 0; i < 100; i++) {
            pace.spend(50);
        }
        assertEquals(Duration.ofSeconds(5).toNanos(), slept);
    }

    @Test
    void aReaderThatIsSlowerDoesNotWaitAndSavesOneSecond() throws Exception {
        Pace pace = of(1000);
        now += Duration.ofMinutes(1).toNanos();
        pace.spend(1000);
        assertEquals(0, slept);
        pace.spend(1000);
        assertEquals(Duration.ofSeconds(1).toNanos(), slept);
    }

    @Test
    void withoutARateNobodyWaits() throws Exception {
        of(0).spend(Long.MAX_VALUE);
        assertEquals(0, slept);
    }

    @Test
    void anInterruptionEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> of(1).spend(1000));
        Thread.interrupted();
    }
}
