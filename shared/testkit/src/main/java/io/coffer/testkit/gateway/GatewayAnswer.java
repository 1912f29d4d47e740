package io.coffer.testkit.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What a client is answered.
 *
 * @param headers names as the function wrote them
 */
record GatewayAnswer(int status, List<Map.Entry<String, String>> headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "content-type";

    /** The function's answer is none that the gateway can read. */
    static final class Invalid extends Exception {

        Invalid(String message) {
            super(message);
        }
    }

    /** The gateway's own: a body of one message. */
    static GatewayAnswer message(int status, String message) {
        return new GatewayAnswer(status, List.of(Map.entry(CONTENT_TYPE, "application/json")),
                ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a function's answer, payload format 2.0. Without a {@code statusCode} all of it is the body of a 200, JSON or not: that is
     * wider than the documentation, and what the authors of AWS's own emulator (aws/aws-lambda-dotnet, LambdaTestTool) say they observed.
     *
     * @throws Invalid if it has a {@code statusCode} but not the form that goes with it
     */
    static GatewayAnswer of(byte[] payload) throws Invalid {
        JsonNode answer = parse(payload);
        if (!answer.has("statusCode")) {
            String text = answer.isTextual() ? answer.textValue() : new String(payload, StandardCharsets.UTF_8);
            return new GatewayAnswer(200, List.of(Map.entry(CONTENT_TYPE, "application/json")), text.getBytes(StandardCharsets.UTF_8));
        }
        JsonNode status = answer.get("statusCode");
        if (!status.isInt() || status.intValue() < 100 || status.intValue() > 599) {
            throw new Invalid("statusCode is " + status);
        }
        return new GatewayAnswer(status.intValue(), headers(answer), body(answer));
    }

    /** A missing node if it is no JSON. */
    private static JsonNode parse(byte[] payload) {
        try {
            return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static List<Map.Entry<String, String>> headers(JsonNode answer) throws Invalid {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        JsonNode given = answer.path("headers");
        if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
            throw new Invalid("headers is " + given.getNodeType());
        }
        for (Map.Entry<String, JsonNode> header : given.properties()) {
            if (!header.getValue().isValueNode()) {
                throw new Invalid("the header " + header.getKey() + " is " + header.getValue().getNodeType());
            }
            if (!header.getValue().isNull()) {
                headers.add(Map.entry(header.getKey(), header.getValue().asText()));
            }
        }
        if (headers.stream().noneMatch(header -> header.getKey().equalsIgnoreCase(CONTENT_TYPE))) {
            headers.add(Map.entry(CONTENT_TYPE, "text/plain; charset=utf-8"));
        }
        for (JsonNode cookie : answer.path("cookies")) {
            headers.add(Map.entry("set-cookie", cookie.asText()));
        }
        return headers;
    }

    private static byte[] body(JsonNode answer) throws Invalid {
        JsonNode body = answer.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        if (!body.isTextual()) {
            throw new Invalid("body is " + body.getNodeType());
        }
        if (!answer.path("isBase64Encoded").asBoolean(false)) {
            return body.textValue().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body.textValue());
        } catch (IllegalArgumentException e) {
            throw new Invalid("body is no base64");
        }
    }
}
