package io.coffer.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway hands a function: an event of payload format 2.0, nothing of it interpreted.
 *
 * @param rawPath percent-decoded by an HTTP API; as it was sent by a function URL
 * @param rawQuery as it was sent, null if there is none
 * @param headers by their names in lower case, repeated ones joined by commas
 * @param text the body where the gateway took it for text; else null
 * @param binary the body otherwise; null if there is none or it is text
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">API Gateway
 *     Developer Guide, Lambda proxy integrations, payload format version</a>
 */
record GatewayEvent(
        String method,
        String rawPath,
        @Nullable String rawQuery,
        Map<String, String> headers,
        List<String> cookies,
        @Nullable String text,
        byte @Nullable [] binary,
        @Nullable String domainName,
        String sourceIp,
        @Nullable String userAgent) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IOException if it is no such event */
    static GatewayEvent read(InputStream json) throws IOException {
        Reading reading = new Reading();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the event is no object");
            }
            reading.event(parser);
        }
        return reading.done();
    }

    /** The fields as they come; the body's may come before the one that says how it is encoded. */
    private static final class Reading {

        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<String> cookies = new ArrayList<>();
        private @Nullable String method;
        private @Nullable String rawPath;
        private @Nullable String rawQuery;
        private @Nullable String body;
        private boolean base64;
        private @Nullable String domainName;
        private @Nullable String sourceIp;
        private @Nullable String userAgent;

        void event(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "rawPath" -> rawPath = parser.getText();
                    case "rawQueryString" -> rawQuery = parser.getText();
                    case "body" -> body = parser.getValueAsString();
                    case "isBase64Encoded" -> base64 = parser.getBooleanValue();
                    case "headers" -> headers(parser, value);
                    case "cookies" -> cookies(parser, value);
                    case "requestContext" -> context(parser, value);
                    default -> parser.skipChildren();
                }
            }
        }

        private void headers(JsonParser parser, JsonToken value) throws IOException {
            while (value == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                headers.put(name, parser.getText());
            }
        }

        private void cookies(JsonParser parser, JsonToken value) throws IOException {
            while (value == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.VALUE_STRING) {
                cookies.add(parser.getText());
            }
        }

        private void context(JsonParser parser, JsonToken value) throws IOException {
            while (value == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken child = parser.nextToken();
                if (name.equals("domainName")) {
                    domainName = parser.getText();
                } else if (name.equals("http")) {
                    http(parser, child);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void http(JsonParser parser, JsonToken value) throws IOException {
            while (value == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "method" -> method = parser.getText();
                    case "sourceIp" -> sourceIp = parser.getText();
                    case "userAgent" -> userAgent = parser.getText();
                    default -> parser.skipChildren();
                }
            }
        }

        GatewayEvent done() throws IOException {
            if (method == null || rawPath == null) {
                throw new IOException("the event is not of payload format 2.0");
            }
            byte @Nullable [] binary = null;
            if (base64 && body != null) {
                try {
                    binary = Base64.getDecoder().decode(body);
                } catch (IllegalArgumentException e) {
                    throw new IOException("the event's body is no Base64", e);
                }
            }
            return new GatewayEvent(method, rawPath, rawQuery == null || rawQuery.isEmpty() ? null : rawQuery, headers, cookies,
                    base64 ? null : body, binary, domainName,
                    sourceIp == null ? "" : sourceIp, userAgent);
        }
    }
}
