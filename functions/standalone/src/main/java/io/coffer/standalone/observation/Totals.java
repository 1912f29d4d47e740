package io.coffer.standalone.observation;

import io.coffer.keys.Activity.Counts;
import io.coffer.keys.Activity.Latency;
import io.coffer.pipeline.AnsweredRequest;
import org.HdrHistogram.IntCountsHistogram;

/** Counts of some requests. Not thread-safe. */
final class Totals {

    /** In microseconds; what took longer counts as long. */
    private static final long LONGEST = 30_000_000;
    /** One significant digit takes a kilobyte and a half. */
    private static final int DIGITS = 1;

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final IntCountsHistogram micros = new IntCountsHistogram(LONGEST, DIGITS);
    private long refused;
    private long failed;
    private long received;
    private long sent;

    void add(AnsweredRequest request) {
        micros.recordValue(Math.min(LONGEST, Math.max(0, request.untilAnswered().toNanos() / 1_000)));
        received += request.received();
        sent += request.sent();
        if (request.status() >= SERVER_ERROR) {
            failed++;
        } else if (request.status() >= CLIENT_ERROR) {
            refused++;
        }
    }

    Totals add(Totals other) {
        micros.add(other.micros);
        refused += other.refused;
        failed += other.failed;
        received += other.received;
        sent += other.sent;
        return this;
    }

    Counts counts() {
        return new Counts(micros.getTotalCount(), refused, failed, received, sent, new Latency(
                micros.getValueAtPercentile(50), micros.getValueAtPercentile(90), micros.getValueAtPercentile(99)));
    }
}
