package io.coffer.newestsdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Router;
import io.coffer.protocol.http.S3Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The model of boto3 and the AWS CLI, of a Python with botocore. */
final class BotocoreModelTest {

    private static final String MODEL = "data/s3/2006-03-01/service-2.json";

    /** Older names for operations that have the same requests under newer ones. */
    private static final Map<String, String> RENAMED = Map.of(
            "GetBucketLifecycle", "GetBucketLifecycleConfiguration",
            "PutBucketLifecycle", "PutBucketLifecycleConfiguration",
            "GetBucketNotification", "GetBucketNotificationConfiguration",
            "PutBucketNotification", "PutBucketNotificationConfiguration",
            // Without its optional parameter it differs from ListBuckets by the service that the request is signed for.
            "ListDirectoryBuckets", "ListBuckets");

    @Test
    void everyOperationIsRouted() throws IOException, InterruptedException {
        JsonNode model = model();
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> routed = new TreeMap<>();
        model.get("operations").fields().forEachRemaining(operation -> {
            String name = operation.getKey();
            expected.put(name, RENAMED.getOrDefault(name, name));
            routed.put(name, routed(model, operation.getValue()));
        });
        assertEquals(expected, routed);
    }

    private static String routed(JsonNode model, JsonNode operation) {
        String uri = operation.get("http").get("requestUri").asText().replace("{Bucket}", "bucket").replace("{Key+}", "key");
        String[] target = uri.split("\\?", 2);
        Map<String, String> query = new LinkedHashMap<>();
        S3Headers headers = new S3Headers().set("host", "localhost");
        if (operation.has("input")) {
            JsonNode input = model.get("shapes").get(operation.get("input").get("shape").asText());
            for (JsonNode required : input.path("required")) {
                JsonNode member = input.get("members").get(required.asText());
                switch (member.path("location").asText()) {
                    case "querystring" -> query.put(member.get("locationName").asText(), "1");
                    case "header" -> headers.set(member.get("locationName").asText(), "1");
                    default -> { }
                }
            }
        }
        String required =
                query.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).reduce((a, b) -> a + "&" + b).orElse("");
        String rawQuery = Stream.of(target.length > 1 ? target[1] : "", required)
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "&" + b)
                .orElse(null);
        S3Request request = new S3Request(operation.get("http").get("method").asText(), target[0], rawQuery, headers,
                new QueryParameters(rawQuery), InputStream.nullInputStream(), false, "127.0.0.1");
        return S3Router.route(request, request.address("localhost")).operation().awsName();
    }

    private static JsonNode model() throws IOException, InterruptedException {
        Path botocore = botocore();
        Path plain = botocore.resolve(MODEL);
        if (Files.exists(plain)) {
            return new ObjectMapper().readTree(plain.toFile());
        }
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(botocore.resolve(MODEL + ".gz")))) {
            return new ObjectMapper().readTree(packed);
        }
    }

    private static Path botocore() throws IOException, InterruptedException {
        Process python;
        try {
            python = new ProcessBuilder("python3", "-c", "import botocore; print(botocore.__path__[0])")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return skipped();
        }
        String path = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        return python.waitFor() == 0 ? Path.of(path) : skipped();
    }

    private static Path skipped() {
        assumeTrue(false, "there is no python3 with botocore");
        throw new IllegalStateException();
    }
}
