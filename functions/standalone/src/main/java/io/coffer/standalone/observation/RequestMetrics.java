package io.coffer.standalone.observation;

import io.coffer.pipeline.AnsweredRequest;
import io.coffer.pipeline.RequestObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Counts requests by operation, status and error, with bytes and latencies, beside what the JVM tells of itself. Labels are names of
 * operations, statuses and error codes only, so that clients cannot make up new ones.
 */
public final class RequestMetrics implements RequestObserver, AutoCloseable {

    private static final String NO_OPERATION = "none";
    private static final String NO_ERROR = "none";
    /** From a read of metadata in memory to a request that a client sees time out. */
    private static final Duration[] LATENCIES = List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000).stream()
            .map(Duration::ofMillis).toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<Outcome, Counter> requests = new ConcurrentHashMap<>();
    private final Map<String, OfOperation> operations = new ConcurrentHashMap<>();

    private record Outcome(String operation, int status, String error) {}

    private record OfOperation(Timer untilAnswered, DistributionSummary received, DistributionSummary sent) {}

    public RequestMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /**
     * Adds a number that is asked for whenever metrics are read.
     *
     * @param name with underscores, and its unit at its end
     */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).strongReference(true).register(registry);
    }

    @Override
    public void answered(AnsweredRequest request) {
        String operation = request.operation().orElse(NO_OPERATION);
        String error = request.error().orElse(NO_ERROR);
        requests.computeIfAbsent(new Outcome(operation, request.status(), error), this::counter).increment();
        OfOperation meters = operations.computeIfAbsent(operation, this::meters);
        meters.untilAnswered.record(request.untilAnswered());
        meters.received.record((double) request.received());
        meters.sent.record((double) request.sent());
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("coffer_requests")
                .description("Requests that were answered")
                .tag("operation", outcome.operation)
                .tag("status", String.valueOf(outcome.status))
                .tag("error", outcome.error)
                .register(registry);
    }

    private OfOperation meters(String operation) {
        return new OfOperation(
                Timer.builder("coffer_request_duration")
                        .description("Time until the head of the response was ready")
                        .serviceLevelObjectives(LATENCIES)
                        .tag("operation", operation)
                        .register(registry),
                bytes("coffer_request_received", "Bytes of requests' bodies", operation),
                bytes("coffer_request_sent", "Bytes of responses' bodies", operation));
    }

    private DistributionSummary bytes(String name, String description, String operation) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit("bytes")
                .tag("operation", operation)
                .register(registry);
    }

    /** All metrics in the format that a scrape asks for, by its Accept header. */
    public Page page(Optional<String> accept) {
        String type = accept.filter(asked -> asked.contains("application/openmetrics-text"))
                .map(asked -> "application/openmetrics-text; version=1.0.0; charset=utf-8")
                .orElse("text/plain; version=0.0.4; charset=utf-8");
        return new Page(type, registry.scrape(type));
    }

    /** A page of metrics. */
    public record Page(String contentType, String text) {}

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
