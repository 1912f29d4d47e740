package io.coffer.proofs.faults;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Optional;

/** Tables whose calls fail as those of a store behind a network do: throttled, not reached, or carried out without an answer. */
public final class FaultyTables implements OrderedTables {

    private final OrderedTables tables;
    private final Faults faults;

    /** @param tables stay the caller's, who closes them */
    public FaultyTables(OrderedTables tables, Faults faults) {
        this.tables = tables;
        this.faults = faults;
    }

    /** Nothing was done. */
    private void before() {
        faults.point();
        if (faults.fails()) {
            throw faults.isBusy() ? new MetadataBusy(null) : new Faults.Broken();
        }
    }

    @Override
    public Optional<Item> get(Table table, String partition, String sort) {
        before();
        faults.tell(() -> "get " + table + " " + partition + " " + sort);
        return tables.get(table, partition, sort);
    }

    @Override
    public List<Item> query(Query query) {
        before();
        faults.tell(query::toString);
        return tables.query(query);
    }

    @Override
    public List<String> commit(List<Change> changes) {
        before();
        faults.tell(() -> "commit " + changes);
        List<String> revisions = tables.commit(changes);
        faults.tell(() -> "committed");
        faults.point();
        if (faults.fails()) {
            throw new Faults.Broken();
        }
        return revisions;
    }

    @Override
    public Replaced replace(Change change) {
        before();
        faults.tell(() -> "replace " + change);
        Replaced replaced = tables.replace(change);
        faults.tell(() -> replaced.done() ? "replaced" : "not alone");
        faults.point();
        if (faults.fails()) {
            throw new Faults.Broken();
        }
        return replaced;
    }

    @Override
    public void probe() {}

    @Override
    public void close() {}
}
