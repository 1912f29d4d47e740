package io.coffer.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Uploads in parts: the parts, several at a time, and the completion. */
final class PartsRun {

    private static final int CONNECTIONS = 8;
    private static final double ALL_OF_THEM = 3600;
    private static final String KEY = "parts";

    private final Settings.Parts parts;
    private final String bucket;
    private final Results results;
    private final Consumer<String> progress;

    PartsRun(Settings.Parts parts, String bucket, Results results, Consumer<String> progress) {
        this.parts = parts;
        this.bucket = bucket;
        this.results = results;
        this.progress = progress;
    }

    /** @param inTurn the targets of a round, in its order */
    void measure(int rounds, IntFunction<List<Target>> inTurn) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (Target target : inTurn.apply(round)) {
                progress.accept("round %d of %d: %d parts of %s, %s"
                        .formatted(round + 1, rounds, parts.count(), Report.bytes(parts.bytes()), target.name()));
                upload(target);
            }
        }
    }

    private void upload(Target target) throws IOException {
        S3Endpoint s3 = target.s3();
        String upload = s3.createUpload(bucket, KEY);
        List<String> etags = new ArrayList<>(Collections.nCopies(parts.count(), ""));
        results.add(target, new Cell("PART", parts.bytes(), CONNECTIONS),
                target.measure(CONNECTIONS, parts.count(), ALL_OF_THEM, number -> etags.set(number,
                        s3.uploadPart(bucket, KEY, upload, number + 1, () -> new RepeatedBytes(parts.bytes()), parts.bytes()))));
        results.add(target, new Cell("COMPLETE", parts.count(), 1),
                target.measure(1, 1, 1, number -> s3.completeUpload(bucket, KEY, upload, etags)));
        s3.delete(bucket, KEY);
    }
}
