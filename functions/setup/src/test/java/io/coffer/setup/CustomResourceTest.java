package io.coffer.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stack is told. */
class CustomResourceTest {

    private final List<JsonNode> told = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private HttpServer stack;

    @BeforeEach
    void listen() throws IOException {
        stack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stack.createContext("/", exchange -> {
            told.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 200 : 405, -1);
            exchange.close();
        });
        stack.start();
    }

    @AfterEach
    void stop() {
        stack.stop(0);
    }

    private void carryOut(String requestType, Runnable action) throws IOException {
        CustomResource.read(stream("""
                {"RequestType": "%s", "ResponseURL": "http://127.0.0.1:%d/answer?X-Amz-Signature=1", "StackId": "stack",
                 "RequestId": "request", "LogicalResourceId": "FirstKeys"}""".formatted(requestType, stack.getAddress().getPort())))
                .carryOut(action, new ByteArrayOutputStream());
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void successIsTold() throws IOException {
        carryOut("Create", () -> done.add("made"));

        assertEquals(List.of("made"), done);
        assertEquals("""
                {"Status":"SUCCESS","Reason":"","PhysicalResourceId":"FirstKeys","StackId":"stack","RequestId":"request",\
                "LogicalResourceId":"FirstKeys"}""", told.get(0).toString());
    }

    /** A stack that is not told waits for an hour. */
    @Test
    void failureIsTold() throws IOException {
        carryOut("Create", () -> {
            throw new IllegalStateException("no key");
        });

        assertEquals("FAILED", told.get(0).get("Status").asText());
        assertEquals("no key", told.get(0).get("Reason").asText());
    }

    @Test
    void aDeletionTouchesNothing() throws IOException {
        carryOut("Delete", () -> done.add("made"));

        assertEquals(List.of(), done);
        assertEquals("SUCCESS", told.get(0).get("Status").asText());
    }

    @Test
    void whoeverInvokesTheFunctionWithoutAStackGetsTheAnswer() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        CustomResource.read(stream("{}")).carryOut(() -> done.add("made"), output);

        assertEquals("{\"Status\":\"SUCCESS\"}", output.toString(StandardCharsets.UTF_8));
        assertThrows(IllegalStateException.class, () -> CustomResource.read(stream("{}")).carryOut(() -> {
            throw new IllegalStateException("no key");
        }, output));
    }
}
