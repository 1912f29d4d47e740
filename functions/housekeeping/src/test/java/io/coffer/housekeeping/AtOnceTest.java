package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A sweep notes that it came past keys only if it took all of them. */
class AtOnceTest {

    @Test
    void anInterruptionIsNotTakenForTheEnd() {
        try (AtOnce two = AtOnce.of(2)) {
            Thread.currentThread().interrupt();
            try {
                assertThrows(IllegalStateException.class, () -> two.each(List.of(1, 2, 3), number -> { }));
            } finally {
                assertTrue(Thread.interrupted());
            }
        }
    }

    @Test
    void aFailureDoesNotKeepTheOthersFromTheirTurn() {
        AtomicInteger taken = new AtomicInteger();
        try (AtOnce two = AtOnce.of(2)) {
            assertThrows(IllegalArgumentException.class, () -> two.each(List.of(1, 2, 3), number -> {
                taken.incrementAndGet();
                throw new IllegalArgumentException();
            }));
        }
        assertEquals(3, taken.get());
    }
}
