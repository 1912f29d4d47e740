package io.coffer.proofs.simulation;

import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import io.coffer.proofs.wire.MemoryBlobs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What survives processes: tables and blobs. */
final class Disk {

    private static final int ALL = 1000;

    private final MemoryTables tables = new MemoryTables();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Map<Table, Set<String>> partitions = new EnumMap<>(Table.class);

    MemoryTables tables() {
        return tables;
    }

    MemoryBlobs blobs() {
        return blobs;
    }

    List<String> commit(List<Change> changes) {
        List<String> revisions = tables.commit(changes);
        changes.forEach(this::remember);
        return revisions;
    }

    Replaced replace(Change change) {
        Replaced replaced = tables.replace(change);
        remember(change);
        return replaced;
    }

    private void remember(Change change) {
        partitions.computeIfAbsent(change.table(), table -> new TreeSet<>()).add(change.partition());
    }

    /** Every item of a table. */
    List<Item> all(Table table) {
        List<Item> all = new ArrayList<>();
        partitions.getOrDefault(table, Set.of()).forEach(partition -> all.addAll(tables.query(Query.first(table, partition, ALL))));
        return all;
    }
}
