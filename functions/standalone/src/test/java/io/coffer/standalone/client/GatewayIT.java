package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import io.coffer.standalone.ServerProcess;
import io.coffer.testkit.ManualClock;
import io.coffer.testkit.front.Distribution;
import io.coffer.testkit.gateway.GatewayEmulator;
import io.coffer.testkit.gateway.HeadContentLength;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What clients meet behind a gateway and nowhere else: its limits, and the streaming endpoint beside it that has none of them. */
final class GatewayIT {

    private static final int MIB = 1 << 20;
    /** More requests than any rate of these tests lets pass. */
    private static final int MANY = 1_000;
    /** More than an answer of Lambda's carries. */
    private static final int TOO_LARGE = 6 * MIB;

    @TempDir
    private static Path data;

    private static GuardedInstallation installation;
    private static ServerProcess streaming;
    private static GatewayEmulator gateway;
    private static S3Client s3;
    private static S3Client streamingS3;
    private static Distribution front;
    private static S3Client frontS3;
    private static String bucket;

    @BeforeAll
    static void start() throws IOException {
        installation = GuardedInstallation.open();
        streaming = ServerProcess.start(data, installation.streamingEnvironment(), List.of(ServerProcess.ALL_COMPILERS));
        gateway = gateway(b -> b.throttle(1_000_000, 1_000_000));
        s3 = client(origin(gateway), b -> {});
        streamingS3 = client(streaming.endpoint(), b -> {});
        front = Distribution.start(0, Path.of("../../infra/front/viewer-request.js"),
                Distribution.gatewayAndStreaming(gateway.endpoint(), streaming.endpoint()));
        frontS3 = client(front.endpoint(), b -> {});
        bucket = "t-" + UUID.randomUUID();
        s3.createBucket(r -> r.bucket(bucket));
    }

    @AfterAll
    static void stop() throws IOException {
        frontS3.close();
        front.close();
        s3.close();
        streamingS3.close();
        gateway.close();
        System.err.print(streaming.errors());
        streaming.close();
        installation.close();
    }

    private static GatewayEmulator gateway(Consumer<GatewayEmulator.Builder> settings) throws IOException {
        GatewayEmulator.Builder builder =
                installation.gateway().environment("COFFER_STREAMING_ENDPOINT", streaming.endpoint().toString());
        settings.accept(builder);
        return builder.start();
    }

    /** Another gateway in front of the same functions, which are warm. */
    private static GatewayEmulator anotherGateway(Consumer<GatewayEmulator.Builder> settings) throws IOException {
        return gateway(settings.andThen(b -> b.functionsElsewhere(function -> (event, trace) -> gateway.invoke(function.name(), event))));
    }

    private static URI origin(GatewayEmulator emulator) {
        return URI.create("http://localhost:" + emulator.endpoint().getPort());
    }

    private static S3Client client(URI origin, Consumer<S3ClientBuilder> settings) {
        S3ClientBuilder builder = S3Client.builder()
                .endpointOverride(origin)
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(TestServer.CREDENTIALS))
                .forcePathStyle(true)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        settings.accept(builder);
        return builder.build();
    }

    private static RawRequest raw(String method, String target) {
        return RawRequest.of(method, URI.create(origin(gateway) + target));
    }

    private static void assertMessage(int status, String message, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals("{\"message\":\"" + message + "\"}", answer.body());
    }

    @Test
    void aHundredRequestsASecondPassAfterABurstAndTheSdkTriesTheOthersAgain() throws IOException {
        ManualClock clock = new ManualClock();
        try (GatewayEmulator throttled = anotherGateway(b -> b.clock(clock).throttle(100, 200))) {
            assertEquals(Map.of(403, 200L, 429, 60L), atOnce(260, origin(throttled)));
            clock.advance(Duration.ofSeconds(1));
            assertEquals(Map.of(403, 100L, 429, 30L), atOnce(130, origin(throttled)));
            assertMessage(429, "Too Many Requests", RawRequest.of("GET", origin(throttled)).send());
            AtomicInteger refusals = new AtomicInteger();
            // Each refusal lets one more request through.
            ExecutionInterceptor retries = whenRefused(429, () -> {
                refusals.incrementAndGet();
                clock.advance(Duration.ofMillis(10));
            });
            try (S3Client patient = client(origin(throttled), b -> b.overrideConfiguration(c -> c.addExecutionInterceptor(retries)))) {
                for (int i = 0; i < 10; i++) {
                    assertTrue(patient.listBuckets().hasBuckets());
                }
            }
            assertEquals(10, refusals.get());
        }
    }

    /**
     * The rate is one request a second, of which two may come at once. docs/deploying-on-aws.md says that each new sandbox answers at the
     * whole rate.
     */
    @Test
    void functionsHoldAnAccountToItsRateAndTheSdkTriesTheOthersAgain() throws IOException {
        int sandboxes = 2;
        s3.putObject(r -> r.bucket(bucket).key("rate"), RequestBody.fromString("value"));
        try (GatewayEmulator limited = gateway(b -> b.environment("COFFER_REQUESTS_PER_SECOND", "1").sandboxes(sandboxes))) {
            RawRequest get = RawRequest.of("GET", URI.create(origin(limited) + "/" + bucket + "/rate")).signed();
            long began = System.nanoTime();
            List<HttpResponse<String>> answers = untilRefused(get);
            long seconds = 1 + Duration.ofNanos(System.nanoTime() - began).toSeconds();

            long passed = answers.stream().filter(answer -> answer.statusCode() == 200).count();
            assertTrue(passed >= 1 && passed <= sandboxes * (2 + seconds), () -> passed + " in " + seconds + " seconds");
            List<HttpResponse<String>> refused = answers.stream().filter(answer -> answer.statusCode() != 200).toList();
            for (HttpResponse<String> answer : refused) {
                assertEquals(503, answer.statusCode(), answer::body);
                assertTrue(answer.body().contains("<Code>SlowDown</Code><Message>Please reduce your request rate.</Message>"),
                        answer::body);
                assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
            }
            AtomicInteger refusals = new AtomicInteger();
            try (S3Client patient = client(origin(limited), b -> b.overrideConfiguration(c -> c
                    .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(20).build())
                    .addExecutionInterceptor(whenRefused(503, refusals::incrementAndGet))))) {
                for (int i = 0; i < MANY && refusals.get() == 0; i++) {
                    assertEquals("value", patient.getObjectAsBytes(r -> r.bucket(bucket).key("rate")).asUtf8String());
                }
            }
            assertTrue(refusals.get() > 0, "no request of the SDK was refused");
        }
    }

    /** Ten at a time, until the function refuses some. */
    private static List<HttpResponse<String>> untilRefused(RawRequest request) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        while (answers.stream().allMatch(answer -> answer.statusCode() == 200)) {
            assertTrue(answers.size() < MANY, "no request was refused");
            List<CompletableFuture<HttpResponse<String>>> ten =
                    Stream.generate(() -> CompletableFuture.supplyAsync(request::send)).limit(10).toList();
            ten.forEach(answer -> answers.add(answer.join()));
        }
        return answers;
    }

    private static ExecutionInterceptor whenRefused(int status, Runnable action) {
        return new ExecutionInterceptor() {
            @Override
            public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
                if (context.httpResponse().statusCode() == status) {
                    action.run();
                }
            }
        };
    }

    /** How often each status was the answer. */
    private static Map<Integer, Long> atOnce(int requests, URI address) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(address).build();
        List<CompletableFuture<HttpResponse<Void>>> answers =
                Stream.generate(() -> client.sendAsync(request, BodyHandlers.discarding())).limit(requests).toList();
        Map<Integer, Long> counts = new TreeMap<>();
        answers.forEach(answer -> counts.merge(answer.join().statusCode(), 1L, Long::sum));
        return counts;
    }

    /** The gateway takes 10 MB, Lambda 6 MB of Base64. */
    @ParameterizedTest
    @ValueSource(ints = {10 * MIB + 1, 5 * MIB})
    void aBodyThatDoesNotPassIsTurnedAway(int size) {
        assertMessage(413, "Request Entity Too Large", raw("PUT", "/" + bucket + "/large").body(new byte[size]).signed().send());
    }

    @Test
    void whatPassesMayHaveAboutFourAndAHalfMegabytesEachWay() {
        byte[] sent = S3ClientTest.bytes(4_600_000, 1);
        s3.putObject(r -> r.bucket(bucket).key("most"), RequestBody.fromBytes(sent));
        assertArrayEquals(sent, s3.getObjectAsBytes(r -> r.bucket(bucket).key("most")).asByteArray());
        assertArrayEquals(sent, streamingS3.getObjectAsBytes(r -> r.bucket(bucket).key("most")).asByteArray());
    }

    private static byte[] putTooLarge(String key) {
        byte[] sent = S3ClientTest.bytes(TOO_LARGE, key.hashCode());
        streamingS3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(sent));
        return sent;
    }

    @Test
    void aDownloadThatDoesNotPassIsSentToTheStreamingEndpoint() throws Exception {
        byte[] sent = putTooLarge("down load/ä");
        String target = "/" + bucket + "/down%20load/%C3%A4";
        RawRequest signed = raw("GET", target).signed();
        HttpResponse<String> redirect = signed.send();
        assertEquals(307, redirect.statusCode(), redirect::body);
        assertTrue(redirect.body().contains("<Code>TemporaryRedirect</Code>"), redirect::body);
        URI location = URI.create(redirect.headers().firstValue("Location").orElseThrow());
        assertEquals(streaming.endpoint().getAuthority(), location.getAuthority());
        HttpResponse<String> got = signed.redirectedTo(location).send();
        assertEquals(200, got.statusCode(), got::body);
        assertEquals('"' + DigestUtils.md5Hex(sent) + '"', got.headers().firstValue("ETag").orElse(""));

        HttpClient following = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
        URI presigned = raw("GET", target).presigned(Duration.ofMinutes(5), Clock.systemUTC());
        HttpResponse<byte[]> followed = following.send(HttpRequest.newBuilder(presigned).build(), BodyHandlers.ofByteArray());
        assertEquals(200, followed.statusCode());
        assertArrayEquals(sent, followed.body());
    }

    @Test
    void whereAnAddressLeadsIsGoodNoLongerThanTheAddress() throws Exception {
        putTooLarge("soon");
        URI presigned = raw("GET", "/" + bucket + "/soon").presigned(Duration.ofSeconds(60), Clock.systemUTC());
        HttpResponse<String> redirect = RawRequest.of("GET", presigned).send();
        assertEquals(307, redirect.statusCode(), redirect::body);
        String location = redirect.headers().firstValue("Location").orElseThrow();
        int seconds = Integer.parseInt(location.replaceFirst(".*X-Amz-Expires=(\\d+).*", "$1"));
        assertTrue(seconds <= 60, location);
    }

    /** What the AWS SDKs, which follow no redirect to another host, can do. */
    @Test
    void aLargeObjectIsReadInRanges() {
        byte[] sent = putTooLarge("ranges");
        S3Exception redirect = S3ClientTest.assertRefused(307, "TemporaryRedirect",
                () -> s3.getObjectAsBytes(r -> r.bucket(bucket).key("ranges")));
        assertTrue(redirect.awsErrorDetails().rawResponse().asUtf8String()
                .contains("<Endpoint>" + streaming.endpoint().getAuthority() + "</Endpoint>"));
        assertEquals(TOO_LARGE, s3.headObject(r -> r.bucket(bucket).key("ranges")).contentLength());
        for (int first : new int[] {0, 3 * MIB}) {
            byte[] range = s3.getObjectAsBytes(
                    r -> r.bucket(bucket).key("ranges").range("bytes=%d-%d".formatted(first, first + 3 * MIB - 1))).asByteArray();
            assertArrayEquals(Arrays.copyOfRange(sent, first, first + 3 * MIB), range);
        }
    }

    @Test
    void anUploadWhosePartsWouldNotPassIsNotBegun() {
        S3Exception refusal = S3ClientTest.assertRefused(400, "EntityTooLarge",
                () -> s3.createMultipartUpload(r -> r.bucket(bucket).key("parts")));
        assertTrue(refusal.getMessage().contains(streaming.endpoint().toString()), refusal::getMessage);
        Multipart upload = Multipart.begin(streamingS3, bucket, "parts");
        upload.part(1, S3ClientTest.bytes(5 * MIB, 1));
        upload.part(2, S3ClientTest.bytes(1000, 2));
        upload.complete();
        assertEquals(5 * MIB + 1000, s3.headObject(r -> r.bucket(bucket).key("parts")).contentLength());
        s3.deleteObject(r -> r.bucket(bucket).key("parts"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "a%252Fb", "a?b"})
    void aKeyThatTheGatewayWouldChangeIsRefusedAndSaysWhereItIsNot(String key) {
        S3Exception refusal = S3ClientTest.assertRefused(403, "SignatureDoesNotMatch",
                () -> s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("value")));
        assertTrue(refusal.getMessage().contains("API gateway"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(streaming.endpoint().toString()), refusal::getMessage);
        streamingS3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("value"));
        assertEquals("value", streamingS3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String());
        assertTrue(s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream().anyMatch(object -> object.key().equals(key)));
    }

    /** Nothing, what a function carries, and what it does not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 4_500_000, 5 * MIB, 15 * MIB})
    void anObjectOfAnySizePassesTheFrontAsItIs(int size) {
        byte[] sent = S3ClientTest.bytes(size, size);
        frontS3.putObject(r -> r.bucket(bucket).key("front/" + size), RequestBody.fromBytes(sent));
        assertArrayEquals(sent, frontS3.getObjectAsBytes(r -> r.bucket(bucket).key("front/" + size)).asByteArray());
        assertEquals(size, frontS3.headObject(r -> r.bucket(bucket).key("front/" + size)).contentLength());
    }

    /** As the CLI copies 100 MB: parts of 8 MiB up, ranges of 8 MiB down. */
    @Test
    void aMultipartUploadAndRangesPassTheFront() {
        byte[] sent = S3ClientTest.bytes(100_000_000, 7);
        int partSize = 8 * MIB;
        Multipart upload = Multipart.begin(frontS3, bucket, "front/parts");
        for (int first = 0; first < sent.length; first += partSize) {
            upload.part(first / partSize + 1, Arrays.copyOfRange(sent, first, Math.min(sent.length, first + partSize)));
        }
        upload.complete();
        for (int first = 0; first < sent.length; first += partSize) {
            int last = Math.min(sent.length, first + partSize) - 1;
            String range = "bytes=%d-%d".formatted(first, last);
            assertArrayEquals(Arrays.copyOfRange(sent, first, last + 1),
                    frontS3.getObjectAsBytes(r -> r.bucket(bucket).key("front/parts").range(range)).asByteArray());
        }
        assertArrayEquals(sent, frontS3.getObjectAsBytes(r -> r.bucket(bucket).key("front/parts")).asByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "a%252Fb", "a?b"})
    void aKeyThatTheGatewayWouldChangePassesTheFront(String key) {
        frontS3.putObject(r -> r.bucket(bucket).key("front/" + key), RequestBody.fromString(key));
        assertEquals(key, frontS3.getObjectAsBytes(r -> r.bucket(bucket).key("front/" + key)).asUtf8String());
    }

    @Test
    void aRefusalPassesTheFrontAsItIs() {
        S3ClientTest.assertRefused(404, "NoSuchKey", () -> frontS3.getObjectAsBytes(r -> r.bucket(bucket).key("front/nothing")));
        frontS3.putObject(r -> r.bucket(bucket).key("front/ten"), RequestBody.fromString("0123456789"));
        S3ClientTest.assertRefused(416, "InvalidRange",
                () -> frontS3.getObjectAsBytes(r -> r.bucket(bucket).key("front/ten").range("bytes=20-")));
    }

    /** Alarms and deployments leave out the 503 of a function: that is SlowDown. */
    @Test
    void aFunctionThatIsNotReadyFailsAndRefusesNothing(@TempDir Path directory) throws IOException {
        Path anotherKey = Files.write(directory.resolve("master.key"), new byte[32]);
        try (GatewayEmulator notReady = gateway(b -> b.environment("COFFER_MASTER_KEY_FILE", anotherKey.toString()));
                S3Client client = client(origin(notReady), b -> {})) {
            S3Exception failure = assertThrows(S3Exception.class, client::listBuckets);
            assertEquals(500, failure.statusCode());
            assertEquals("InternalError", failure.awsErrorDetails().errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource(HeadContentLength.class)
    void headAnswersWhateverTheGatewayDoesToItsLength(HeadContentLength treatment) throws IOException {
        s3.putObject(r -> r.bucket(bucket).key("head").metadata(Map.of("a", "1")), RequestBody.fromString("value"));
        try (GatewayEmulator other = anotherGateway(b -> b.headContentLength(treatment));
                S3Client client = client(origin(other), b -> {})) {
            HeadObjectResponse head = client.headObject(r -> r.bucket(bucket).key("head"));
            assertEquals(Map.of("a", "1"), head.metadata());
            assertEquals(treatment == HeadContentLength.KEPT ? 5 : 0, head.contentLength());
            assertEquals(treatment == HeadContentLength.KEPT ? List.of() : List.of("5"),
                    head.sdkHttpResponse().matchingHeaders("x-amzn-remapped-content-length"));
            S3ClientTest.assertRefused(404, () -> client.headObject(r -> r.bucket(bucket).key("no-such-key")));
            assertEquals("value", client.getObjectAsBytes(r -> r.bucket(bucket).key("head")).asUtf8String());
        }
    }

    @AfterEach
    void nothingWasDenied() {
        assertEquals(List.of(), installation.denied());
    }
}
