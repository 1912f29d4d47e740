package io.coffer.proofs.simulation;

import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import io.coffer.proofs.wire.MemoryBlobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** What survives processes: tables and blobs. */
public final class Disk {

    private static final int ALL = 1000;

    private final OrderedTables tables;
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Map<Table, Set<String>> partitions = new ConcurrentHashMap<>();

    public Disk() {
        this(new MemoryTables());
    }

    public Disk(OrderedTables tables) {
        this.tables = new NotingPartitions(tables);
    }

    public OrderedTables tables() {
        return tables;
    }

    public MemoryBlobs blobs() {
        return blobs;
    }

    /** Every item of a table. */
    List<Item> all(Table table) {
        List<Item> all = new ArrayList<>();
        partitions.getOrDefault(table, Set.of()).forEach(partition -> all.addAll(tables.query(Query.first(table, partition, ALL))));
        return all;
    }

    /** Notes where something was written, since the port cannot list partitions. */
    private final class NotingPartitions implements OrderedTables {

        private final OrderedTables noted;

        NotingPartitions(OrderedTables noted) {
            this.noted = noted;
        }

        @Override
        public Optional<Item> get(Table table, String partition, String sort) {
            return noted.get(table, partition, sort);
        }

        @Override
        public List<Item> query(Query query) {
            return noted.query(query);
        }

        @Override
        public List<String> commit(List<Change> changes) {
            List<String> revisions = noted.commit(changes);
            changes.forEach(this::note);
            return revisions;
        }

        @Override
        public Replaced replace(Change change) {
            Replaced replaced = noted.replace(change);
            note(change);
            return replaced;
        }

        private void note(Change change) {
            partitions.computeIfAbsent(change.table(), table -> new ConcurrentSkipListSet<>()).add(change.partition());
        }

        @Override
        public void probe() {
            noted.probe();
        }

        @Override
        public void close() {
            noted.close();
        }
    }
}
