package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Limits;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.RangeReader;
import io.coffer.metadata.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;

/**
 * A directory's RocksDB while it is open. The small blobs have a column family of their own, whose values of 1 KiB and more go to blob
 * files, so that reading and compacting records moves no object bytes. All other tables share the second, since every further family would
 * cost memory of its own and make the log be held longer.
 *
 * <p>Each second, and when it is closed, it notes how far it is durable, for one sync of the log and one of a small file.
 */
final class OpenDatabase {

    private static final int MARK_SECONDS = 1;

    private final Path directory;
    private final RocksSettings settings;
    private final RocksDB database;
    private final ColumnFamilyHandle records;
    private final ColumnFamilyHandle blobs;
    /** Many callers use the database at once, or one closes it: native memory must not be used after. */
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    /** Empty if nothing can be committed. */
    private final Optional<SequenceMark> mark;
    private final ScheduledExecutorService marker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "coffer-sequence");
        thread.setDaemon(true);
        return thread;
    });
    private long marked;
    private boolean closed;

    private OpenDatabase(
            Path directory, RocksSettings settings, RocksDB database, List<ColumnFamilyHandle> families, Optional<SequenceMark> mark) {
        this.directory = directory;
        this.settings = settings;
        this.database = database;
        this.records = families.get(0);
        this.blobs = families.get(1);
        this.mark = mark;
        mark.ifPresent(any -> marker.scheduleWithFixedDelay(this::markWhileOpen, MARK_SECONDS, MARK_SECONDS, TimeUnit.SECONDS));
    }

    /** Something that is done with the database. */
    interface Work<T> {
        T run(RocksDB database) throws RocksDBException;
    }

    /**
     * @param mark closed with the database, and if it cannot be opened
     * @throws DirectoryLocked if another process has it open
     */
    static OpenDatabase toWrite(Path directory, SequenceMark mark) throws IOException {
        return open(directory, Optional.of(mark));
    }

    /** As it is; a commit fails. */
    static OpenDatabase toRead(Path directory) throws IOException {
        return open(directory, Optional.empty());
    }

    private static OpenDatabase open(Path directory, Optional<SequenceMark> mark) throws IOException {
        RocksDB.loadLibrary();
        var settings = new RocksSettings();
        List<ColumnFamilyHandle> families = new ArrayList<>();
        List<ColumnFamilyDescriptor> descriptors = List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.records()),
                new ColumnFamilyDescriptor(Limits.utf8("blobs"), settings.blobs()));
        try {
            RocksDB database = mark.isPresent()
                    ? RocksDB.open(settings.database(), directory.toString(), descriptors, families)
                    : RocksDB.openReadOnly(settings.database(), directory.toString(), descriptors, families);
            return new OpenDatabase(directory, settings, database, families, mark);
        } catch (RocksDBException e) {
            settings.close();
            if (mark.isPresent()) {
                mark.get().close();
            }
            throw isLock(e) ? new DirectoryLocked(directory, e) : new IOException(directory + ": " + e.getMessage(), e);
        }
    }

    /** RocksDB has no status of its own for a directory in use: an I/O error that names its lock file. */
    private static boolean isLock(RocksDBException e) {
        return e.getStatus() != null && e.getStatus().getCode() == Status.Code.IOError && String.valueOf(e.getMessage()).contains("/LOCK:");
    }

    /** @throws UncheckedIOException if the database fails */
    <T> T whileOpen(Work<T> work) {
        hold();
        try {
            return work.run(database);
        } catch (RocksDBException e) {
            throw failure(e);
        } finally {
            release();
        }
    }

    /** Keeps the database open until its {@link #release}, by the same thread. */
    private void hold() {
        lifetime.readLock().lock();
        if (closed) {
            release();
            throw new IllegalStateException(directory + " is closed");
        }
    }

    private void release() {
        lifetime.readLock().unlock();
    }

    private UncheckedIOException failure(RocksDBException e) {
        return new UncheckedIOException(new IOException(directory + ": " + e.getMessage(), e));
    }

    ColumnFamilyHandle family(Table table) {
        return table == Table.SMALL_BLOBS ? blobs : records;
    }

    /**
     * The rows that a query asks for.
     *
     * @param moment null for what is there now
     */
    List<Item> query(Query query, @Nullable Snapshot moment) {
        Limits.check(query);
        return whileOpen(open -> {
            // The bounds keep the iterator off the rows of others, deleted ones among them.
            try (Slice lower = new Slice(RowKeys.lowerBound(query));
                    Slice upper = new Slice(RowKeys.upperBound(query));
                    ReadOptions options = new ReadOptions()
                            .setIterateLowerBound(lower).setIterateUpperBound(upper).setSnapshot(moment);
                    RocksIterator rows = open.newIterator(family(query.table()), options)) {
                return read(query, rows);
            }
        });
    }

    /** Reads what is there now; the database is not closed before the reader. */
    RangeReader reader(Table table, String partition, @Nullable String to) {
        Query range = new Query(table, partition, null, true, to, 1, false);
        Limits.check(range);
        hold();
        try {
            return new OpenRange(range, database, family(table), this::failure, this::release);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    private static List<Item> read(Query query, RocksIterator rows) throws RocksDBException {
        List<Item> items = new ArrayList<>();
        int prefixLength = RowKeys.prefixLength(query);
        if (query.descending()) {
            rows.seekToLast();
        } else {
            rows.seekToFirst();
        }
        while (items.size() < query.limit() && rows.isValid()) {
            items.add(Row.listed(query.table(), query.partition(), RowKeys.sort(rows.key(), prefixLength), rows.value()));
            if (query.descending()) {
                rows.prev();
            } else {
                rows.next();
            }
        }
        rows.status();
        return items;
    }

    /** How many changes there were since the directory was made. */
    long sequence() {
        return database.getLatestSequenceNumber();
    }

    private void markWhileOpen() {
        lifetime.readLock().lock();
        try {
            if (!closed) {
                markDurable();
            }
        } finally {
            lifetime.readLock().unlock();
        }
    }

    /** Notes how far the database is durable. A mark that is not written leaves more unnoticed if a log is lost, and nothing else. */
    private void markDurable() {
        try {
            long sequence = database.getLatestSequenceNumber();
            if (sequence != marked) {
                database.syncWal();
                mark.get().write(sequence);
                marked = sequence;
            }
        } catch (IOException | RocksDBException e) {
            // The next second tries again. Commits fail for the same reason, and tell it.
        }
    }

    /** @param marking whether to note first how far the database is durable */
    void close(boolean marking) {
        marker.shutdown();
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                if (marking && mark.isPresent()) {
                    markDurable();
                }
                if (mark.isPresent()) {
                    mark.get().close();
                }
                records.close();
                blobs.close();
                database.close();
                settings.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
