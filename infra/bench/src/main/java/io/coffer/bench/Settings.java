package io.coffer.bench;

import java.util.List;
import java.util.Set;

/**
 * What a run measures.
 *
 * @param sizes object sizes in bytes
 * @param seconds the time of one cell: one operation, size and number of connections, on one endpoint, in one round
 * @param listings numbers of keys in the buckets that are listed
 * @param streamBytes the length of the long stream; 0 for none
 * @param parts how many parts an upload in parts has, and how many bytes each of them
 * @param warmUpSeconds unmeasured work before the first round, per operation
 */
record Settings(
        Set<Operation> operations,
        List<Integer> sizes,
        List<Integer> connections,
        double seconds,
        int rounds,
        List<Integer> listings,
        long streamBytes,
        Parts parts,
        double warmUpSeconds) {

    /** An upload in parts. */
    record Parts(int count, int bytes) {}
}
