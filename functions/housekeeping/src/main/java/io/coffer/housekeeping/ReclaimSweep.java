package io.coffer.housekeeping;

import io.coffer.blobs.BlobStore;
import io.coffer.metadata.Content;
import io.coffer.metadata.Part;
import io.coffer.metadata.contents.HolderStore;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.contents.PartBlobs;
import io.coffer.metadata.objects.HeldBlobs;
import io.coffer.metadata.objects.RemainsStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.reclaim.ReclaimQueue.Entry;
import io.coffer.metadata.reclaim.ReclaimQueue.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Removes the bytes of replaced and deleted objects, of ended uploads, and of writes that never became visible or met the end of their
 * bucket. Every step may be repeated:
 * a sweep that dies is taken up by the next, and two at once do no harm.
 *
 * <p>An object of one blob costs a commit and a query of its holders, its share of a request that removes up to 1,000 blobs, and a commit
 * that takes its entry off the queue; the pieces of a batch at once, as far as there are threads. The blob of a writer that died costs what
 * {@link HeldBlobs} costs instead of commit and query, a commit that makes it due, and two requests of its own if its write may have left
 * more than the blob.
 */
public final class ReclaimSweep {

    /** Longer than any answer or part upload of a well-behaved client waits between two blobs. */
    public static final Duration REST = Duration.ofMinutes(5);
    /** Other processes on the same tables may be writing blobs for as long as an upload of 5 GB takes. */
    public static final Duration PENDING_BY_OTHERS = Duration.ofHours(24);

    private static final Logger LOG = Logger.getLogger(ReclaimSweep.class);
    /** Of each shard. */
    private static final int BATCH = 100;

    private final ReclaimQueue queue;
    private final HolderStore holders;
    private final ManifestStore manifests;
    private final UploadStore uploads;
    private final RemainsStore remains;
    private final HeldBlobs held;
    private final BlobStore blobs;
    private final Clock clock;
    private final Supplier<Duration> rest;
    private final AtOnce atOnce;

    /**
     * @param rest how long contents stay after nobody points to them any more, for answers still being sent and parts that arrive while
     *     their upload ends; asked at each run
     */
    public ReclaimSweep(
            ReclaimQueue queue,
            HolderStore holders,
            ManifestStore manifests,
            UploadStore uploads,
            BlobStore blobs,
            Clock clock,
            Supplier<Duration> rest) {
        this(queue, holders, manifests, uploads, blobs, clock, rest, AtOnce.ONE);
    }

    /** @param atOnce how many pieces of work are done at a time */
    ReclaimSweep(
            ReclaimQueue queue,
            HolderStore holders,
            ManifestStore manifests,
            UploadStore uploads,
            BlobStore blobs,
            Clock clock,
            Supplier<Duration> rest,
            AtOnce atOnce) {
        this.queue = queue;
        this.holders = holders;
        this.manifests = manifests;
        this.uploads = uploads;
        this.remains = new RemainsStore(queue);
        this.held = new HeldBlobs(queue.tables());
        this.blobs = blobs;
        this.clock = clock;
        this.rest = rest;
        this.atOnce = atOnce;
    }

    /**
     * Removes what was due when the sweep began. An entry that cannot be removed is put off and does not hold up the others.
     *
     * @param pendingBefore promises made before this time (milliseconds since the epoch) have no writer any more
     * @return how many pieces of work were done
     */
    public int run(long pendingBefore) {
        return run(pendingBefore, Deadline.NONE);
    }

    /** As {@link #run(long)}, and begins nothing after the deadline. */
    int run(long pendingBefore, Deadline deadline) {
        return run(() -> abandon(queue.oldest(Kind.PENDING, pendingBefore, BATCH)), deadline);
    }

    /**
     * Gives up every promise there is: for a process that has the tables alone and writes nothing yet. Its promises are those of processes
     * that died, whatever the clock says.
     */
    public void abandonAll() {
        boolean isLeft = true;
        while (isLeft && !Deadline.NONE.isOver()) {
            isLeft = abandon(queue.oldest(Kind.PENDING, BATCH));
        }
    }

    /** @return false if there was none */
    private boolean abandon(List<Entry> promises) {
        atOnce.each(promises, this::abandon);
        return !promises.isEmpty();
    }

    private void abandon(Entry promise) {
        if (!(promise.work() instanceof Reclaim.Write write)) {
            queue.fallDue(promise);
            return;
        }
        held.isHeld(write).ifPresentOrElse(isHeld -> {
            if (isHeld) {
                queue.drop(promise);
            } else {
                queue.fallDue(promise);
            }
        }, () -> queue.renew(promise));
    }

    /** As {@link #run(long)}, and leaves all promises as they are. */
    public int run() {
        return run(() -> false, Deadline.NONE);
    }

    /** @param promises takes up some promises whose writers are gone, unless there are none */
    private int run(BooleanSupplier promises, Deadline deadline) {
        int done = 0;
        long dueBefore = clock.millis() - rest.get().toMillis();
        Set<String> postponed = ConcurrentHashMap.newKeySet();
        boolean arePromises = true;
        boolean isDue = true;
        // In turns, so that neither queue keeps the other waiting.
        while ((arePromises || isDue) && !deadline.isOver()) {
            arePromises = arePromises && promises.getAsBoolean();
            List<Entry> due = due(dueBefore, postponed);
            isDue = !due.isEmpty();
            done += isDue ? new Batch(due, postponed).reclaim() : 0;
        }
        return done;
    }

    private List<Entry> due(long before, Set<String> postponed) {
        return queue.oldest(Kind.DUE, before, BATCH).stream().filter(entry -> !postponed.contains(entry.sort())).toList();
    }

    /** Entries that are worked together: first who holds what, then the blobs in as few requests as can be, then the queue. */
    private final class Batch {

        private final List<Entry> entries;
        private final Set<String> postponed;
        /** The blob that is left to remove, by the entry that names it. */
        private final Map<Entry, String> doomed = new ConcurrentHashMap<>();
        private final Queue<Entry> done = new ConcurrentLinkedQueue<>();

        Batch(List<Entry> entries, Set<String> postponed) {
            this.entries = entries;
            this.postponed = postponed;
        }

        int reclaim() {
            atOnce.each(entries, this::begin);
            Map<String, IOException> failures = blobs.deleteAll(doomed.values());
            doomed.forEach((entry, id) -> {
                if (failures.containsKey(id)) {
                    postpone(entry, failures.get(id));
                } else {
                    done.add(entry);
                }
            });
            atOnce.each(done, queue::done);
            return done.size();
        }

        private void begin(Entry entry) {
            Reclaim work = entry.work();
            try {
                if (work instanceof Reclaim.Blob blob && blob.alone()) {
                    doomed.put(entry, blob.id());
                    return;
                } else if (work instanceof Reclaim.Blob blob) {
                    blobs.deleteUnfinished(blob.id());
                } else if (work instanceof Reclaim.Upload upload) {
                    endUpload(entry, upload);
                } else if (work instanceof Reclaim.Bucket gone) {
                    remains.remove(gone);
                } else if (work instanceof Reclaim.Held held && holders.release(held.content(), held.holder())) {
                    if (held.content() instanceof Content.Blob blob) {
                        doomed.put(entry, blob.id());
                        return;
                    }
                    deleteParts(held.content());
                }
                done.add(entry);
            } catch (IOException | UncheckedIOException e) {
                postpone(entry, e);
            }
        }

        private void postpone(Entry entry, Exception why) {
            LOG.errorf("%s was not removed, and is tried again later: %s", entry.work(), why);
            queue.postpone(entry).ifPresent(postponed::add);
        }
    }

    private void deleteParts(Content content) throws IOException {
        if (content instanceof Content.Parts parts) {
            for (int page = 0; page < parts.pageOffsets().size(); page++) {
                delete(manifests.page(parts, page).stream().map(Part::blobId).toList());
            }
            manifests.deletePages(parts);
        }
    }

    private void delete(List<String> ids) throws IOException {
        for (IOException failure : blobs.deleteAll(ids).values()) {
            throw failure;
        }
    }

    /** Parts were named by their items, and those that no item names by their ids. */
    private void endUpload(Entry entry, Reclaim.Upload upload) throws IOException {
        Content.Parts completed = upload.completed();
        Set<String> living = completed == null ? Set.of() : blobsOf(completed);
        List<Part> parts = uploads.parts(upload.uploadId());
        uploads.settle(entry, upload, parts);
        for (int from = 0; from < parts.size(); from += BATCH) {
            List<Part> batch = parts.subList(from, Math.min(from + BATCH, parts.size()));
            delete(batch.stream().map(Part::blobId).filter(id -> !living.contains(id)).toList());
            uploads.deleteParts(upload.uploadId(), batch);
        }
        delete(blobs.beginningWith(PartBlobs.prefix(upload.uploadId())).stream().filter(id -> !living.contains(id)).toList());
        manifests.deleteExcept(upload.uploadId(), completed == null ? null : completed.attempt());
    }

    private Set<String> blobsOf(Content.Parts content) {
        Set<String> ids = new HashSet<>();
        for (int page = 0; page < content.pageOffsets().size(); page++) {
            manifests.page(content, page).forEach(part -> ids.add(part.blobId()));
        }
        return ids;
    }
}
