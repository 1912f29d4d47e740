package io.coffer.metadata.embedded;

import io.coffer.metadata.contract.UsageContract;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedUsageTest extends UsageContract {

    @TempDir
    static Path directory;

    private static OrderedTables tables;

    @BeforeAll
    static void start() throws IOException {
        tables = EmbeddedTables.open(directory);
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Override
    protected OrderedTables tables() {
        return tables;
    }
}
