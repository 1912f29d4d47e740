package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A backup takes what is told for all that there is. */
class RecordedBlobsTest {

    private final Stores stores = Stores.over(new MemoryTables(), Clock.systemUTC());

    @Test
    void anInterruptedWalkIsNotTakenForTheWhole() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(UncheckedIOException.class, () -> RecordedBlobs.forEach(
                    stores, (id, size) -> { }, object -> { }, unreadable -> { }));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
