package io.coffer.housekeeping;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coffer.lambda.CloudClients;
import io.coffer.lambda.EmbeddedMetric;
import io.coffer.lambda.FunctionInstallation;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/** The function of the schedule. Whatever an event says, it does the same: a {@link HousekeepingRun}. */
@Singleton
public final class HousekeepingFunction implements RequestStreamHandler {

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
        try (AtOnce atOnce = AtOnce.of(THREADS)) {
            EmbeddedMetric age = new EmbeddedMetric(Map.of("TablePrefix", installation.name()), "ReclaimAgeSeconds", "Seconds");
            new HousekeepingRun(installation.stores(), installation.blobs(), installation.lifecycles(),
                    installation.uploadAge(), installation.clock(), atOnce,
                    (at, seconds) -> System.out.println(age.line(at, seconds))).run(all);
        }
    }
}
