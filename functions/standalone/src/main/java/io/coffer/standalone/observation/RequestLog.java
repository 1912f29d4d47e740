package io.coffer.standalone.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coffer.pipeline.AnsweredRequest;
import io.coffer.pipeline.RequestObserver;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Writes a line of JSON for each request. */
public final class RequestLog implements RequestObserver {

    /** The category whose lines go to the file. */
    private static final String CATEGORY = "coffer.requests";
    private static final Logger LINES = Logger.getLogger(CATEGORY);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MOST_BYTES = "100M";
    private static final String OLD_FILES = "5";
    private static final int NANOS_OF_MICRO = 1_000;

    /** What Quarkus is told of a log that goes to a file. A file that becomes too long is renamed, and some old ones are kept. */
    public static Map<String, String> settings(Path file) {
        return Map.of(
                "quarkus.log.category.\"" + CATEGORY + "\".level", "INFO",
                "quarkus.log.category.\"" + CATEGORY + "\".handlers", "requests",
                "quarkus.log.category.\"" + CATEGORY + "\".use-parent-handlers", "false",
                "quarkus.log.handler.file.\"requests\".enabled", "true",
                "quarkus.log.handler.file.\"requests\".path", file.toAbsolutePath().toString(),
                "quarkus.log.handler.file.\"requests\".format", "%s%n",
                "quarkus.log.handler.file.\"requests\".rotation.max-file-size", MOST_BYTES,
                "quarkus.log.handler.file.\"requests\".rotation.max-backup-index", OLD_FILES);
    }

    @Override
    public void answered(AnsweredRequest request) {
        try {
            LINES.info(JSON.writeValueAsString(line(request)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What there is not is left out. */
    private static Map<String, Object> line(AnsweredRequest request) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", request.began().toString());
        line.put("requestId", request.requestId());
        line.put("remoteAddress", request.remoteAddress());
        request.accountId().ifPresent(id -> line.put("account", id));
        request.accessKeyId().ifPresent(id -> line.put("accessKeyId", id));
        line.put("method", request.method());
        line.put("service", request.service());
        request.operation().ifPresent(name -> line.put("operation", name));
        request.bucket().ifPresent(name -> line.put("bucket", name));
        line.put("status", request.status());
        request.error().ifPresent(code -> line.put("error", code));
        line.put("received", request.received());
        line.put("sent", request.sent());
        request.untilAuthorised().ifPresent(time -> line.put("authorisedMicros", micros(time)));
        line.put("answeredMicros", micros(request.untilAnswered()));
        return line;
    }

    private static long micros(Duration time) {
        return time.toNanos() / NANOS_OF_MICRO;
    }
}
