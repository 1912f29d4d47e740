package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions behind the emulated gateway: processes that begin, are used again and end. */
@Tag("long")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmulatedFunctionsTest extends EmulatedGatewayTest {

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
}
