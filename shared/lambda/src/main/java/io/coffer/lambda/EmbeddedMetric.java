package io.coffer.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * A metric in CloudWatch's embedded format. CloudWatch takes it from the log of the function that prints its line.
 *
 * @param dimensions names and values; each combination of values is a metric of its own, and paid for
 * @param unit one of CloudWatch's, such as Seconds
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     CloudWatch User Guide, embedded metric format</a>
 */
public record EmbeddedMetric(Map<String, String> dimensions, String name, String unit) {

    private static final String NAMESPACE = "Coffer";
    private static final JsonFactory JSON = new JsonFactory();

    /** The line that says that the metric had a value at that time. */
    public String line(Instant time, double value) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeObjectFieldStart("_aws");
            json.writeNumberField("Timestamp", time.toEpochMilli());
            json.writeArrayFieldStart("CloudWatchMetrics");
            writeDirective(json);
            json.writeEndArray();
            json.writeEndObject();
            for (Map.Entry<String, String> dimension : dimensions.entrySet()) {
                json.writeStringField(dimension.getKey(), dimension.getValue());
            }
            json.writeNumberField(name, value);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string could not be written", e);
        }
        return line.toString();
    }

    private void writeDirective(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeArray(dimensions.keySet().toArray(String[]::new), 0, dimensions.size());
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        json.writeStartObject();
        json.writeStringField("Name", name);
        json.writeStringField("Unit", unit);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
