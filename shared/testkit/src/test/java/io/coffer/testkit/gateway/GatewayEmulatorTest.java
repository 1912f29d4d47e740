package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.coffer.testkit.ManualClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulated gateway in front of its functions: routes, events, answers and limits. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatewayEmulatorTest extends EmulatedGatewayTest {

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
    void anAddressThatFunctionsAreToldIsTaken() throws Exception {
        List<Integer> connected = new ArrayList<>();
        GatewayEmulator.Builder builder = emulator().ownPort("VirtualHostedApi", 0).functionsElsewhere(function -> {
            URI address = URI.create(function.environment().getOrDefault("ADDRESS", ""));
            if (address.getHost() != null) {
                try (Socket client = new Socket(address.getHost(), address.getPort())) {
                    connected.add(client.getPort());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return (event, trace) -> CompletableFuture.completedFuture(event);
        });
        try (GatewayEmulator other = builder.start()) {
            assertEquals(List.of(other.endpoint().getPort()), connected);
        }
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

    @Test
    void theGatewayWaitsOnlySoLong() throws Exception {
        try (GatewayEmulator impatient = emulator().integrationTimeout(Duration.ofMillis(20)).start()) {
            HttpResponse<String> response = send(request(impatient, "/b/hang").GET());
            assertEquals(503, response.statusCode());
            assertEquals("{\"message\":\"Service Unavailable\"}", response.body());
        }
    }

    @Test
    void moreThanTheBurstIsTurnedAway() throws Exception {
        ManualClock clock = new ManualClock();
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
}
