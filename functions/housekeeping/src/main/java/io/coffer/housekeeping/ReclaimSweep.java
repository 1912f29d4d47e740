package io.coffer.housekeeping;

import io.coffer.blobs.BlobStore;
import io.coffer.metadata.Content;
import io.coffer.metadata.contents.HolderStore;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.Part;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.reclaim.ReclaimQueue.Entry;
import io.coffer.metadata.reclaim.ReclaimQueue.Kind;
import io.coffer.metadata.objects.RemainsStore;
import io.coffer.metadata.objects.UploadStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Removes the bytes of replaced and deleted objects, of ended uploads, and of writes that never became visible or met the end of their
 * bucket. Every step may be repeated:
 * a sweep that dies is taken up by the next, and two at once do no harm.
 */
public final class ReclaimSweep {

    /** Longer than any answer or part upload of a well-behaved client waits between two blobs. */
    public static final Duration REST = Duration.ofMinutes(5);
    /** Other processes on the same tables may be writing blobs for as long as an upload of 5 GB takes. */
    public static final Duration PENDING_BY_OTHERS = Duration.ofHours(24);

    private static final Logger LOG = Logger.getLogger(ReclaimSweep.class);
    private static final int BATCH = 100;

    private final ReclaimQueue queue;
    private final HolderStore holders;
    private final ManifestStore manifests;
    private final UploadStore uploads;
    private final RemainsStore remains;
    private final BlobStore blobs;
    private final Clock clock;
    private final Supplier<Duration> rest;

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
        this.queue = queue;
        this.holders = holders;
        this.manifests = manifests;
        this.uploads = uploads;
        this.remains = new RemainsStore(queue);
        this.blobs = blobs;
        this.clock = clock;
        this.rest = rest;
    }

    /**
     * Removes what was due when the sweep began. An entry that cannot be removed is put off and does not hold up the others.
     *
     * @param pendingBefore promises made before this time (milliseconds since the epoch) have no writer any more
     * @return how many pieces of work were done
     */
    public int run(long pendingBefore) {
        abandon(() -> queue.oldest(Kind.PENDING, pendingBefore, BATCH));
        return run();
    }

    /**
     * Gives up every promise there is: for a process that has the tables alone and writes nothing yet. Its promises are those of processes
     * that died, whatever the clock says.
     */
    public void abandonAll() {
        abandon(() -> queue.oldest(Kind.PENDING, BATCH));
    }

    private void abandon(Supplier<List<Entry>> next) {
        for (List<Entry> batch = next.get(); !batch.isEmpty(); batch = next.get()) {
            batch.forEach(queue::fallDue);
        }
    }

    /** As {@link #run(long)}, and leaves all promises as they are. */
    public int run() {
        int done = 0;
        long dueBefore = clock.millis() - rest.get().toMillis();
        Set<String> postponed = new HashSet<>();
        List<Entry> due;
        while (!(due = due(dueBefore, postponed)).isEmpty()) {
            for (Entry entry : due) {
                try {
                    reclaim(entry);
                    queue.done(entry);
                    done++;
                } catch (IOException | UncheckedIOException e) {
                    LOG.errorf("%s was not removed, and is tried again later: %s", entry.work(), e);
                    queue.postpone(entry).ifPresent(postponed::add);
                }
            }
        }
        return done;
    }

    private List<Entry> due(long before, Set<String> postponed) {
        return queue.oldest(Kind.DUE, before, BATCH).stream().filter(entry -> !postponed.contains(entry.sort())).toList();
    }

    private void reclaim(Entry entry) throws IOException {
        Reclaim work = entry.work();
        if (work instanceof Reclaim.Blob blob) {
            blobs.deleteUnfinished(blob.id());
        } else if (work instanceof Reclaim.Held held) {
            if (holders.release(held.content(), held.holder())) {
                delete(held.content());
            }
        } else if (work instanceof Reclaim.Upload upload) {
            endUpload(entry, upload);
        } else if (work instanceof Reclaim.Bucket gone) {
            remains.remove(gone);
        }
    }

    private void delete(Content content) throws IOException {
        if (content instanceof Content.Blob blob) {
            blobs.delete(blob.id());
        } else if (content instanceof Content.Parts parts) {
            for (int page = 0; page < parts.pageOffsets().size(); page++) {
                for (Part part : manifests.page(parts, page)) {
                    blobs.delete(part.blobId());
                }
            }
            manifests.deletePages(parts);
        }
    }

    private void endUpload(Entry entry, Reclaim.Upload upload) throws IOException {
        Set<String> living = upload.completed() == null ? Set.of() : blobsOf(upload.completed());
        List<Part> parts = uploads.parts(upload.uploadId());
        uploads.settle(entry, upload, parts);
        for (int from = 0; from < parts.size(); from += BATCH) {
            List<Part> batch = parts.subList(from, Math.min(from + BATCH, parts.size()));
            for (Part part : batch) {
                if (!living.contains(part.blobId())) {
                    blobs.delete(part.blobId());
                }
            }
            uploads.deleteParts(upload.uploadId(), batch);
        }
        manifests.deleteExcept(upload.uploadId(), upload.completed() == null ? null : upload.completed().attempt());
    }

    private Set<String> blobsOf(Content.Parts content) {
        Set<String> ids = new HashSet<>();
        for (int page = 0; page < content.pageOffsets().size(); page++) {
            manifests.page(content, page).forEach(part -> ids.add(part.blobId()));
        }
        return ids;
    }
}
