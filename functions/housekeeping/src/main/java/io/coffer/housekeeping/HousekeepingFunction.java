package io.coffer.housekeeping;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.lambda.CloudClients;
import io.coffer.lambda.Installation;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.usage.UsageMeter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The function of the schedule: carries out lifecycle rules, then reclaims what nobody points to any more, and prints how long the oldest
 * of that has waited; once an hour it aborts the old uploads of a twenty-fourth of the buckets and recounts those that are due. Whatever an
 * event says, it does the same; a run that is cut off leaves the rest to the next.
 */
@Singleton
public final class HousekeepingFunction implements RequestStreamHandler {

    private static final Logger LOG = Logger.getLogger(HousekeepingFunction.class);
    /** From one run to the next; what is done in an hour's first is done once an hour. */
    private static final int RUN_MINUTES = 5;
    private static final int HOURS = 24;
    private static final Duration OLD_UPLOADS = Duration.ofMinutes(1);
    /** Leaves the rest of a run's time to what cannot wait a week. */
    private static final Duration RECOUNT = Duration.ofMinutes(2);
    private static final String NAMESPACE = "Coffer";
    private static final String RECLAIM_AGE = "ReclaimAgeSeconds";
    private static final String DIMENSION = "TablePrefix";

    private final CloudClients clients;
    private final ObjectMapper json = new ObjectMapper();

    HousekeepingFunction(CloudClients clients) {
        this.clients = clients;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Installation installation = new Installation(clients);
        installation.requireFormat();
        Stores stores = installation.stores();
        new LifecycleSweep(stores.lifecycles(), stores.buckets(), installation.lifecycles(), stores.objects(), stores.expiry(),
                stores.uploads(), installation.clock()).run();
        flush(stores.meter());
        long now = installation.clock().millis();
        new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), installation.blobs(),
                installation.clock(), () -> ReclaimSweep.REST).run(now - ReclaimSweep.PENDING_BY_OTHERS.toMillis());
        flush(stores.meter());
        stores.reclaim().oldestTime(ReclaimQueue.Kind.DUE).ifPresentOrElse(
                oldest -> print(installation.name(), now, (now - oldest) / 1000),
                () -> print(installation.name(), now, 0));
        OffsetDateTime time = Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC);
        if (time.getMinute() < RUN_MINUTES) {
            new OldUploadSweep(stores, installation.lifecycles(), installation.uploadAge(), installation.clock())
                    .run(OLD_UPLOADS, bucket -> Math.floorMod(bucket.id().hashCode(), HOURS) == time.getHour());
            flush(stores.meter());
            new UsageRecount(stores, installation.clock()).run(RECOUNT);
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

    /**
     * A metric in CloudWatch's embedded format, which it takes from the function's log.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
     *     CloudWatch User Guide, embedded metric format</a>
     */
    private void print(String installation, long millis, long ageSeconds) {
        Map<String, Object> metric = Map.of(
                "Namespace", NAMESPACE,
                "Dimensions", List.of(List.of(DIMENSION)),
                "Metrics", List.of(Map.of("Name", RECLAIM_AGE, "Unit", "Seconds")));
        System.out.println(json.valueToTree(Map.of(
                "_aws", Map.of("Timestamp", millis, "CloudWatchMetrics", List.of(metric)),
                DIMENSION, installation,
                RECLAIM_AGE, Math.max(0, ageSeconds))));
    }
}
