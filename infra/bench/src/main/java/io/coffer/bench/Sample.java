package io.coffer.bench;

import java.util.Arrays;

/**
 * What one cell did on one endpoint in one round.
 *
 * @param cpuSeconds the server's processor time meanwhile; NaN if the process is not on this machine
 */
record Sample(long count, double seconds, double p50Millis, double p90Millis, double p99Millis, double cpuSeconds) {

    /** @param nanos the latency of every request, in any order */
    static Sample of(long[] nanos, double seconds, double cpuSeconds) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Sample(sorted.length, seconds, millis(sorted, 0.5), millis(sorted, 0.9), millis(sorted, 0.99), cpuSeconds);
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
    }

    double perSecond() {
        return count / seconds;
    }

    /** The server's processor time for one request, in milliseconds. */
    double cpuMillis() {
        return cpuSeconds * 1000 / count;
    }
}
