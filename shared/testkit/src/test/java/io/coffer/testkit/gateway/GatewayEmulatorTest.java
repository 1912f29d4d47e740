package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.coffer.testkit.HandClock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole of it: sockets in front, processes behind. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatewayEmulatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private static Path directory;

    private static Path zip;
    private static GatewayEmulator gateway;
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws IOException {
        zip = directory.resolve("function.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                InputStream code = TestHandler.class.getResourceAsStream("TestHandler.class")) {
            out.putNextEntry(new ZipEntry("io/coffer/testkit/gateway/TestHandler.class"));
            code.transferTo(out);
        }
        gateway = emulator().start();
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
    }

    private static GatewayEmulator.Builder emulator() {
        return GatewayEmulator.of(HttpApiTemplateTest.TEMPLATE)
                .domain("s3.localhost")
                .parameter("ObjectsTimeout", "60")
                .throttle(1000, 1000)
                .zip("buckets", zip).zip("objects", zip).zip("FallbackFunction", zip).zip("leftout", zip)
                .environment("EXTRA", "overlaid")
                .withoutEnvironment("JOINED")
                .sandboxes(2);
    }

    @Test
    void aRequestReachesItsFunctionAsAnEvent() throws Exception {
        HttpResponse<String> response = send(request("/b/echo?x=1").PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json").header("x-amz-meta-a", "b"));
        JsonNode event = JSON.readTree(response.body());
        assertEquals(200, response.statusCode());
        assertEquals("ANY /{bucket}/{key+}", event.get("routeKey").textValue());
        assertEquals("/b/echo", event.get("rawPath").textValue());
        assertEquals("x=1", event.get("rawQueryString").textValue());
        assertEquals("{}", event.get("body").textValue());
        assertEquals("b", event.at("/headers/x-amz-meta-a").textValue());
        assertEquals("127.0.0.1:" + gateway.endpoint().getPort(), event.at("/headers/host").textValue());
        assertEquals("PathStyleApi", event.at("/requestContext/apiId").textValue());
        assertEquals(response.headers().firstValue("apigw-requestid").orElseThrow(), event.at("/requestContext/requestId").textValue());
    }

    @Test
    void functionsMayRunElsewhere() throws Exception {
        byte[] answer = "{\"statusCode\": 202, \"body\": \"from elsewhere\"}".getBytes(StandardCharsets.UTF_8);
        try (GatewayEmulator other = emulator()
                .functionsElsewhere(function -> (event, traceId) -> CompletableFuture.completedFuture(answer)).start()) {
            HttpResponse<String> response = CLIENT.send(
                    HttpRequest.newBuilder(other.endpoint().resolve("/b/echo")).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(202, response.statusCode());
            assertEquals("from elsewhere", response.body());
            assertArrayEquals(answer, other.invoke("buckets", new byte[0]).get());
        }
    }

    @Test
    void theTargetOfARequestNeedsNoGoodManners() throws Exception {
        String response = exchange("GET /b/a|^`/echo?a|b[] HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        JsonNode event = JSON.readTree(response.substring(response.indexOf("\r\n\r\n") + 4));
        assertEquals("/b/a|^`/echo", event.get("rawPath").textValue());
        assertEquals("a|b[]", event.get("rawQueryString").textValue());
    }

    @Test
    void hostsBelowTheDomainAreTheOtherApis() throws Exception {
        String response = exchange("GET /echo HTTP/1.1\r\nHost: bucket.s3.localhost:1\r\nConnection: close\r\n\r\n");
        JsonNode event = JSON.readTree(response.substring(response.indexOf("\r\n\r\n") + 4));
        assertEquals("GET /{key+}", event.get("routeKey").textValue());
        assertEquals("VirtualHostedApi", event.at("/requestContext/apiId").textValue());
        assertEquals("bucket.s3.localhost", event.at("/requestContext/domainName").textValue());
        assertEquals("bucket", event.at("/requestContext/domainPrefix").textValue());
        String unknown = exchange("PUT /echo HTTP/1.1\r\nHost: bucket.s3.localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertTrue(unknown.startsWith("HTTP/1.1 404 "), unknown);
        assertTrue(unknown.endsWith("{\"message\":\"Not Found\"}"), unknown);
    }

    @Test
    void whatNoRouteTakesGoesToDefault() throws Exception {
        assertEquals("$default", JSON.readTree(send(request("/b/").GET()).body()).get("routeKey").textValue());
    }

    @Test
    void bytesAndCookiesComeBack() throws Exception {
        HttpResponse<byte[]> response = CLIENT.send(request("/b/binary").GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(206, response.statusCode());
        assertArrayEquals(new byte[] {(byte) 0xff, 0}, response.body());
        assertEquals(List.of("a=b", "c=d"), response.headers().allValues("set-cookie"));
        assertEquals("2", response.headers().firstValue("content-length").orElseThrow());
    }

    @Test
    void headHasItsFunctionsLengthOrTheGateways() throws Exception {
        String head = "HEAD /b/head HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        String kept = exchange(head);
        assertTrue(kept.contains("content-length: 4711\r\n"), kept);
        assertTrue(kept.contains("ETag: \"e\"\r\n"), kept);
        assertTrue(kept.endsWith("\r\n\r\n"), kept);
        try (GatewayEmulator other = emulator().headContentLength(HeadContentLength.REPLACED).start()) {
            String replaced = exchange(other, head);
            assertTrue(replaced.contains("content-length: 0\r\n"), replaced);
            assertTrue(replaced.contains("x-amzn-remapped-content-length: 4711\r\n"), replaced);
            assertTrue(replaced.endsWith("\r\n\r\n"), replaced);
        }
    }

    @Test
    void a204HasNoLength() throws Exception {
        String response = exchange("DELETE /b/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 204 "), response);
        assertFalse(response.contains("content-length"), response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid", "throw", "large", "die"})
    void aFunctionThatFailsIsAnInternalServerError(String what) throws Exception {
        HttpResponse<String> response = send(request("/b/" + what).GET());
        assertEquals(500, response.statusCode());
        assertEquals("{\"message\":\"Internal Server Error\"}", response.body());
        assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
        assertEquals(200, send(request("/b/echo").GET()).statusCode(), "the function works on");
    }

    @Test
    void aFunctionsTimeoutEndsItsSandbox() throws Exception {
        try (GatewayEmulator own = emulator().parameter("ObjectsTimeout", "5").sandboxes(1).start()) {
            String before = send(request(own, "/b/count").GET()).body();
            assertEquals(500, send(request(own, "/b/hang").GET()).statusCode());
            String after = send(request(own, "/b/count").GET()).body();
            assertNotEquals(before.split(" ")[0], after.split(" ")[0]);
            assertEquals("1", after.split(" ")[1]);
            assertTrue(own.log("objects").stream().anyMatch(line -> line.contains("Task timed out after 5.00 seconds")));
        }
    }

    @Test
    void theGatewayWaitsOnlySoLong() throws Exception {
        try (GatewayEmulator impatient = emulator().integrationTimeout(Duration.ofMillis(20)).start()) {
            HttpResponse<String> response = send(request(impatient, "/b/hang").GET());
            assertEquals(503, response.statusCode());
            assertEquals("{\"message\":\"Service Unavailable\"}", response.body());
        }
    }

    @Test
    void aSandboxIsUsedAgain() throws Exception {
        try (GatewayEmulator own = emulator().start()) {
            String[] first = send(request(own, "/b/count").GET()).body().split(" ");
            String[] second = send(request(own, "/b/count").GET()).body().split(" ");
            assertEquals(first[0], second[0]);
            assertEquals("2", second[1]);
            SandboxReport report = own.sandboxes("objects").get(0);
            assertEquals(Long.parseLong(first[0]), report.pid());
            assertEquals(2, report.invocations());
            assertTrue(report.initialization().toMillis() > 0);
            own.recycle("objects");
            assertEquals("1", send(request(own, "/b/count").GET()).body().split(" ")[1]);
        }
    }

    /** Each of the two answers only once the other has begun. */
    @Test
    void invocationsAtTheSameTimeHaveSandboxesOfTheirOwn() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        HttpServer meeting = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService waiters = Executors.newFixedThreadPool(2);
        meeting.setExecutor(waiters);
        meeting.createContext("/", exchange -> {
            try {
                both.await(1, TimeUnit.MINUTES);
                exchange.sendResponseHeaders(200, -1);
            } catch (Exception e) {
                exchange.sendResponseHeaders(500, -1);
            }
            exchange.close();
        });
        meeting.start();
        try (GatewayEmulator own = emulator().start()) {
            String target = "/b/meet?http://127.0.0.1:" + meeting.getAddress().getPort() + "/";
            CompletableFuture<HttpResponse<String>> one =
                    CLIENT.sendAsync(request(own, target).GET().build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, send(request(own, target).GET()).statusCode());
            assertEquals(200, one.join().statusCode());
            assertEquals(2, own.sandboxes("objects").size());
        } finally {
            meeting.stop(0);
            waiters.shutdownNow();
        }
    }

    @Test
    void moreThanTheBurstIsTurnedAway() throws Exception {
        HandClock clock = new HandClock();
        try (GatewayEmulator slow = emulator().throttle(100, 2).clock(clock).start()) {
            assertEquals(200, send(request(slow, "/b/echo").GET()).statusCode());
            assertEquals(200, send(request(slow, "/b/echo").GET()).statusCode());
            HttpResponse<String> third = send(request(slow, "/b/echo").GET());
            assertEquals(429, third.statusCode());
            assertEquals("{\"message\":\"Too Many Requests\"}", third.body());
            assertNotEquals(429, send(request(slow, "/").GET()).statusCode(), "another route has a throttle of its own");
            clock.advance(Duration.ofMillis(10));
            assertEquals(200, send(request(slow, "/b/echo").GET()).statusCode());
        }
    }

    @Test
    void anEventTooLargeForLambdaIsRefused() throws Exception {
        HttpResponse<String> response = send(request("/b/count").PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[5 * MEGABYTE])));
        assertEquals(413, response.statusCode());
        assertEquals("{\"message\":\"Request Entity Too Large\"}", response.body());
        assertEquals(200, send(request("/b/count").PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[4 * MEGABYTE]))).statusCode());
    }

    @Test
    void anAnnouncedBodyTooLargeIsRefusedBeforeItIsSent() throws Exception {
        String response = exchange("PUT /b/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10485761\r\nExpect: 100-continue\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 413 "), response);
        assertTrue(response.endsWith("{\"message\":\"Request Entity Too Large\"}"), response);
    }

    /** The client sends all of it before it reads: the answer must still be there. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 20971520", "Transfer-Encoding: chunked"})
    void aBodyTooLargeIsRefusedWhileItComes(String framing) throws Exception {
        try (Socket socket = connect(gateway)) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /b/echo HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            boolean chunked = framing.startsWith("Transfer");
            try {
                for (int sent = 0; sent < 20; sent++) {
                    out.write((chunked ? "100000\r\n" : "").getBytes(StandardCharsets.US_ASCII));
                    out.write(new byte[MEGABYTE]);
                    out.write((chunked ? "\r\n" : "").getBytes(StandardCharsets.US_ASCII));
                }
                out.write((chunked ? "0\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException e) {
                throw new AssertionError("the connection was closed under the client", e);
            }
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(response.startsWith("HTTP/1.1 413 "), response);
            assertTrue(response.endsWith("{\"message\":\"Request Entity Too Large\"}"), response);
        }
    }

    @Test
    void aBodyIsAskedForWhereTheClientWaits() throws Exception {
        try (Socket socket = connect(gateway)) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /b/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n"
                    + "Content-Type: text/plain\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] proceed = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(proceed, StandardCharsets.US_ASCII));
            out.write("ok".getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(response.contains("\"body\":\"ok\""), response);
        }
    }

    @Test
    void aHeadTooLargeIsRefused() throws Exception {
        String fits = exchange("GET /b/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "x".repeat(10_000) + "\r\n\r\n");
        assertTrue(fits.startsWith("HTTP/1.1 204 "), fits);
        String response = exchange("GET /b/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "x".repeat(10_240) + "\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 431 "), response);
    }

    @Test
    void aFunctionSeesLambdasEnvironmentAndNoOther() throws Exception {
        String environment = send(request("/b/environment").GET()).body();
        for (String variable : List.of("AWS_LAMBDA_FUNCTION_NAME=objects", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256", "AWS_REGION=us-east-1",
                "AWS_ACCESS_KEY_ID=objects", "AWS_EXECUTION_ENV=AWS_Lambda_java25", "TABLE_PREFIX=coffer-", "EXTRA=overlaid",
                "DOMAIN=*.s3.localhost", "_HANDLER=io.coffer.testkit.gateway.TestHandler::handleRequest")) {
            assertTrue((" " + environment + " ").contains(" " + variable + " "), variable + " in " + environment);
        }
        assertFalse(environment.contains("JOINED="), environment);
        assertFalse(environment.contains("USER="), environment);
        assertEquals("objects arn:aws:lambda:us-east-1:123456789012:function:objects 256 true", send(request("/b/context").GET()).body());
    }

    @Test
    void whatAFunctionWritesIsKept() throws Exception {
        send(request("/b/nothing").GET());
        assertTrue(gateway.log("objects").contains("asked for nothing"), () -> gateway.log("objects").toString());
        assertTrue(gateway.log("objects").stream().anyMatch(line -> line.startsWith("REPORT RequestId: ")));
    }

    @Test
    void aFunctionCanBeInvokedWithoutTheGateway() throws Exception {
        assertEquals("{\"source\":\"aws.events\"}", new String(
                gateway.invoke("leftout", "{\"source\":\"aws.events\"}".getBytes(StandardCharsets.UTF_8)).get(), StandardCharsets.UTF_8));
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> gateway.invoke("leftout",
                "{\"rawPath\":\"/throw\"}".getBytes(StandardCharsets.UTF_8)).get());
        assertEquals(InvocationFailure.Kind.UNHANDLED, assertInstanceOf(InvocationFailure.class, thrown.getCause()).kind());
        assertTrue(thrown.getCause().getMessage().contains("thrown on purpose"), thrown.getCause().getMessage());
    }

    @Test
    void aHandlerThatIsNotThereFailsItsInvocations() throws Exception {
        Path empty = directory.resolve("empty.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(empty))) {
            out.putNextEntry(new ZipEntry("nothing"));
        }
        try (GatewayEmulator broken = emulator().zip("objects", empty).start()) {
            assertEquals(500, send(request(broken, "/b/echo").GET()).statusCode());
            assertEquals(500, send(request(broken, "/b/echo").GET()).statusCode());
            assertTrue(broken.log("objects").toString().contains("TestHandler"), () -> broken.log("objects").toString());
        }
    }

    /** A native function's zip has an executable of its own, which here is a script. */
    @Test
    void aZipWithABootstrapRunsIt() throws Exception {
        Path nativeZip = directory.resolve("native.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(nativeZip))) {
            out.putNextEntry(new ZipEntry("bootstrap"));
            out.write("#!/bin/sh\necho \"in $LAMBDA_TASK_ROOT\"\nexit 7\n".getBytes(StandardCharsets.US_ASCII));
        }
        try (GatewayEmulator own = emulator().zip("objects", nativeZip).workDirectory(directory.resolve("work")).start()) {
            assertEquals(500, send(request(own, "/b/echo").GET()).statusCode());
            assertEquals("in " + directory.resolve("work/objects"), own.log("objects").get(0));
        }
    }

    @Test
    void closingLeavesNoProcessAndNoFile() throws Exception {
        long pid;
        String root;
        try (GatewayEmulator own = emulator().start()) {
            pid = Long.parseLong(send(request(own, "/b/count").GET()).body().split(" ")[0]);
            root = send(request(own, "/b/environment").GET()).body().replaceAll(".*LAMBDA_TASK_ROOT=(\\S+).*", "$1");
            assertTrue(ProcessHandle.of(pid).isPresent());
            assertTrue(Files.exists(Path.of(root)));
        }
        assertTrue(ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true));
        assertFalse(Files.exists(Path.of(root)));
    }

    @Test
    void aZipThatIsNotThereIsNamed() {
        FileNotFoundException missing = assertThrows(FileNotFoundException.class,
                () -> emulator().zip("objects", directory.resolve("missing.zip")).start());
        assertTrue(missing.getMessage().contains("missing.zip"), missing.getMessage());
    }

    private static HttpRequest.Builder request(String target) {
        return request(gateway, target);
    }

    private static HttpRequest.Builder request(GatewayEmulator emulator, String target) {
        return HttpRequest.newBuilder(URI.create(emulator.endpoint() + target));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Socket connect(GatewayEmulator emulator) throws IOException {
        Socket socket = new Socket(emulator.endpoint().getHost(), emulator.endpoint().getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static String exchange(String request) throws IOException {
        return exchange(gateway, request);
    }

    private static String exchange(GatewayEmulator emulator, String request) throws IOException {
        try (Socket socket = connect(emulator)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
