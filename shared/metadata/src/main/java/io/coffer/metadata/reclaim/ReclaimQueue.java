package io.coffer.metadata.reclaim;

import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Moments;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The two queues of the sweep: blobs being written ({@code pending}) and contents to remove ({@code due}). Both are spread over shards, so
 * that no partition takes every write.
 */
public final class ReclaimQueue {

    /** Which queue an entry is in. */
    public enum Kind {
        PENDING,
        DUE
    }

    /** An entry of a queue. */
    public record Entry(Kind kind, String partition, String sort, String revision, Reclaim work) {}

    private static final int SHARDS = 16;
    private static final int PAGE = 1000;

    private final OrderedTables tables;
    private final Clock clock;
    private final Optional<PromiseSlots> slots;

    /** For a process that has the tables alone. */
    public ReclaimQueue(OrderedTables tables, Clock clock) {
        this(tables, clock, Optional.empty());
    }

    /** @param moments of a process that shares the tables with others; empty if none does */
    public ReclaimQueue(OrderedTables tables, Clock clock, Optional<Moments> moments) {
        this.tables = tables;
        this.clock = clock;
        this.slots = moments.map(PromiseSlots::new);
    }

    /** The tables that the queue is in. */
    public OrderedTables tables() {
        return tables;
    }

    /** As {@link #promise(String, boolean)}, of a blob whose write may leave more than the blob. */
    public PendingBlob promise(String blobId) {
        return promise(blobId, false);
    }

    /**
     * Promises to reclaim a blob that is about to be written: one commit.
     *
     * @param alone whether its write leaves nothing else, however it ends
     */
    public PendingBlob promise(String blobId, boolean alone) {
        String partition = partition(Kind.PENDING, blobId);
        String sort = sort(blobId);
        Reclaim work = new Reclaim.Blob(blobId, alone);
        List<String> revisions =
                tables.commit(List.of(new Change.Put(Table.RECLAIM, partition, sort, Records.write(work), Condition.ABSENT)));
        return new PendingBlob(blobId, partition, sort, revisions.get(0), Optional.empty(), alone);
    }

    /**
     * As {@link #promise(String, boolean)}, of a blob for an object. If others share the tables, the promise says for which: then the
     * commit that makes the blob visible needs to withdraw nothing, and the promise takes the place of an earlier one that was kept.
     */
    public PendingBlob promise(String blobId, boolean alone, String bucketId, String key) {
        if (slots.isEmpty()) {
            return promise(blobId, alone);
        }
        byte[] work = Records.write(new Reclaim.Write(blobId, bucketId, key, alone));
        Optional<PendingBlob> before = slots.get().take();
        if (before.isPresent()) {
            PendingBlob place = before.get();
            try {
                String revision = tables.commit(List.of(new Change.Put(Table.RECLAIM, place.partition(), place.sort(), work,
                        Condition.revision(place.revision())))).get(0);
                return new PendingBlob(blobId, place.partition(), place.sort(), revision, place.slot(), alone);
            } catch (CommitConflict e) {
                // The clocks of this process are wrong: the sweep took the promise.
            }
        }
        PendingBlob.Slot slot = slots.get().begin();
        String partition = partition(Kind.PENDING, blobId);
        String sort = sort(blobId);
        String revision = tables.commit(List.of(new Change.Put(Table.RECLAIM, partition, sort, work, Condition.ABSENT))).get(0);
        return new PendingBlob(blobId, partition, sort, revision, Optional.of(slot), alone);
    }

    /**
     * The changes that withdraw a promise; their commit fails where the sweep was faster. None if the sweep will see by itself that the
     * promise was kept, and cannot have looked yet.
     */
    public List<Change> withdraw(PendingBlob pending) {
        return isKnownToBeKept(pending)
                ? List.of()
                : List.of(new Change.Delete(Table.RECLAIM, pending.partition(), pending.sort(), Condition.revision(pending.revision())));
    }

    private boolean isKnownToBeKept(PendingBlob pending) {
        return slots.isPresent() && pending.slot().isPresent() && slots.get().isFresh(pending);
    }

    /** The blob is an object's: another promise may take the place of its promise. */
    public void kept(PendingBlob pending) {
        if (pending.slot().isPresent()) {
            slots.ifPresent(all -> all.give(pending));
        }
    }

    /** The change that hands work to the sweep. */
    public Change.Put hand(Reclaim work) {
        String id = Ids.random();
        return new Change.Put(Table.RECLAIM, partition(Kind.DUE, id), sort(id), Records.write(work), Condition.NONE);
    }

    /** The changes that give up an object's content, in the commit that takes the object away. */
    public List<Change> discard(ObjectRecord object) {
        if (object.content() instanceof Content.Inline) {
            return List.of();
        }
        return List.of(object.content() instanceof Content.Small small
                ? new Change.Delete(Table.SMALL_BLOBS, small.id(), SmallBlobs.SORT, Condition.NONE)
                : hand(new Reclaim.Held(object.content(), object.holder())));
    }

    /**
     * Hands a pending blob to the sweep, unless a commit that was thought to have failed made it visible after all. If the commit withdraws
     * nothing, the sweep sees for itself in a day.
     */
    public void abandon(PendingBlob pending) {
        if (pending.slot().isEmpty()) {
            refuse(pending);
        }
    }

    /** Hands a pending blob to the sweep that no commit has made visible, nor ever will. */
    public void refuse(PendingBlob pending) {
        fallDue(new Entry(Kind.PENDING, pending.partition(), pending.sort(), pending.revision(),
                new Reclaim.Blob(pending.blobId(), pending.alone())));
    }

    /** A queue's oldest entries made before {@code before} (milliseconds since the epoch), up to {@code limit} of each shard. */
    public List<Entry> oldest(Kind kind, long before, int limit) {
        return entries(kind, Ids.time(before), limit);
    }

    /** A queue's oldest entries whenever they were made, up to {@code limit} of each shard. */
    public List<Entry> oldest(Kind kind, int limit) {
        return entries(kind, null, limit);
    }

    private List<Entry> entries(Kind kind, @Nullable String before, int limit) {
        List<Entry> entries = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            String partition = partition(kind, shard);
            tables.query(new Query(Table.RECLAIM, partition, null, true, before, limit, false))
                    .forEach(item -> entries.add(new Entry(
                            kind, partition, item.sort(), item.revision(), Records.read(item.value(), Reclaim.class))));
        }
        return entries;
    }

    /** Everything in both queues: a query for each 1,000 entries, one for each shard at least. */
    public void forEach(Consumer<Reclaim> action) {
        for (Kind kind : Kind.values()) {
            for (int shard = 0; shard < SHARDS; shard++) {
                @Nullable String after = null;
                List<Item> page;
                do {
                    page = tables.query(Query.after(Table.RECLAIM, partition(kind, shard), after, PAGE));
                    page.forEach(item -> action.accept(Records.read(item.value(), Reclaim.class)));
                    after = page.isEmpty() ? null : page.get(page.size() - 1).sort();
                } while (page.size() == PAGE);
            }
        }
    }

    /** When a queue's oldest entry was made, in milliseconds since the epoch; empty if the queue is. One query for each shard. */
    public OptionalLong oldestTime(Kind kind) {
        return oldest(kind, clock.millis(), 1).stream().mapToLong(entry -> Ids.millis(entry.sort())).min();
    }

    /** Takes a promise off its queue that was kept. */
    public void drop(Entry pending) {
        commitUnlessChanged(List.of(delete(pending)));
    }

    /** Puts a promise of which nothing can be said now behind all others. */
    public void renew(Entry pending) {
        commitUnlessChanged(List.of(delete(pending), new Change.Put(Table.RECLAIM, pending.partition(), sort(Ids.random()),
                Records.write(pending.work()), Condition.NONE)));
    }

    private void commitUnlessChanged(List<Change> changes) {
        try {
            tables.commit(changes);
        } catch (CommitConflict e) {
            // The writer is alive and has put another promise there, or another sweep was faster.
        }
    }

    private static Change delete(Entry entry) {
        return new Change.Delete(Table.RECLAIM, entry.partition(), entry.sort(), Condition.revision(entry.revision()));
    }

    /**
     * Turns a promise into work, so that its writer can no longer withdraw it.
     *
     * @return the work's entry; empty if the writer was faster
     */
    public Optional<Entry> fallDue(Entry pending) {
        String id = Ids.random();
        String partition = partition(Kind.DUE, id);
        String sort = sort(id);
        Reclaim work = pending.work() instanceof Reclaim.Write write ? new Reclaim.Blob(write.id(), write.alone()) : pending.work();
        try {
            List<String> put = tables.commit(List.of(
                    delete(pending), new Change.Put(Table.RECLAIM, partition, sort, Records.write(work), Condition.NONE)));
            return Optional.of(new Entry(Kind.DUE, partition, sort, put.get(0), work));
        } catch (CommitConflict e) {
            return Optional.empty();
        }
    }

    /**
     * Changes what is left of a work: one commit.
     *
     * @return false if another sweep changed it since it was read, or did it
     */
    public boolean replace(Entry entry, Reclaim work) {
        try {
            tables.commit(List.of(new Change.Put(Table.RECLAIM, entry.partition(), entry.sort(), Records.write(work),
                    Condition.revision(entry.revision()))));
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    /**
     * Puts work that could not be done, as far as it is left, behind all other: a read and a commit.
     *
     * @return where it stands now; empty if another sweep changed it or did it meanwhile
     */
    public Optional<String> postpone(Entry entry) {
        Optional<Item> left = tables.get(Table.RECLAIM, entry.partition(), entry.sort());
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Change.Put again = hand(Records.read(left.get().value(), Reclaim.class));
        try {
            tables.commit(List.of(again, new Change.Delete(
                    Table.RECLAIM, entry.partition(), entry.sort(), Condition.revision(left.get().revision()))));
            return Optional.of(again.sort());
        } catch (CommitConflict e) {
            return Optional.empty();
        }
    }

    /** Takes done work off its queue. */
    public void done(Entry entry) {
        tables.commit(List.of(new Change.Delete(Table.RECLAIM, entry.partition(), entry.sort(), Condition.NONE)));
    }

    private String sort(String id) {
        return Ids.time(clock.millis()) + "-" + id;
    }

    private static String partition(Kind kind, String id) {
        return partition(kind, Math.floorMod(id.hashCode(), SHARDS));
    }

    private static String partition(Kind kind, int shard) {
        return kind.name().toLowerCase(Locale.ROOT) + "-" + shard;
    }
}
