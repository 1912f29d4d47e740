package io.coffer.standalone.server;

import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.embedded.EngineFigure;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.AnsweredRequest;
import io.coffer.pipeline.RequestObserver;
import io.coffer.standalone.data.DiskSpace;
import io.coffer.standalone.observation.RecentActivity;
import io.coffer.standalone.observation.RequestLog;
import io.coffer.standalone.observation.RequestMetrics;
import io.coffer.standalone.observation.Traces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All who are told of requests. */
final class Observers implements RequestObserver, AutoCloseable {

    private final RequestMetrics metrics;
    private final RecentActivity activity;
    private final Optional<Traces> traces;
    private final List<RequestObserver> all;

    private Observers(RequestMetrics metrics, RecentActivity activity, Optional<Traces> traces, Optional<RequestLog> log) {
        this.metrics = metrics;
        this.activity = activity;
        this.traces = traces;
        List<RequestObserver> observers = new ArrayList<>(List.of(metrics, activity));
        traces.ifPresent(observers::add);
        log.ifPresent(observers::add);
        this.all = List.copyOf(observers);
    }

    static Observers of(ServeOptions options, OrderedTables tables, DiskSpace space, Clock clock) {
        return new Observers(metrics(tables, space), new RecentActivity(clock), options.traceEndpoint().map(Traces::new),
                options.requestLog().map(file -> new RequestLog()));
    }

    private static RequestMetrics metrics(OrderedTables tables, DiskSpace space) {
        RequestMetrics metrics = new RequestMetrics();
        metrics.gauge("coffer_disk_usable_bytes", "What the file system of the data directory has left", space::usable);
        metrics.gauge("coffer_disk_reserve_bytes", "Writes are refused if no more than this is left", space::reserve);
        if (tables instanceof EmbeddedTables embedded) {
            for (EngineFigure figure : EngineFigure.values()) {
                metrics.gauge("coffer_rocksdb_" + figure.metricName(), figure.description(), () -> embedded.figure(figure));
            }
        }
        return metrics;
    }

    @Override
    public void answered(AnsweredRequest request) {
        all.forEach(one -> one.answered(request));
    }

    RequestMetrics metrics() {
        return metrics;
    }

    RecentActivity activity() {
        return activity;
    }

    @Override
    public void close() {
        traces.ifPresent(Traces::close);
        metrics.close();
    }
}
