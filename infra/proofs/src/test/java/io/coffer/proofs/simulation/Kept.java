package io.coffer.proofs.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.buckets.BucketWalks;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.contents.PartBlobs;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import io.coffer.proofs.s3.World;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is on a disk, compared with what is to be there once the sweeps have done their work. */
public final class Kept {

    private static final Set<Table> OF_BUCKETS = EnumSet.of(Table.BUCKETS, Table.OWNED_BUCKETS, Table.BUCKET_CONFIGURATIONS,
            Table.LIFECYCLES, Table.OBJECTS, Table.VERSION_KEYS, Table.VERSIONS, Table.SMALL_BLOBS, Table.UPLOAD_KEYS, Table.UPLOADS,
            Table.PARTS, Table.MANIFESTS, Table.HOLDERS, Table.RECLAIM);

    private final Disk disk;

    public Kept(Disk disk) {
        this.disk = disk;
    }

    /** Blobs that nothing points to, except for those of uploads in progress, which their end removes. */
    public void requireNoOrphans() {
        Set<String> pointedTo = new TreeSet<>();
        for (Table table : List.of(Table.OBJECTS, Table.VERSIONS)) {
            for (Item item : disk.all(table)) {
                Content content = Records.read(item.value(), ObjectRecord.class).content();
                if (content instanceof Content.Blob blob) {
                    pointedTo.add(blob.id());
                } else if (content instanceof Content.Parts parts) {
                    for (int page = 0; page < parts.pageOffsets().size(); page++) {
                        new ManifestStore(disk.tables()).page(parts, page).forEach(part -> pointedTo.add(part.blobId()));
                    }
                }
            }
        }
        disk.all(Table.PARTS).forEach(item -> pointedTo.add(Records.read(item.value(), Part.class).blobId()));
        Set<String> inProgress = disk.all(Table.UPLOADS).stream().map(item -> PartBlobs.prefix(item.sort())).collect(Collectors.toSet());
        disk.blobs().ids().stream()
                .filter(id -> PartBlobs.prefixOf(id).filter(inProgress::contains).isPresent())
                .forEach(pointedTo::add);
        assertEquals(pointedTo, disk.blobs().ids(), "blobs that something points to, and blobs");
        assertEquals(List.of(), disk.all(Table.RECLAIM), "work that is left");
    }

    /** What is counted of each bucket. */
    void requireCounts(World world, List<BucketUsage> counted) {
        Map<String, Amount> found = new TreeMap<>();
        counted.stream().filter(bucket -> !bucket.held().equals(Amount.NOTHING)).forEach(bucket -> found.put(bucket.name(), bucket.held()));
        Map<String, Amount> held = new TreeMap<>();
        world.buckets().forEach((name, bucket) -> held.put(name, amount(bucket)));
        held.values().removeIf(Amount.NOTHING::equals);
        assertEquals(held, found, "what is held, and what is counted");
    }

    private static Amount amount(World.Bucket bucket) {
        List<World.Version> objects =
                bucket.keys().values().stream().flatMap(List::stream).filter(version -> !version.isMarker()).toList();
        long bytes = objects.stream().mapToLong(version -> version.content().bytes().length).sum();
        long ofParts = bucket.uploads().values().stream().flatMap(upload -> upload.parts().values().stream())
                .mapToLong(part -> part.bytes().length).sum();
        return new Amount(objects.size(), bytes + ofParts, bucket.uploads().size());
    }

    /** Once everything was removed. How far walks have come is kept for the installation. */
    void requireNothing() {
        OF_BUCKETS.forEach(table -> assertEquals(List.of(),
                disk.all(table).stream().filter(item -> !item.partition().equals(BucketWalks.PARTITION)).map(Kept::name).toList(),
                "left in " + table));
        assertEquals(Set.of(), disk.blobs().ids(), "blobs left");
    }

    private static String name(Item item) {
        return item.partition() + " " + item.sort() + " " + new String(item.value(), StandardCharsets.UTF_8);
    }
}
