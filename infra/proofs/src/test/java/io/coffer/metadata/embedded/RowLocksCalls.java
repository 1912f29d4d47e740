package io.coffer.metadata.embedded;

import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Commits on the same rows come one after the other, and those that take rows in other orders do not wait for each other for ever. */
@Param(name = "row", gen = IntGen.class, conf = "0:1")
public class RowLocksCalls {

    private final RowLocks locks = new RowLocks(2);
    private final int[] rows = new int[2];

    private static byte[] row(int number) {
        return new byte[] {(byte) number};
    }

    @Operation
    public int addTo(@Param(name = "row") int row) {
        RowLocks.Held held = locks.lock(List.of(row(row)));
        try {
            return ++rows[row];
        } finally {
            held.release();
        }
    }

    @Operation
    public int move(@Param(name = "row") int from) {
        RowLocks.Held held = locks.lock(List.of(row(from), row(1 - from)));
        try {
            rows[1 - from] += rows[from];
            rows[from] = 0;
            return rows[1 - from];
        } finally {
            held.release();
        }
    }
}
