package io.coffer.housekeeping;

import io.coffer.content.ContentReader;
import io.coffer.housekeeping.BucketContents.Place;
import io.coffer.housekeeping.BucketContents.Section;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.buckets.BucketWalks;
import io.coffer.metadata.stores.Stores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stored bytes of every object, version and part, and compares them with what was stored. It costs what {@link BucketContents}
 * costs, and one pass over all bytes; bytes that copies share are read for each of them. Nothing is changed. What is deleted meanwhile is
 * no finding. It can be broken off after each key, and taken up there.
 */
public final class Scrub {

    /** What looking up one object, however small, counts as. */
    static final long BYTES_OF_AN_OBJECT = 4096;

    private final Stores stores;
    private final ContentReader reader;
    private final StillThere stillThere;

    /**
     * Bytes that are missing, or are not those that were stored.
     *
     * @param key empty for records of a bucket that cannot be read
     * @param versionId as S3 names it; of a part the id of its upload
     */
    public record Finding(String bucket, String key, String versionId, String problem) {}

    /**
     * How far a round has come, and what it has read.
     *
     * @param account whose bucket it is; null at the beginning
     * @param section of what the bucket holds
     * @param key the last one that was read; null for none
     * @param objects with noncurrent versions
     * @param bytes as they are stored
     */
    public record State(
            @Nullable String account, @Nullable String bucket, @Nullable String section, @Nullable String key,
            long objects, long parts, long bytes, long findings, boolean ended) {

        public static final State BEGINNING = new State(null, null, null, null, 0, 0, 0, 0, false);

        private BucketWalks.Place from() {
            return account == null || bucket == null ? BucketWalks.Place.BEGINNING : new BucketWalks.Place(account, bucket, "");
        }

        private Place place() {
            return section == null ? Place.BEGINNING : new Place(Section.valueOf(section), key);
        }
    }

    /** Told of what a round does. */
    public interface Watcher {

        void found(Finding finding);

        /** @return whether to go on */
        boolean reached(State state);
    }

    public Scrub(Stores stores, ContentReader reader) {
        this.stores = stores;
        this.reader = reader;
        this.stillThere = new StillThere(stores);
    }

    /**
     * Goes on with a round until it ends, the watcher breaks it off, or the thread is interrupted.
     *
     * @return how far it has come
     */
    public State run(State from, Pace pace, Watcher watcher) {
        return new Run(from, pace, watcher).run();
    }

    private interface Reading {
        void into(OutputStream sink) throws IOException;
    }

    private final class Run {

        private final State from;
        private final Pace pace;
        private final Watcher watcher;
        private State reached;
        private long objects;
        private long parts;
        private long bytes;
        private long findings;
        private boolean over;

        Run(State from, Pace pace, Watcher watcher) {
            this.from = from;
            this.pace = pace;
            this.watcher = watcher;
            this.reached = from;
            this.objects = from.objects;
            this.parts = from.parts;
            this.bytes = from.bytes;
            this.findings = from.findings;
        }

        State run() {
            Deadline deadline = () -> over || Deadline.NONE.isOver();
            new EveryBucket(stores, deadline).sum(from.from(), bucket -> visit(bucket, deadline) ? 1 : 0);
            return deadline.isOver() ? reached : new State(null, null, null, null, objects, parts, bytes, findings, true);
        }

        /** A bucket whose records cannot be read does not hold up the others. */
        private boolean visit(Bucket bucket, Deadline deadline) {
            Place begin = bucket.name().equals(from.bucket) ? from.place() : Place.BEGINNING;
            return new BucketContents(stores, bucket, deadline).visit(new Reader(bucket), begin);
        }

        private final class Reader implements BucketContents.Visitor {

            private final Bucket bucket;

            Reader(Bucket bucket) {
                this.bucket = bucket;
            }

            @Override
            public void object(String key, ObjectRecord object) {
                if (object.isDeleteMarker() || over) {
                    return;
                }
                objects++;
                read(sink -> reader.verify(stillThere.withBytes(bucket, key, object), sink), problem -> {
                    if (stillThere.object(bucket, key, object)) {
                        tell(new Finding(bucket.name(), key, object.versionId(), problem));
                    }
                });
            }

            @Override
            public void upload(Upload upload, List<Part> uploaded) {
                for (Part part : uploaded) {
                    if (!over) {
                        parts++;
                        read(sink -> reader.verify(part, upload.encryption() == null, sink), problem -> {
                            if (stillThere.part(upload, part)) {
                                tell(new Finding(bucket.name(), upload.key(), upload.uploadId(), "part " + part.number() + ": " + problem));
                            }
                        });
                    }
                }
            }

            @Override
            public void unreadable(String key, UncheckedIOException why) {
                tell(new Finding(bucket.name(), "", "", Unreadable.records(key, why)));
            }

            @Override
            public boolean reached(Place place) {
                if (over) {
                    return false;
                }
                reached = new State(bucket.accountId(), bucket.name(), place.section().name(), place.key(), objects, parts, bytes, findings,
                        false);
                over = !watcher.reached(reached);
                return !over;
            }
        }

        private void read(Reading reading, Consumer<String> problem) {
            try {
                pace.spend(BYTES_OF_AN_OBJECT);
                reading.into(new Sink());
            } catch (IOException e) {
                // An interruption closes what is read, and is no damage.
                over |= Thread.currentThread().isInterrupted();
                if (!over) {
                    problem.accept(e instanceof NoSuchFileException gone
                            ? "its bytes are missing: " + gone.getFile()
                            : String.valueOf(e.getMessage()));
                }
            } catch (UncheckedIOException e) {
                problem.accept(Unreadable.reason(e));
            }
        }

        private void tell(Finding finding) {
            findings++;
            watcher.found(finding);
        }

        private final class Sink extends OutputStream {

            @Override
            public void write(int one) throws IOException {
                write(new byte[1], 0, 1);
            }

            @Override
            public void write(byte[] some, int offset, int length) throws IOException {
                bytes += length;
                pace.spend(length);
            }
        }
    }
}
