package io.coffer.testkit.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an HTTP API makes of a request: the event of a Lambda proxy integration, payload format 2.0. What has no value is left out, as
 * in recorded events, except for {@code rawQueryString}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">API Gateway
 *     Developer Guide, payload format version</a>
 */
final class GatewayEvent {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /**
     * Headers of one connection, which end at the gateway, and {@code Expect}, which it answers. No page lists them for HTTP APIs; recorded
     * events show none of them.
     */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection", "keep-alive", "proxy-connection", "transfer-encoding", "te", "trailer", "upgrade", "expect");

    private GatewayEvent() {}

    /** @param requestId the one that the answer's {@code apigw-requestid} repeats */
    static byte[] of(GatewayRequest request, Routes.Match match, HttpApiTemplate.Api api, String requestId, Instant time) {
        String path = UrlDecoding.path(request.rawPath());
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", match.route().key());
        event.put("rawPath", path);
        event.put("rawQueryString", request.rawQuery());
        putCookies(event, request);
        Map<String, String> headers = headers(request, time);
        event.set("headers", texts(headers));
        if (!request.rawQuery().isEmpty()) {
            event.set("queryStringParameters", texts(queryParameters(request.rawQuery())));
        }
        event.set("requestContext", context(request, match, path, api.logicalId(), requestId, time));
        if (!match.pathParameters().isEmpty()) {
            event.set("pathParameters", texts(match.pathParameters()));
        }
        if (!api.stageVariables().isEmpty()) {
            event.set("stageVariables", texts(api.stageVariables()));
        }
        putBody(event, request);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode texts(Map<String, String> map) {
        ObjectNode node = JSON.createObjectNode();
        map.forEach(node::put);
        return node;
    }

    /** Cookies have a field of their own and are no header any more. */
    private static void putCookies(ObjectNode event, GatewayRequest request) {
        ArrayNode cookies = JSON.createArrayNode();
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().equalsIgnoreCase("cookie")) {
                for (String cookie : header.getValue().split(";")) {
                    cookies.add(cookie.strip());
                }
            }
        }
        if (!cookies.isEmpty()) {
            event.set("cookies", cookies);
        }
    }

    /** Names in lower case, values of one name joined by commas; the gateway adds its own. */
    private static Map<String, String> headers(GatewayRequest request, Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_PASSED_ON.contains(name) && !name.equals("cookie")) {
                headers.merge(name, header.getValue(), (one, other) -> one + "," + other);
            }
        }
        boolean saidEmpty = "0".equals(headers.get("content-length"));
        headers.put("content-length", String.valueOf(request.body().length));
        if (saidEmpty) {
            // "API Gateway adds the Content-type header to your request if there is no payload and the Content-Length is 0" (Important
            // notes for HTTP APIs). Which one is not written there; AWS's own emulator, aws/aws-lambda-dotnet's LambdaTestTool, has this.
            headers.putIfAbsent("content-type", "text/plain; charset=utf-8");
        }
        headers.putIfAbsent("x-amzn-trace-id", TraceId.at(time));
        headers.merge("x-forwarded-for", request.sourceIp(), (one, other) -> one + ", " + other);
        headers.put("x-forwarded-port", "443");
        headers.put("x-forwarded-proto", "https");
        return headers;
    }

    private static Map<String, String> queryParameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = UrlDecoding.queryPart(equals < 0 ? part : part.substring(0, equals));
                String value = equals < 0 ? "" : UrlDecoding.queryPart(part.substring(equals + 1));
                parameters.merge(name, value, (one, other) -> one + "," + other);
            }
        }
        return parameters;
    }

    private static ObjectNode context(
            GatewayRequest request, Routes.Match match, String path, String apiId, String requestId, Instant time) {
        String domain = request.hostName();
        ObjectNode context = JSON.createObjectNode();
        context.put("accountId", EmulatedAccount.ID);
        context.put("apiId", apiId);
        context.put("domainName", domain);
        context.put("domainPrefix", domain.contains(".") ? domain.substring(0, domain.indexOf('.')) : domain);
        ObjectNode http = context.putObject("http");
        http.put("method", request.method());
        http.put("path", path);
        http.put("protocol", request.protocol());
        http.put("sourceIp", request.sourceIp());
        http.put("userAgent", request.header("user-agent").orElse(""));
        context.put("requestId", requestId);
        context.put("routeKey", match.route().key());
        context.put("stage", "$default");
        context.put("time", TIME.format(time));
        context.put("timeEpoch", time.toEpochMilli());
        return context;
    }

    private static void putBody(ObjectNode event, GatewayRequest request) {
        boolean text = request.header("content-encoding").isEmpty() && isText(request.header("content-type").orElse(""));
        if (request.body().length > 0) {
            event.put("body", text
                    ? new String(request.body(), StandardCharsets.UTF_8)
                    : Base64.getEncoder().encodeToString(request.body()));
        }
        event.put("isBase64Encoded", request.body().length > 0 && !text);
    }

    /**
     * Which bodies arrive as text, with U+FFFD for what is no UTF-8. Not said for HTTP APIs; load balancers have this list, and the rule
     * that a {@code Content-Encoding} makes it base64 whatever the type: a recorded event of an HTTP API agrees, a gzip of JSON.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Application Load Balancers,
     *     Lambda functions as targets</a>
     */
    private static boolean isText(String contentType) {
        String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || type.endsWith("+json") || type.endsWith("+xml")
                || Set.of("application/json", "application/xml", "application/javascript").contains(type);
    }
}
