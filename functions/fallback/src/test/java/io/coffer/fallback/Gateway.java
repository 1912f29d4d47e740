package io.coffer.fallback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coffer.lambda.EventHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests as the AWS SDK signs them, handed on in events of the shape that AWS documents for payload format 2.0. */
final class Gateway {

    static final String ACCESS_KEY_ID = "AKIATESTTESTTESTTEST";
    static final String SECRET = "test/secret+access/key0123456789abcdefgh";
    static final String HOST = "id.execute-api.us-east-1.amazonaws.com";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** API Gateway Developer Guide, Lambda proxy integrations: what a client's request does not decide. */
    private static final String EVENT = """
            {
              "version": "2.0",
              "routeKey": "$default",
              "rawPath": "",
              "rawQueryString": "",
              "headers": {"x-forwarded-for": "203.0.113.7", "x-forwarded-port": "443", "x-forwarded-proto": "https",
                          "x-amzn-trace-id": "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e"},
              "requestContext": {
                "accountId": "123456789012",
                "apiId": "id",
                "domainName": "id.execute-api.us-east-1.amazonaws.com",
                "domainPrefix": "id",
                "http": {"method": "", "path": "", "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7", "userAgent": "aws-sdk"},
                "requestId": "JKJaXmPLvHcESHA=",
                "routeKey": "$default",
                "stage": "$default",
                "time": "10/Mar/2020:05:16:23 +0000",
                "timeEpoch": 1583817383220
              },
              "isBase64Encoded": false
            }""";

    private final EventHandler handler;

    Gateway(EventHandler handler) {
        this.handler = handler;
    }

    record Answer(int status, JsonNode headers, byte[] body) {

        String header(String name) {
            return headers.path(name).asText(null);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Signed in its headers. @param target percent-encoded */
    static SdkHttpRequest signed(String method, String target, byte[] body, String... headers) {
        return AwsV4HttpSigner.create().sign(r -> r
                .identity(AwsCredentialsIdentity.create(ACCESS_KEY_ID, SECRET))
                .request(unsigned(method, target, body, headers))
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)).request();
    }

    static SdkHttpRequest presigned(String method, String target) {
        return AwsV4HttpSigner.create().sign(r -> r
                .identity(AwsCredentialsIdentity.create(ACCESS_KEY_ID, SECRET))
                .request(unsigned(method, target, new byte[0]))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))).request();
    }

    static SdkHttpRequest unsigned(String method, String target, byte[] body, String... headers) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(URI.create("https://" + HOST + target));
        if (body.length > 0) {
            request.putHeader("Content-Length", String.valueOf(body.length));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.putHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    /** The event of a request, its body as Base64, with the path that the gateway makes of the one that was sent. */
    static ObjectNode event(SdkHttpRequest request, byte[] body, String rawPath) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(EVENT);
            event.put("rawPath", rawPath).put("rawQueryString", request.encodedQueryParameters().orElse(""));
            ObjectNode http = (ObjectNode) event.at("/requestContext/http");
            http.put("method", request.method().name()).put("path", rawPath);
            ObjectNode headers = (ObjectNode) event.get("headers");
            headers.put("host", HOST);
            request.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            if (body.length > 0) {
                event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
            }
            return event;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer send(JsonNode event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handle(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), output);
        JsonNode answer = JSON.readTree(output.toByteArray());
        byte[] body = answer.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(answer.get("body").asText())
                : answer.path("body").asText().getBytes(StandardCharsets.UTF_8);
        return new Answer(answer.get("statusCode").asInt(), answer.get("headers"), body);
    }
}
