package io.coffer.housekeeping;

import io.coffer.content.ContentReader;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the stored bytes of every object, version and part, and compares them with what was stored. It costs what {@link BucketContents}
 * costs, and one pass over all bytes; bytes that copies share are read for each of them. Nothing is changed. What is deleted meanwhile is
 * no finding.
 */
public final class Scrub {

    private static final Duration ALL_THE_TIME_IT_TAKES = Duration.ofDays(3650);

    private final Stores stores;
    private final ContentReader reader;
    private final Clock clock;

    /**
     * Bytes that are missing, or are not those that were stored.
     *
     * @param key empty for a bucket whose records cannot be read
     * @param versionId as S3 names it; of a part the id of its upload
     */
    public record Finding(String bucket, String key, String versionId, String problem) {}

    /**
     * What was read.
     *
     * @param objects with noncurrent versions
     * @param bytes as they are stored
     */
    public record Report(long objects, long parts, long bytes, long findings) {}

    public Scrub(Stores stores, ContentReader reader, Clock clock) {
        this.stores = stores;
        this.reader = reader;
        this.clock = clock;
    }

    public Report run(Consumer<Finding> found) {
        Run run = new Run(found);
        EveryBucket buckets = new EveryBucket(stores, clock, ALL_THE_TIME_IT_TAKES);
        buckets.sum(bucket -> run.visit(bucket, buckets) ? 1 : 0);
        return new Report(run.objects, run.parts, run.bytes, run.findings);
    }

    private interface Reading {
        long bytes() throws IOException;
    }

    private final class Run {

        private final Consumer<Finding> found;
        private long objects;
        private long parts;
        private long bytes;
        private long findings;

        Run(Consumer<Finding> found) {
            this.found = found;
        }

        /** A bucket whose records cannot be read does not hold up the others. */
        boolean visit(Bucket bucket, EveryBucket buckets) {
            try {
                return new BucketContents(stores, bucket, buckets::isOver).visit(in(bucket));
            } catch (UncheckedIOException e) {
                tell(new Finding(bucket.name(), "", "", "not all of its records can be read: " + e.getCause().getMessage()));
                return false;
            }
        }

        private BucketContents.Visitor in(Bucket bucket) {
            return new BucketContents.Visitor() {

                @Override
                public void object(String key, ObjectRecord object) {
                    if (!object.isDeleteMarker()) {
                        objects++;
                        read(() -> reader.verify(object), problem -> {
                            if (isStillThere(bucket, key, object)) {
                                tell(new Finding(bucket.name(), key, object.versionId(), problem));
                            }
                        });
                    }
                }

                @Override
                public void upload(Upload upload, List<Part> uploaded) {
                    for (Part part : uploaded) {
                        parts++;
                        read(() -> reader.verify(part, upload.encryption() == null), problem -> {
                            if (stores.uploads().parts(upload.uploadId()).contains(part)) {
                                tell(new Finding(bucket.name(), upload.key(), upload.uploadId(), "part " + part.number() + ": " + problem));
                            }
                        });
                    }
                }
            };
        }

        private void read(Reading reading, Consumer<String> problem) {
            try {
                bytes += reading.bytes();
            } catch (NoSuchFileException e) {
                problem.accept("its bytes are missing: " + e.getFile());
            } catch (IOException e) {
                problem.accept(e.getMessage());
            } catch (UncheckedIOException e) {
                problem.accept(e.getCause().getMessage());
            }
        }

        private void tell(Finding finding) {
            findings++;
            found.accept(finding);
        }
    }

    /** @param listed does not tell whether the bucket keeps versions */
    private boolean isStillThere(Bucket listed, String key, ObjectRecord object) {
        return stores.buckets().find(listed.name())
                .filter(bucket -> bucket.id().equals(listed.id()))
                .flatMap(bucket -> stores.objects().find(bucket, key, object.versionId()).answer())
                .filter(now -> now.content().equals(object.content()))
                .isPresent();
    }
}
