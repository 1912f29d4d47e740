package io.coffer.housekeeping;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coffer.lambda.CloudClients;
import io.coffer.lambda.EmbeddedMetric;
import io.coffer.lambda.FunctionInstallation;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.usage.UsageMeter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The function of the schedule: reclaims what nobody points to any more, and prints how long the oldest of that has waited; then carries
 * out lifecycle rules; once an hour it aborts the old uploads of a twenty-fourth of the buckets and recounts those that are due. Whatever an
 * event says, it does the same.
 *
 * <p>A run lasts as long as there is work, until shortly before the function's timeout, which is shortly before the next run. Each kind of
 * work has its part of the time, and none waits for another to end. What is left, the next run takes up where this one stopped.
 */
@Singleton
public final class HousekeepingFunction implements RequestStreamHandler {

    private static final Logger LOG = Logger.getLogger(HousekeepingFunction.class);
    /** From one run to the next; what is done in an hour's first is done once an hour. */
    private static final int RUN_MINUTES = 5;
    private static final int HOURS = 24;
    /** For what was begun to come to its end. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(15);
    /** If nobody says how long a run may last. */
    private static final Duration USUAL = Duration.ofMinutes(4);
    /** Far more of the time goes by in waiting than in work. */
    private static final int THREADS = 32;

    private final CloudClients clients;

    HousekeepingFunction(CloudClients clients) {
        this.clients = clients;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        FunctionInstallation installation = new FunctionInstallation(clients);
        installation.requireFormat();
        Duration all = context == null ? USUAL : Duration.ofMillis(context.getRemainingTimeInMillis());
        Time time = new Time(installation.clock(), all);
        try (AtOnce atOnce = AtOnce.of(THREADS)) {
            run(installation, time, atOnce);
        }
    }

    private void run(FunctionInstallation installation, Time time, AtOnce atOnce) {
        Stores stores = installation.stores();
        Clock clock = installation.clock();
        ReclaimSweep reclaim = new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(),
                installation.blobs(), clock, () -> ReclaimSweep.REST, atOnce);
        long now = clock.millis();
        long pendingBefore = now - ReclaimSweep.PENDING_BY_OTHERS.toMillis();
        Deadline half = Deadline.in(time.left(2), clock);
        reclaim.run(pendingBefore, half);
        boolean isLeft = half.isOver();
        flush(stores.meter());
        stores.reclaim().oldestTime(ReclaimQueue.Kind.DUE).ifPresentOrElse(
                oldest -> print(installation.name(), now, (now - oldest) / 1000),
                () -> print(installation.name(), now, 0));
        OffsetDateTime began = Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC);
        if (began.getMinute() < RUN_MINUTES) {
            new OldUploadSweep(stores, installation.lifecycles(), installation.uploadAge(), clock)
                    .run(time.left(4), bucket -> Math.floorMod(bucket.id().hashCode(), HOURS) == began.getHour());
            flush(stores.meter());
            new UsageRecount(stores, clock).run(time.left(2));
        }
        new LifecycleSweep(stores.lifecycles(), stores.buckets(), installation.lifecycles(), stores.objects(), stores.expiry(),
                stores.uploads(), clock).run(Deadline.in(time.left(1), clock), atOnce);
        flush(stores.meter());
        if (isLeft) {
            reclaim.run(pendingBefore, Deadline.in(time.left(1), clock));
            flush(stores.meter());
        }
    }

    /** The time of one run. */
    private static final class Time {

        private final Clock clock;
        private final long end;

        Time(Clock clock, Duration all) {
            this.clock = clock;
            this.end = clock.millis() + all.minus(LAST_STEPS).toMillis();
        }

        /** One of so many equal parts of what is left. */
        Duration left(int parts) {
            return Duration.ofMillis(Math.max(0, end - clock.millis()) / parts);
        }
    }

    /** Counts what was removed. A run that cannot say so has removed it all the same. */
    private static void flush(UsageMeter meter) {
        try {
            meter.flush();
        } catch (RuntimeException e) {
            LOG.warn("counts were not written", e);
        }
    }

    /** For the function's log, from which CloudWatch takes it. */
    private static void print(String installation, long millis, long ageSeconds) {
        EmbeddedMetric age = new EmbeddedMetric(Map.of("TablePrefix", installation), "ReclaimAgeSeconds", "Seconds");
        System.out.println(age.line(Instant.ofEpochMilli(millis), (double) Math.max(0, ageSeconds)));
    }
}
