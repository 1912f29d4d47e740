package io.coffer.metadata.memory;

import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.contract.UsageContract;

class MemoryUsageTest extends UsageContract {

    private static final OrderedTables TABLES = new MemoryTables();

    @Override
    protected OrderedTables tables() {
        return TABLES;
    }
}
