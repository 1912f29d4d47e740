package io.coffer.metadata.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.metadata.contract.OrderedTablesContract;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTablesTest extends OrderedTablesContract {

    private final OrderedTables tables = new MemoryTables();

    @Override
    protected OrderedTables tables() {
        return tables;
    }

    @Test
    void valuesAreChangedByCommitsAlone() {
        byte[] value = {1};
        tables.commit(List.of(new Change.Put(Table.OBJECTS, partition, "a", value, Change.Condition.NONE)));
        value[0] = 2;
        tables.get(Table.OBJECTS, partition, "a").orElseThrow().value()[0] = 3;

        assertArrayEquals(new byte[] {1}, tables.get(Table.OBJECTS, partition, "a").orElseThrow().value());
    }

    @Test
    void closedTablesAreRefused() {
        tables.close();

        assertThrows(IllegalStateException.class, tables::probe);
        assertThrows(IllegalStateException.class, () -> put(partition, "a", "value"));
    }
}
