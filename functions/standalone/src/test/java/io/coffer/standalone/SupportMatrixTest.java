package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Holds the README's table of operations to the operations there are, and those to the router's table. */
class SupportMatrixTest {

    private static final Path README = Path.of("../../README.md");

    private static Set<String> implemented() {
        Operations.Settings settings = new Operations.Settings("us-east-1", true, 0);
        return Operations.all(Stores.over(null, Clock.systemUTC()), null, null, null, null, settings, null, Clock.systemUTC()).stream()
                .map(operation -> operation.name().awsName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The operations in rows of the README that begin like {@code | `GetObject`, `HeadObject` |}. */
    private static Set<String> documented() throws IOException {
        return Files.readAllLines(README).stream()
                .filter(line -> line.matches("\\| `[A-Za-z0-9]+`(, `[A-Za-z0-9]+`)* \\|.*"))
                .flatMap(line -> Arrays.stream(line.substring(2, line.indexOf(" |", 2)).replace("`", "").split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theReadmeListsWhatIsImplemented() throws IOException {
        assertEquals(implemented(), documented());
    }

    @Test
    void everyOperationHasARoute() {
        Set<S3Operation> routed = S3Router.routes().stream().map(S3Router.Route::operation).collect(Collectors.toSet());
        Set<S3Operation> unrouted =
                Arrays.stream(S3Operation.values()).filter(operation -> !routed.contains(operation)).collect(Collectors.toSet());

        assertEquals(Set.of(), unrouted);
    }
}
