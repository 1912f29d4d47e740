package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Metrics at {@code /_metrics}, the log of requests, and traces. */
class ObservationIT {

    private static final String BUCKET = "observed";
    private static final String TOKEN = "a-token-of-enough-characters";
    private static final byte[] BYTES = new byte[1_000];
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern METRIC = Pattern.compile("\\b(coffer|jvm|process)_[a-z0-9_]+");

    @TempDir
    private static Path directory;
    private static ServerProcess server;
    private static Collector collector;
    private static S3Client s3;

    @BeforeAll
    static void start() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        collector = Collector.start();
        server = ServerProcess.start(directory.resolve("data"), Map.of(), List.of(),
                "--metrics-token", token.toString(), "--request-log", log().toString(),
                "--trace-endpoint", collector.address().toString());
        s3 = SdkClients.withoutRetries(server);
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.putObject(r -> r.bucket(BUCKET).key("key"), RequestBody.fromBytes(BYTES));
        assertThrows(NoSuchKeyException.class, () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("no-such-key")));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
        collector.close();
    }

    private static Path log() {
        return directory.resolve("requests.log");
    }

    private static HttpResponse<String> get(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> metrics(String... headers) throws IOException, InterruptedException {
        return get(server.endpoint().resolve("/_metrics"), headers);
    }

    /** The value of a metric with labels; empty if there is none. */
    private static Optional<Double> value(String page, String name, String... labels) {
        return page.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }

    private static List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log())) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void requestsAreCountedByOperationStatusAndError() throws Exception {
        HttpResponse<String> page = metrics();

        assertEquals(200, page.statusCode());
        assertEquals(Optional.of(1.0), value(page.body(), "coffer_requests_total",
                "operation=\"PutObject\"", "status=\"200\"", "error=\"none\""));
        assertEquals(Optional.of(1.0), value(page.body(), "coffer_requests_total",
                "operation=\"GetObject\"", "status=\"404\"", "error=\"NoSuchKey\""));
        assertEquals(Optional.of(1.0), value(page.body(), "coffer_request_duration_seconds_count", "operation=\"PutObject\""));
        assertTrue(value(page.body(), "coffer_request_received_bytes_sum", "operation=\"PutObject\"").orElseThrow() >= BYTES.length);
    }

    @Test
    void metricsTellOfEngineDiskAndMemory() throws Exception {
        String page = metrics().body();

        for (String name : List.of("coffer_disk_usable_bytes", "coffer_disk_reserve_bytes", "coffer_rocksdb_keys",
                "coffer_rocksdb_writes_stopped", "coffer_requests_in_flight", "jvm_memory_used_bytes", "process_cpu_usage")) {
            assertTrue(value(page, name).isPresent(), name);
        }
    }

    @Test
    void metricsThroughAProxyNeedTheToken() throws Exception {
        assertEquals(403, metrics("X-Forwarded-For", "192.0.2.1").statusCode());
        assertEquals(403, metrics("Authorization", "Bearer another").statusCode());
        assertEquals(200, metrics("X-Forwarded-For", "192.0.2.1", "Authorization", "Bearer " + TOKEN).statusCode());
    }

    /** The dashboard asks for the metrics that there are. */
    @Test
    void theDashboardNamesMetricsThatExist() throws Exception {
        JsonNode dashboard = JSON.readTree(Path.of("../../infra/observability/grafana-dashboard.json").toFile());
        List<String> names = dashboard.findValuesAsText("expr").stream()
                .flatMap(expression -> METRIC.matcher(expression).results().map(MatchResult::group))
                .distinct()
                .toList();
        String page = metrics().body();

        assertTrue(names.size() > 10, names::toString);
        for (String name : names) {
            assertTrue(value(page, name).isPresent(), name);
        }
    }

    /** Texts and ids stand in OTLP's protobuf as they are. */
    @Test
    void aRequestIsASpanOfTheTraceThatItsClientNames() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        get(server.endpoint().resolve("/traced-bucket/secret-key?X-Amz-Signature=c2lnbmF0dXJl"),
                "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        Collector.Batch batch = collector.await(one -> one.has(HexFormat.of().parseHex(trace)));
        assertEquals("/v1/traces", batch.path());
        assertEquals("application/x-protobuf", batch.contentType());
        for (String text : List.of("service.name", "coffer", "traced-bucket", "error.type", "http.response.status_code")) {
            assertTrue(batch.has(text.getBytes(StandardCharsets.UTF_8)), text);
        }
        Collector.Batch put = collector.await(one -> one.has("PutObject".getBytes(StandardCharsets.UTF_8)));
        assertTrue(put.has("authorised".getBytes(StandardCharsets.UTF_8)));
        for (String secret : List.of("secret-key", "c2lnbmF0dXJl", server.accessKeyId(), "Credential")) {
            assertFalse(collector.everHas(secret.getBytes(StandardCharsets.UTF_8)), secret);
        }
    }

    @Test
    void theLogHasALineForEachRequest() throws Exception {
        JsonNode put = lines().stream().filter(line -> line.path("operation").asText().equals("PutObject")).findFirst().orElseThrow();
        JsonNode get = lines().stream().filter(line -> line.path("operation").asText().equals("GetObject")).findFirst().orElseThrow();

        assertEquals(BUCKET, put.path("bucket").asText());
        assertEquals(200, put.path("status").asInt());
        assertEquals("000000000000", put.path("account").asText());
        assertTrue(put.path("received").asLong() >= BYTES.length);
        assertTrue(put.has("authorisedMicros") && put.has("answeredMicros"));
        assertFalse(put.has("error"));
        assertEquals("NoSuchKey", get.path("error").asText());
    }

    /** Who changed users and keys is found in the log. */
    @Test
    void requestsOfIamAreObservedToo() throws Exception {
        try (IamClient iam = SdkClients.iam(server)) {
            iam.createUser(r -> r.userName("observed"));
            assertThrows(NoSuchEntityException.class, () -> iam.deleteUser(r -> r.userName("nobody")));
        }

        JsonNode created = line("CreateUser");
        assertEquals("iam", created.path("service").asText());
        assertEquals(200, created.path("status").asInt());
        assertEquals(server.accessKeyId(), created.path("accessKeyId").asText());
        assertEquals("000000000000", created.path("account").asText());
        assertTrue(created.has("authorisedMicros"));
        assertEquals("NoSuchEntity", line("DeleteUser").path("error").asText());
        assertEquals(Optional.of(1.0), value(metrics().body(), "coffer_requests_total",
                "operation=\"DeleteUser\"", "status=\"404\"", "error=\"NoSuchEntity\""));
    }

    /** What an action is called before its signature is verified anybody can make up. */
    @Test
    void anUnsignedQueryHasNoOperation() throws Exception {
        HTTP.send(HttpRequest.newBuilder(server.endpoint()).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Action=MadeUp&Version=2010-05-08")).build(), BodyHandlers.discarding());

        JsonNode refused = lines().stream().filter(line -> line.path("error").asText().equals("MissingAuthenticationToken"))
                .findFirst().orElseThrow();
        assertFalse(refused.has("operation"));
        assertFalse(Files.readString(log()).contains("MadeUp"));
    }

    @Test
    void requestsOfS3ControlAreObservedToo() throws Exception {
        get(server.endpoint().resolve("/v20180820/tags/arn%3Aaws%3As3%3A%3A%3Aobserved"), "x-amz-account-id", "000000000000");

        JsonNode refused = lines().stream().filter(line -> line.path("service").asText().equals("s3-control")).findFirst().orElseThrow();
        assertEquals("AccessDenied", refused.path("error").asText());
        assertEquals(403, refused.path("status").asInt());
    }

    private static JsonNode line(String operation) throws IOException {
        return lines().stream().filter(line -> line.path("operation").asText().equals(operation)).findFirst().orElseThrow();
    }

    @Test
    void theLogHasNoSignatureAndNoQuery() throws Exception {
        try (S3Presigner presigner = SdkClients.presignerFor(server)) {
            URI link = URI.create(presigner.presignGetObject(r -> r
                    .signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(get -> get.bucket(BUCKET).key("key"))).url().toString());
            assertEquals(200, get(link).statusCode());
        }

        String log = Files.readString(log());
        assertTrue(lines().stream().anyMatch(line -> line.path("operation").asText().equals("GetObject")
                && line.path("status").asInt() == 200));
        for (String secret : List.of("X-Amz", "Signature", "Credential")) {
            assertFalse(log.contains(secret), secret);
        }
        assertEquals(lines().size(), lines().stream().map(line -> line.path("requestId").asText()).collect(Collectors.toSet()).size());
    }
}
