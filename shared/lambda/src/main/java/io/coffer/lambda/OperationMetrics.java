package io.coffer.lambda;

import io.coffer.pipeline.AnsweredRequest;
import io.coffer.pipeline.RequestObserver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells CloudWatch how long each request took, by operation and class of status: a line in the function's log. How many there were is the
 * metric's number of samples. Names of operations and four classes are all that is told, so that clients cannot make up new metrics.
 */
final class OperationMetrics implements RequestObserver {

    private static final String NO_OPERATION = "none";
    private static final int CLASS = 100;
    private static final double NANOS_PER_MILLISECOND = Duration.ofMillis(1).toNanos();

    private final String installation;
    private final Consumer<String> log;

    /** @param installation the prefix of its tables, which tells it from others */
    OperationMetrics(String installation, Consumer<String> log) {
        this.installation = installation;
        this.log = log;
    }

    @Override
    public void answered(AnsweredRequest request) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("TablePrefix", installation);
        dimensions.put("Operation", request.operation().orElse(NO_OPERATION));
        dimensions.put("Status", request.status() / CLASS + "xx");
        EmbeddedMetric metric = new EmbeddedMetric(dimensions, "RequestMilliseconds", "Milliseconds");
        log.accept(metric.line(request.began(), request.untilAnswered().toNanos() / NANOS_PER_MILLISECOND));
    }
}
