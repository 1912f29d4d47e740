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
        double warmUpSeconds) {}
