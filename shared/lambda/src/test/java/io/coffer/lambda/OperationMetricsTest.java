package io.coffer.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.pipeline.AnsweredRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperationMetricsTest {

    private static final Instant BEGAN = Instant.parse("2026-11-30T12:00:00.250Z");

    private final List<String> lines = new ArrayList<>();
    private final OperationMetrics metrics = new OperationMetrics("coffer-", lines::add);

    private static AnsweredRequest answered(Optional<String> operation, int status) {
        return new AnsweredRequest("REQUEST", BEGAN, "192.0.2.7", "PUT", "s3", operation, Optional.of("ACCOUNT"), Optional.of("ACCESSKEY"),
                Optional.of("ACCOUNT"), Optional.of("my-bucket"), Optional.of("TRACE"), status, Optional.of("NoSuchKey"), 5, 7,
                Optional.of(Duration.ofMillis(1)), Duration.ofNanos(12_500_000));
    }

    /** As the specification wants it that {@link EmbeddedMetric} names. */
    @Test
    void everyRequestIsALineInTheEmbeddedMetricFormat() throws IOException {
        metrics.answered(answered(Optional.of("PutObject"), 200));

        JsonNode expected = new ObjectMapper().readTree("""
                {"_aws": {"Timestamp": 1796040000250, "CloudWatchMetrics": [{
                    "Namespace": "Coffer",
                    "Dimensions": [["TablePrefix", "Operation", "Status"]],
                    "Metrics": [{"Name": "RequestMilliseconds", "Unit": "Milliseconds"}]}]},
                 "TablePrefix": "coffer-", "Operation": "PutObject", "Status": "2xx", "RequestMilliseconds": 12.5}""");
        assertEquals(1, lines.size());
        assertEquals(expected, new ObjectMapper().readTree(lines.get(0)));
        assertFalse(lines.get(0).contains("\n"));
    }

    @ParameterizedTest
    @CsvSource({"204, 2xx", "304, 3xx", "404, 4xx", "503, 5xx"})
    void statusesAreToldByTheirClassOnly(int status, String told) throws IOException {
        metrics.answered(answered(Optional.of("GetObject"), status));

        assertEquals(told, new ObjectMapper().readTree(lines.get(0)).path("Status").asText());
    }

    @Test
    void refusedBeforeTheOperationIsKnownIsNoMetricOfItsOwnForEachRequest() throws IOException {
        metrics.answered(answered(Optional.empty(), 400));

        assertEquals("none", new ObjectMapper().readTree(lines.get(0)).path("Operation").asText());
    }

    @Test
    void nothingIsToldOfWhoAskedForWhat() {
        metrics.answered(answered(Optional.of("PutObject"), 200));

        for (String told : List.of("REQUEST", "192.0.2.7", "ACCOUNT", "ACCESSKEY", "my-bucket", "TRACE")) {
            assertFalse(lines.get(0).contains(told), told);
        }
    }
}
