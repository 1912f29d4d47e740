package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.metadata.memory.MemoryTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the documented actions of the query APIs with those in the code. */
final class QueryMatrixTest {

    private static final Path PAGE = Path.of("../../docs/accounts-and-keys.md");

    /** The actions in rows of the page that begin like {@code | `iam:GetUser`, `iam:ListUsers` |}. */
    private static Set<String> documented() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `[a-z]+:[A-Za-z]+`(, `[a-z]+:[A-Za-z]+`)* \\|.*"))
                .flatMap(line -> Arrays.stream(line.substring(2, line.indexOf(" |", 2)).replace("`", "").split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageListsTheActionsInTheCode() throws IOException {
        Set<String> actions = QueryActions.of(new Installation(new MemoryTables()).backend, Activity.Source.NONE).stream()
                .map(QueryAction::permission)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(actions, documented());
    }
}
