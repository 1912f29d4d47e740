package io.coffer.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All rounds against all targets, which take turns in every cell and change who goes first in every round. */
final class Run {

    private static final int MOST_REQUESTS = 100_000;
    private static final long MOST_BYTES = 2L << 30;
    private static final int SEEDED = 1000;
    private static final int PAGE = 1000;
    private static final int PREPARING_CONNECTIONS = 16;

    private final Settings settings;
    private final List<Target> targets;
    private final Consumer<String> progress;
    private final Results results = new Results();
    private final String bucket = "bench-" + UUID.randomUUID();

    Run(Settings settings, List<Target> targets, Consumer<String> progress) {
        this.settings = settings;
        this.targets = targets;
        this.progress = progress;
    }

    Results measure() throws IOException {
        List<Target> created = new ArrayList<>();
        try {
            for (Target target : targets) {
                target.s3().createBucket(bucket);
                created.add(target);
            }
            warmUp();
            objects();
            if (wanted(Operation.STREAM) && settings.streamBytes() > 0) {
                stream();
            }
            if (wanted(Operation.PARTS)) {
                new PartsRun(settings.parts(), bucket, results, progress).measure(settings.rounds(), this::inTurn);
            }
        } finally {
            for (Target target : created) {
                target.s3().deleteBucket(bucket);
            }
        }
        if (wanted(Operation.LIST)) {
            for (int keys : settings.listings()) {
                list(keys);
            }
        }
        return results;
    }

    private void warmUp() throws IOException {
        if (settings.warmUpSeconds() > 0) {
            for (Target target : targets) {
                progress.accept("warming up " + target.name());
                objectsOf(target, settings.sizes().get(0), 8, settings.warmUpSeconds(), (cell, sample) -> {});
            }
        }
    }

    private interface Recorder {
        void record(Cell cell, Sample sample);
    }

    private void objects() throws IOException {
        for (int round = 0; round < settings.rounds(); round++) {
            for (int size : settings.sizes()) {
                for (int connections : settings.connections()) {
                    for (Target target : inTurn(round)) {
                        progress.accept("round %d of %d: %s, %d connections, %s"
                                .formatted(round + 1, settings.rounds(), Report.bytes(size), connections, target.name()));
                        objectsOf(target, size, connections, settings.seconds(), (cell, sample) -> results.add(target, cell, sample));
                    }
                }
            }
        }
    }

    /** PUT, GET, HEAD and DELETE of the same objects; what DELETE did not reach is removed outside the measurement. */
    private void objectsOf(Target target, int size, int connections, double seconds, Recorder recorder) throws IOException {
        S3Endpoint s3 = target.s3();
        int atMost = (int) Math.min(MOST_REQUESTS, MOST_BYTES / Math.max(1, size));
        int stored;
        Load.Request put = number -> s3.put(bucket, key(number), () -> new RepeatedBytes(size), size);
        if (wanted(Operation.PUT)) {
            Sample sample = target.measure(connections, atMost, seconds, put);
            recorder.record(new Cell("PUT", size, connections), sample);
            stored = (int) sample.count();
        } else {
            stored = Math.min(atMost, SEEDED);
            Load.all(PREPARING_CONNECTIONS, stored, put);
        }
        int count = stored;
        if (wanted(Operation.SIGNED)) {
            recorder.record(new Cell("PUT signed", size, connections), target.measure(connections, MOST_REQUESTS, seconds,
                    number -> s3.putSigned(bucket, key(number % count), () -> new RepeatedBytes(size), size)));
        }
        if (wanted(Operation.GET)) {
            recorder.record(new Cell("GET", size, connections),
                    target.measure(connections, MOST_REQUESTS, seconds, number -> s3.get(bucket, key(number % count))));
        }
        if (wanted(Operation.HEAD)) {
            recorder.record(new Cell("HEAD", size, connections),
                    target.measure(connections, MOST_REQUESTS, seconds, number -> s3.head(bucket, key(number % count))));
        }
        int deleted = 0;
        if (wanted(Operation.DELETE)) {
            Sample sample = target.measure(connections, count, seconds, number -> s3.delete(bucket, key(number)));
            recorder.record(new Cell("DELETE", size, connections), sample);
            deleted = (int) sample.count();
        }
        remove(s3, bucket, deleted, count, Run::key);
    }

    private boolean wanted(Operation operation) {
        return settings.operations().contains(operation);
    }

    private void stream() throws IOException {
        long size = settings.streamBytes();
        for (int round = 0; round < settings.rounds(); round++) {
            for (Target target : inTurn(round)) {
                progress.accept("round %d of %d: stream of %s, %s"
                        .formatted(round + 1, settings.rounds(), Report.bytes(size), target.name()));
                S3Endpoint s3 = target.s3();
                results.add(target, new Cell("STREAM up", size, 1),
                        target.measure(1, 1, 1, number -> s3.put(bucket, "stream", () -> new RepeatedBytes(size), size)));
                results.add(target, new Cell("STREAM down", size, 1), target.measure(1, 1, 1, number -> s3.get(bucket, "stream")));
                s3.delete(bucket, "stream");
            }
        }
    }

    /** Pages that begin anywhere in the bucket, and the first page by a delimiter, one connection. */
    private void list(int keys) throws IOException {
        String listed = "bench-" + UUID.randomUUID();
        List<Target> created = new ArrayList<>();
        try {
            for (Target target : targets) {
                progress.accept("storing %,d keys to list, %s".formatted(keys, target.name()));
                target.s3().createBucket(listed);
                created.add(target);
                Load.all(PREPARING_CONNECTIONS, keys, number -> target.s3().put(listed, folderKey(number), () -> new RepeatedBytes(1), 1));
            }
            int pages = Math.max(1, keys / PAGE);
            for (int round = 0; round < settings.rounds(); round++) {
                for (Target target : inTurn(round)) {
                    progress.accept("round %d of %d: listing %,d keys, %s".formatted(round + 1, settings.rounds(), keys, target.name()));
                    results.add(target, new Cell("LIST", keys, 1), target.measure(1, MOST_REQUESTS, settings.seconds(),
                            number -> target.s3().list(listed, folderKey(number * 37 % pages * PAGE - 1))));
                    results.add(target, new Cell("LIST by /", keys, 1), target.measure(1, MOST_REQUESTS, settings.seconds(),
                            number -> target.s3().listFolders(listed)));
                }
            }
        } finally {
            for (Target target : created) {
                remove(target.s3(), listed, 0, keys, Run::folderKey);
                target.s3().deleteBucket(listed);
            }
        }
    }

    private static void remove(S3Endpoint s3, String bucket, int from, int to, IntFunction<String> keys) throws IOException {
        for (int start = from; start < to; start += PAGE) {
            s3.deleteAll(bucket, IntStream.range(start, Math.min(to, start + PAGE)).mapToObj(keys).toList());
        }
    }

    private static String key(int number) {
        return number < 0 ? "key" : "key-%07d".formatted(number);
    }

    /** A hundred of them share a folder. */
    private static String folderKey(int number) {
        return number < 0 ? "key" : "key-%05d/%02d".formatted(number / 100, number % 100);
    }

    private List<Target> inTurn(int round) {
        List<Target> order = new ArrayList<>(targets);
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }
}
