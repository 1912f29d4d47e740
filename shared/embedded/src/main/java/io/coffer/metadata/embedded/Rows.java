package io.coffer.metadata.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIteratorInterface;

/**
 * The rows of an iterator that can be read. Where a block is damaged, the place behind it is looked for, and the rows between are read
 * backwards from there, so that little more than the block is lost.
 */
final class Rows {

    private static final int LAST = 0xff;

    private final Supplier<? extends Source> sources;
    private final List<String> problems;

    /** An iterator with its values. */
    interface Source extends AutoCloseable {

        RocksIteratorInterface at();

        byte[] key();

        byte[] value();

        @Override
        void close();
    }

    /** Takes a row. */
    interface Action {
        void take(byte[] key, byte[] value) throws RocksDBException;
    }

    /** @param sources gives a fresh iterator */
    Rows(Supplier<? extends Source> sources, List<String> problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /** @return whether at least one row was read, or there is none */
    boolean forEach(Action action) throws RocksDBException {
        byte[] last = new byte[0];
        boolean any = false;
        while (true) {
            try (Source rows = sources.get()) {
                if (last.length == 0) {
                    rows.at().seekToFirst();
                } else {
                    rows.at().seek(Arrays.copyOf(last, last.length + 1));
                }
                while (rows.at().isValid()) {
                    last = rows.key();
                    action.take(last, rows.value());
                    any = true;
                    rows.at().next();
                }
                rows.at().status();
                return true;
            } catch (RocksDBException e) {
                problems.add(e.getMessage());
                byte[] behind = behind(last, action);
                if (behind == null) {
                    return backwards(last, action) || any;
                }
                any = true;
                last = behind;
            }
        }
    }

    /**
     * Finds a row behind damage, and takes it and those between.
     *
     * @param last the last key before the damage
     * @return the key of that row; null if there is none
     */
    private byte @Nullable [] behind(byte[] last, Action action) throws RocksDBException {
        for (int length = last.length; length > 0; length--) {
            for (int next = Byte.toUnsignedInt(last[length - 1]) + 1; next <= LAST; next++) {
                byte[] found = behind(prefix(last, length, next), last, action);
                if (found != null) {
                    return found;
                }
            }
        }
        for (int first = 1; last.length == 0 && first <= LAST; first++) {
            byte[] found = behind(new byte[] {(byte) first}, last, action);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Takes the rows from the end down to the damage. */
    private boolean backwards(byte[] last, Action action) throws RocksDBException {
        boolean any = false;
        try (Source rows = sources.get()) {
            for (rows.at().seekToLast(); rows.at().isValid() && Arrays.compareUnsigned(rows.key(), last) > 0; rows.at().prev()) {
                action.take(rows.key(), rows.value());
                any = true;
            }
        }
        return any;
    }

    private static byte[] prefix(byte[] key, int length, int lastByte) {
        byte[] prefix = Arrays.copyOf(key, length);
        prefix[length - 1] = (byte) lastByte;
        return prefix;
    }

    private byte @Nullable [] behind(byte[] place, byte[] last, Action action) throws RocksDBException {
        byte[] found;
        try (Source rows = sources.get()) {
            rows.at().seek(place);
            if (!rows.at().isValid()) {
                return null;
            }
            found = rows.key();
        }
        try (Source rows = sources.get()) {
            for (rows.at().seek(found); rows.at().isValid() && Arrays.compareUnsigned(rows.key(), last) > 0; rows.at().prev()) {
                action.take(rows.key(), rows.value());
            }
        }
        return found;
    }
}
