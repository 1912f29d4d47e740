package io.coffer.housekeeping;

import io.coffer.blobs.BlobInventory;
import io.coffer.content.StoredBlobs;
import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.contents.PartBlobs;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Compares the blobs that are there with those that records, parts and the queues of the sweep name. It reads no bytes of blobs: it costs
 * two lists of all blobs and what {@link BucketContents} costs.
 *
 * <p>A blob is an orphan if it was there before the tables were looked at, nothing named it, and it is there after. The tables are looked
 * at as they were at one moment: what is written is noted as pending before it is there, and what is removed is in a queue until it is
 * gone, so neither is taken for an orphan. Tables that cannot be read at one moment are looked at twice, a blob that is moved from one
 * record to another during both looks may be missed in both, and younger blobs than {@code grace} are no orphans.
 */
public final class BlobCensus {

    private final BlobInventory inventory;
    private final View view;
    private final StillThere stillThere;
    private final Duration grace;
    private final Clock clock;

    /**
     * How tables are looked at.
     *
     * @param ofOneMoment whether they are as they were at one moment, and closed after the look
     */
    private record View(Supplier<OrderedTables> open, boolean ofOneMoment) {}

    /**
     * What was found.
     *
     * @param blobs how many there are
     * @param findings blobs that are missing, or not as long as they were
     * @param complete whether every record could be read; if not, no orphan is known
     */
    public record Report(long blobs, long findings, long orphans, long orphanedBytes, boolean complete) {}

    /** Told of what is found. */
    public interface Watcher {

        void found(Finding finding);

        void orphan(String id, long length) throws IOException;
    }

    private BlobCensus(BlobInventory inventory, View view, Stores now, Duration grace, Clock clock) {
        this.inventory = inventory;
        this.view = view;
        this.stillThere = new StillThere(now);
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * @param moments gives the tables as they are now, to be closed
     * @param now the tables themselves: asked whether what is missing was not deleted meanwhile
     */
    public static BlobCensus ofMoments(BlobInventory inventory, Supplier<OrderedTables> moments, Stores now, Clock clock) {
        return new BlobCensus(inventory, new View(moments, true), now, Duration.ZERO, clock);
    }

    /**
     * Of tables that cannot be read at one moment.
     *
     * @param grace how old a blob is at least if it is an orphan
     */
    public static BlobCensus ofTables(BlobInventory inventory, Stores stores, Duration grace, Clock clock) {
        return new BlobCensus(inventory, new View(stores::tables, false), stores, grace, clock);
    }

    /** @param withLengths whether missing blobs, and those of another length, are findings; or orphans alone are looked for */
    public Report run(boolean withLengths, Watcher watcher) throws IOException {
        Look look = new Look(withLengths, watcher);
        Instant youngest = clock.instant().minus(grace);
        inventory.forEach((id, length, modified) -> look.blobs.add(id, length));
        look.at(view);
        if (look.complete && look.blobs.hasUnnamed() && !view.ofOneMoment) {
            look.withLengths = false;
            look.at(view);
        }
        if (look.complete && look.blobs.hasUnnamed()) {
            inventory.forEach((id, length, modified) -> {
                if (look.isUnnamed(id) && !modified.isAfter(youngest)) {
                    look.orphans++;
                    look.orphanedBytes += length;
                    watcher.orphan(id, length);
                }
            });
        }
        return new Report(look.blobs.count(), look.findings, look.orphans, look.orphanedBytes, look.complete);
    }

    private final class Look {

        private final BlobTable blobs = new BlobTable();
        private final Watcher watcher;
        private final Set<String> told = new HashSet<>();
        /** What the ids of parts begin with whose upload is in progress, or whose sweep is to come. */
        private final Set<String> uploads = new HashSet<>();
        private boolean withLengths;
        private boolean complete = true;
        private long findings;
        private long orphans;
        private long orphanedBytes;

        Look(boolean withLengths, Watcher watcher) {
            this.withLengths = withLengths;
            this.watcher = watcher;
        }

        void at(View view) {
            OrderedTables tables = view.open.get();
            try {
                Stores stores = Stores.over(tables, clock);
                StoredBlobs stored = new StoredBlobs(stores.manifests());
                // What begins or ends meanwhile is in the queues before or after, if the tables are not of one moment.
                stores.reclaim().forEach(work -> name(stores, stored, work));
                new EveryBucket(stores, Deadline.NONE).sum(bucket ->
                        new BucketContents(stores, bucket, Deadline.NONE).visit(new Namer(bucket, stored)) ? 1 : 0);
                stores.reclaim().forEach(work -> name(stores, stored, work));
                complete &= !Deadline.NONE.isOver();
            } catch (UncheckedIOException e) {
                complete = false;
            } finally {
                if (view.ofOneMoment) {
                    tables.close();
                }
            }
        }

        boolean isUnnamed(String id) {
            return blobs.isUnnamed(id) && PartBlobs.prefixOf(id).filter(uploads::contains).isEmpty();
        }

        private void name(Stores stores, StoredBlobs stored, Reclaim work) {
            if (work instanceof Reclaim.Blob blob) {
                blobs.name(blob.id());
            } else if (work instanceof Reclaim.Write write) {
                blobs.name(write.id());
            } else if (work instanceof Reclaim.Held held) {
                name(stored, held.content());
            } else if (work instanceof Reclaim.Upload upload) {
                uploads.add(PartBlobs.prefix(upload.uploadId()));
                stores.uploads().parts(upload.uploadId()).forEach(part -> blobs.name(part.blobId()));
                if (upload.completed() != null) {
                    name(stored, upload.completed());
                }
            }
        }

        private void name(StoredBlobs stored, Content content) {
            if (content instanceof Content.Blob blob) {
                blobs.name(blob.id());
            } else if (content instanceof Content.Parts parts) {
                stored.of(parts, true, (id, size) -> blobs.name(id));
            }
        }

        private void require(String id, long size, BooleanSupplier isStillThere, Consumer<String> problem) {
            long length = blobs.name(id);
            if (!withLengths || (length != BlobTable.NOTHING && inventory.isWhole(length, size)) || !told.add(id)) {
                return;
            }
            try {
                // It may have been written after the blobs were listed.
                long now = length == BlobTable.NOTHING ? inventory.lengthOf(id).orElse(BlobTable.NOTHING) : length;
                if (!inventory.isWhole(now, size) && isStillThere.getAsBoolean()) {
                    findings++;
                    problem.accept(now == BlobTable.NOTHING
                            ? "its bytes are missing: " + id
                            : "blob " + id + ": " + now + " bytes are stored of one that has " + size);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private final class Namer implements BucketContents.Visitor {

            private final Bucket bucket;
            private final StoredBlobs stored;

            Namer(Bucket bucket, StoredBlobs stored) {
                this.bucket = bucket;
                this.stored = stored;
            }

            @Override
            public void object(String key, ObjectRecord object) {
                stored.of(object, (id, size) -> require(id, size, () -> stillThere.object(bucket, key, object),
                        problem -> watcher.found(new Finding(bucket.name(), key, object.versionId(), problem))));
            }

            @Override
            public void upload(Upload upload, List<Part> parts) {
                uploads.add(PartBlobs.prefix(upload.uploadId()));
                for (Part part : parts) {
                    stored.of(part, upload.encryption() == null, (id, size) -> require(id, size, () -> stillThere.part(upload, part),
                            problem -> watcher.found(new Finding(
                                    bucket.name(), upload.key(), upload.uploadId(), "part " + part.number() + ": " + problem))));
                }
            }

            @Override
            public void unreadable(String key, UncheckedIOException why) {
                complete = false;
                findings++;
                watcher.found(new Finding(bucket.name(), "", "", Unreadable.records(key, why)));
            }
        }
    }
}
