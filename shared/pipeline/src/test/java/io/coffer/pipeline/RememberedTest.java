package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final Remembered<String> remembered = new Remembered<>(
            Duration.ofSeconds(5), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), this::read);
    private String current = "before";
    private boolean changesWhileItIsRead = true;

    private Optional<String> read(String id) {
        String read = current;
        if (changesWhileItIsRead) {
            changesWhileItIsRead = false;
            current = "after";
            assertEquals(Optional.of("after"), remembered.find(id));
        }
        return Optional.of(read);
    }

    @Test
    void whoReadsLongerDoesNotHideWhatOthersHaveFoundMeanwhile() {
        assertEquals(Optional.of("before"), remembered.find("id"));
        assertEquals(Optional.of("after"), remembered.find("id"));
    }
}
