package io.coffer.metadata.memory;

import io.coffer.metadata.tables.Limits;
import io.coffer.metadata.tables.Table;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where an item is, in the order of a partition's items: that of the UTF-8 bytes, which is not that of {@link String}.
 *
 * @param sort null behind everything in the partition
 */
record Address(Table table, byte[] partition, byte @Nullable [] sort) implements Comparable<Address> {

    private static final Comparator<Address> ORDER = Comparator.comparing(Address::table)
            .thenComparing(Address::partition, Arrays::compareUnsigned)
            .thenComparing(Address::sort, Comparator.nullsLast(Arrays::compareUnsigned));

    /** Of an item. */
    static Address of(Table table, String partition, String sort) {
        return new Address(table, Limits.partition(partition), Limits.sort(sort));
    }

    /** A bound of a query, which may be any text. */
    static Address lowest(Table table, String partition, String sort) {
        return new Address(table, Limits.partition(partition), Limits.utf8(sort));
    }

    static Address end(Table table, String partition) {
        return new Address(table, Limits.partition(partition), null);
    }

    @Override
    public int compareTo(Address other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && compareTo(address) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * table.hashCode() + Arrays.hashCode(partition)) + Arrays.hashCode(sort);
    }
}
