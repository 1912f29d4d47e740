package io.coffer.proofs.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Content;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.tables.Table;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is on a disk, compared with what is to be there once the sweeps have done their work. */
final class Kept {

    private static final Set<Table> OF_BUCKETS = EnumSet.of(Table.BUCKETS, Table.OWNED_BUCKETS, Table.BUCKET_CONFIGURATIONS,
            Table.LIFECYCLES, Table.OBJECTS, Table.VERSION_KEYS, Table.VERSIONS, Table.SMALL_BLOBS, Table.UPLOAD_KEYS, Table.UPLOADS,
            Table.PARTS, Table.MANIFESTS, Table.HOLDERS, Table.RECLAIM);

    private final Disk disk;

    Kept(Disk disk) {
        this.disk = disk;
    }

    void requireNothingBeside() {
    }

    void requireCounts() {
    }

    /** Once everything was removed. */
    void requireNothing() {
        OF_BUCKETS.forEach(table -> assertEquals(List.of(), disk.all(table).stream().map(Kept::name).toList(), "left in " + table));
        assertEquals(Set.of(), disk.blobs().ids(), "blobs left");
    }

    private static String name(Item item) {
        return item.partition() + " " + item.sort() + " " + new String(item.value(), StandardCharsets.UTF_8);
    }
}
