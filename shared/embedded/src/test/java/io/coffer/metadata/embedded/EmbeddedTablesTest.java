package io.coffer.metadata.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.contract.OrderedTablesContract;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTablesTest extends OrderedTablesContract {

    @TempDir
    private Path directory;

    private OrderedTables tables;

    @BeforeEach
    void open() throws IOException {
        tables = EmbeddedTables.open(directory.resolve("made/when/missing"));
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Override
    protected OrderedTables tables() {
        return tables;
    }

    @Test
    void whatWasCommittedIsThereAfterReopening() throws IOException {
        String before = put(partition, "a", "value");
        tables.commit(List.of(new Change.Put(Table.SMALL_BLOBS, partition, "b", new byte[40_000], Change.Condition.ABSENT)));
        close();
        open();

        assertEquals("value", text(tables.get(Table.OBJECTS, partition, "a").orElseThrow()));
        assertEquals(before, tables.get(Table.OBJECTS, partition, "a").orElseThrow().revision());
        assertEquals(40_000, tables.get(Table.SMALL_BLOBS, partition, "b").orElseThrow().value().length);
        assertNotEquals(before, put(partition, "a", "value"));
    }

    @Test
    void aClosedEngineRefusesInsteadOfTouchingFreedMemory() {
        tables.close();
        tables.close();

        assertThrows(IllegalStateException.class, () -> tables.get(Table.OBJECTS, partition, "a"));
        assertThrows(IllegalStateException.class, () -> tables.query(Query.first(Table.OBJECTS, partition, 1)));
        assertThrows(IllegalStateException.class, () -> put(partition, "a", "value"));
        assertThrows(IllegalStateException.class, tables::probe);
    }

    @Test
    void aDirectoryOpensOnceAtATime() {
        var locked = assertThrows(DirectoryLocked.class, () -> EmbeddedTables.open(directory.resolve("made/when/missing")));

        assertTrue(locked.getMessage().endsWith("is in use by another process"), locked.getMessage());
    }

    @Test
    void aDirectoryThatCannotBeOneIsNamedInTheError() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertTrue(assertThrows(IOException.class, () -> EmbeddedTables.open(file)).getMessage().contains(file.toString()));
        assertThrows(IOException.class, () -> EmbeddedTables.open(file.resolve("below")));
    }

    @Test
    void aDirectoryWithDamagedFilesIsRefused() throws IOException {
        put(partition, "a", "value");
        close();
        Files.writeString(directory.resolve("made/when/missing/CURRENT"), "damaged");

        assertThrows(IOException.class, this::open);
    }

    @Test
    void aDrainedQueueHoldsWhatIsLeft() {
        for (int batch = 0; batch < 200; batch++) {
            List<Change> puts = new ArrayList<>();
            List<Change> deletes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String sort = "%06d".formatted(batch * 100 + i);
                puts.add(new Change.Put(Table.RECLAIM, partition, sort, new byte[20], Change.Condition.NONE));
                deletes.add(new Change.Delete(Table.RECLAIM, partition, sort, Change.Condition.NONE));
            }
            tables.commit(puts);
            tables.commit(deletes);
        }
        tables.commit(List.of(new Change.Put(Table.RECLAIM, partition, "999999", new byte[20], Change.Condition.NONE)));

        assertEquals(List.of("999999"), sorts(Query.first(Table.RECLAIM, partition, 1)));
    }
}
