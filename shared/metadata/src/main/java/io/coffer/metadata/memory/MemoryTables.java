package io.coffer.metadata.memory;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Limits;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ordered tables in memory. Everything that the port promises holds, except that nothing outlives the process. One commit runs at a time;
 * reads run together, and none sees half of a commit.
 */
public final class MemoryTables implements OrderedTables {

    private final NavigableMap<Address, Item> items = new TreeMap<>();
    /** Where the items are that stand alone. */
    private final Set<Address> alone = new TreeSet<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private long revisions;
    private boolean closed;

    @Override
    public Optional<Item> get(Table table, String partition, String sort) {
        Address address = Address.of(table, partition, sort);
        return reading(() -> Optional.ofNullable(items.get(address)).map(MemoryTables::copied));
    }

    @Override
    public List<Item> query(Query query) {
        Limits.check(query);
        Address from = Address.lowest(query.table(), query.partition(), query.from() == null ? "" : query.from());
        Address to = query.to() == null
                ? Address.end(query.table(), query.partition())
                : Address.lowest(query.table(), query.partition(), query.to());
        return reading(() -> from.compareTo(to) >= 0 ? List.of() : first(query, items.subMap(from, query.fromInclusive(), to, false)));
    }

    private static List<Item> first(Query query, NavigableMap<Address, Item> range) {
        List<Item> found = new ArrayList<>();
        Iterator<Item> rest = (query.descending() ? range.descendingMap() : range).values().iterator();
        while (found.size() < query.limit() && rest.hasNext()) {
            Item item = rest.next();
            found.add(new Item(item.partition(), item.sort(), item.revision(), item.value().clone()));
        }
        return found;
    }

    @Override
    public List<String> commit(List<Change> changes) {
        Limits.check(changes);
        List<Address> addresses = changes.stream().map(change -> Address.of(change.table(), change.partition(), change.sort())).toList();
        lock.writeLock().lock();
        try {
            requireOpen();
            Set<Integer> failed = new TreeSet<>();
            for (int i = 0; i < addresses.size(); i++) {
                if (!holds(changes.get(i).condition(), items.get(addresses.get(i)))) {
                    failed.add(i);
                }
            }
            if (!failed.isEmpty()) {
                throw new CommitConflict(failed);
            }
            List<String> put = new ArrayList<>();
            for (int i = 0; i < addresses.size(); i++) {
                apply(changes.get(i), addresses.get(i)).ifPresent(put::add);
            }
            return put;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public Replaced replace(Change change) {
        Limits.checkReplacement(change);
        Address address = Address.of(change.table(), change.partition(), change.sort());
        lock.writeLock().lock();
        try {
            requireOpen();
            Optional<Item> before = Optional.ofNullable(items.get(address)).map(MemoryTables::copied);
            boolean mayBe = before.isEmpty() || alone.contains(address);
            if (mayBe) {
                apply(change, address);
            }
            return new Replaced(mayBe, before);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static boolean holds(Condition condition, @Nullable Item item) {
        if (condition instanceof Condition.Revision wanted) {
            return item != null && item.revision().equals(wanted.revision());
        }
        return condition instanceof Condition.None || item == null;
    }

    /** @return the revision of what was put */
    private Optional<String> apply(Change change, Address address) {
        if (change instanceof Change.Put put) {
            String revision = Long.toString(++revisions);
            items.put(address, new Item(put.partition(), put.sort(), revision, put.value().clone(), copied(put.data())));
            if (put.alone()) {
                alone.add(address);
            } else {
                alone.remove(address);
            }
            return Optional.of(revision);
        }
        if (change instanceof Change.Delete) {
            items.remove(address);
            alone.remove(address);
        }
        return Optional.empty();
    }

    /** What callers do to a value's bytes is no commit. */
    private static Item copied(Item item) {
        return new Item(item.partition(), item.sort(), item.revision(), item.value().clone(), copied(item.data()));
    }

    private static byte @Nullable [] copied(byte @Nullable [] data) {
        return data == null ? null : data.clone();
    }

    @Override
    public void probe() {
        reading(() -> null);
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T reading(Supplier<T> read) {
        lock.readLock().lock();
        try {
            requireOpen();
            return read.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the tables are closed");
        }
    }
}
