package io.coffer.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionStatementTest {

    @TempDir
    private Path directory;

    @Test
    void statementsAreReadByModule() throws IOException {
        write("objects", """
                description: Reads and writes objects
                memory: 1769            # MB
                timeout: 29
                routes:
                  - GET /{bucket}/{key+}
                tables:
                  objects: [GetItem, Query]
                kms: [Decrypt]
                """);
        Files.createDirectory(directory.resolve("no-function"));
        Map<String, FunctionStatement> statements = FunctionStatement.readAll(directory);

        assertEquals(Set.of("objects"), statements.keySet());
        assertEquals(new FunctionStatement("Reads and writes objects", 1769, 29, null, null, List.of("GET /{bucket}/{key+}"), List.of(),
                List.of(), Map.of("objects", List.of("GetItem", "Query")), List.of(), List.of("Decrypt"), List.of(), List.of()),
                statements.get("objects"));
    }

    @Test
    void thisRepositorysStatementsAreUnderstood() throws IOException {
        assertEquals("rate(5 minutes)", FunctionStatement.readAll(Path.of("../../functions")).get("housekeeping").schedule());
    }

    @Test
    void whatIsMisspeltIsNotOverlooked() throws IOException {
        Path file = write("objects", "table:\n  objects: [GetItem]\n");
        assertTrue(assertThrows(UnrecognizedPropertyException.class, () -> FunctionStatement.read(file)).getMessage().contains("table"));
    }

    private Path write(String module, String yaml) throws IOException {
        return Files.writeString(Files.createDirectory(directory.resolve(module)).resolve("function.yaml"), yaml);
    }
}
