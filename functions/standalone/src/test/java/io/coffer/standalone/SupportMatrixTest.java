package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.TestBackend;
import io.coffer.fallback.EveryOperation;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import io.coffer.protocol.Route;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the documented operations with those in the code, and those with the router's table. */
class SupportMatrixTest {

    private static final Path PAGE = Path.of("../../docs/s3-compatibility.md");

    private static Set<String> implemented() {
        Clock clock = Clock.systemUTC();
        Backend backend = TestBackend.of(Stores.over(new MemoryTables(), clock), () -> null, AllowedRates.ANY, clock);
        return EveryOperation.of(backend).stream()
                .map(operation -> operation.name().awsName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The operations in rows of the page that begin like {@code | `GetObject`, `HeadObject` |}. */
    private static Set<String> documented() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `[A-Za-z0-9]+`(, `[A-Za-z0-9]+`)* \\|.*"))
                .flatMap(line -> Arrays.stream(line.substring(2, line.indexOf(" |", 2)).replace("`", "").split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageListsWhatIsImplemented() throws IOException {
        assertEquals(implemented(), documented());
    }

    @Test
    void everyOperationHasARoute() {
        Set<S3Operation> routed = S3Router.routes().stream().map(Route::operation).collect(Collectors.toSet());
        Set<S3Operation> unrouted =
                Arrays.stream(S3Operation.values()).filter(operation -> !routed.contains(operation)).collect(Collectors.toSet());

        assertEquals(Set.of(), unrouted);
    }
}
