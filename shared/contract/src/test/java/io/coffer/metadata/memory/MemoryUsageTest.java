package io.coffer.metadata.memory;

import io.coffer.metadata.contract.UsageContract;
import io.coffer.metadata.tables.OrderedTables;

class MemoryUsageTest extends UsageContract {

    private static final OrderedTables TABLES = new MemoryTables();

    @Override
    protected OrderedTables tables() {
        return TABLES;
    }
}
