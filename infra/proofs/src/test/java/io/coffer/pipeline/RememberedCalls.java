package io.coffer.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Nobody finds what something was before it was changed, once anybody has found it changed or its change has ended. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
public class RememberedCalls {

    private final Map<String, Integer> source = new ConcurrentHashMap<>();
    private final Remembered<Integer> remembered = new Remembered<>(
            Duration.ofSeconds(1), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), id -> Optional.ofNullable(source.get(id)));

    @Operation
    public Integer find(@Param(name = "number") int id) {
        return remembered.find("id-" + id).orElse(null);
    }

    @Operation
    public void change(@Param(name = "number") int id, @Param(name = "number") int value) {
        source.put("id-" + id, value);
        remembered.forget(any -> true);
    }

    @Operation
    public void remove(@Param(name = "number") int id) {
        source.remove("id-" + id);
        remembered.forget(any -> true);
    }
}
