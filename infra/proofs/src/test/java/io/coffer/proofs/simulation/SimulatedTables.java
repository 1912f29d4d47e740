package io.coffer.proofs.simulation;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Optional;

/** Tables whose calls fail as those of a store behind a network do. */
final class SimulatedTables implements OrderedTables {

    private final Disk disk;
    private final Chance chance;

    SimulatedTables(Disk disk, Chance chance) {
        this.disk = disk;
        this.chance = chance;
    }

    /** Nothing was done: the store is contended or throttled, or it was not reached. */
    private void before() {
        chance.point();
        if (chance.fails()) {
            throw chance.isLikely() ? new Chance.Broken() : new MetadataBusy(null);
        }
    }

    @Override
    public Optional<Item> get(Table table, String partition, String sort) {
        before();
        chance.tell(() -> "get " + table + " " + partition + " " + sort);
        return disk.tables().get(table, partition, sort);
    }

    @Override
    public List<Item> query(Query query) {
        before();
        chance.tell(() -> query.toString());
        return disk.tables().query(query);
    }

    @Override
    public List<String> commit(List<Change> changes) {
        before();
        chance.tell(() -> "commit " + changes);
        List<String> revisions = disk.commit(changes);
        chance.tell(() -> "committed");
        chance.point();
        if (chance.fails()) {
            throw new Chance.Broken();
        }
        return revisions;
    }

    @Override
    public Replaced replace(Change change) {
        before();
        chance.tell(() -> "replace " + change);
        Replaced replaced = disk.replace(change);
        chance.tell(() -> replaced.done() ? "replaced" : "not alone");
        chance.point();
        if (chance.fails()) {
            throw new Chance.Broken();
        }
        return replaced;
    }

    @Override
    public void probe() {}

    @Override
    public void close() {}
}
