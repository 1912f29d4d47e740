package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.S3ClientTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CORSRule;

@OneGatewayStyle
final class CorsIT extends S3ClientTest {

    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
    private static final String APP = "https://app.example";

    private void putCors(String bucket, CORSRule... rules) {
        s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(rules)));
    }

    private static CORSRule rule(String method, String origin) {
        return CORSRule.builder().allowedMethods(method).allowedOrigins(origin).build();
    }

    /** A request in the endpoint's own address style; an empty path is the bucket. */
    private RawRequest request(String method, String bucket, String path) {
        URI origin = server.origin();
        return endpoint.pathStyle()
                ? raw(method, "/" + bucket + path)
                : RawRequest.of(method, URI.create("http://" + bucket + ".localhost:" + origin.getPort() + (path.isEmpty() ? "/" : path)));
    }

    private RawRequest preflight(String bucket, String path, String method) {
        return request("OPTIONS", bucket, path).header("Origin", APP).header("Access-Control-Request-Method", method);
    }

    private static Map<String, String> cors(HttpResponse<?> answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (name.startsWith("access-control-") || name.equals("vary")) {
                headers.put(name, String.join(";", values));
            }
        });
        return headers;
    }

    private static void assertRefusal(int status, String code, String message, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code><Message>" + message), answer::body);
        assertEquals(Map.of(), cors(answer));
    }

    private static void assertAllowed(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(APP, answer.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
        assertEquals("GET", answer.headers().firstValue("Access-Control-Allow-Methods").orElse("none"));
        assertEquals(VARY, answer.headers().firstValue("Vary").orElse("none"));
    }

    @Test
    void theConfigurationComesBackUntilItIsDeleted() {
        String bucket = bucket();
        CORSRule whole = CORSRule.builder().id("one").allowedMethods("GET", "PUT").allowedOrigins(APP, "http://*.example:80")
                .allowedHeaders("*").exposeHeaders("ETag", "x-amz-request-id").maxAgeSeconds(3000).build();

        assertRefused(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(r -> r.bucket(bucket)));
        putCors(bucket, whole, rule("HEAD", "*"));
        assertEquals(List.of(whole, rule("HEAD", "*")), s3.getBucketCors(r -> r.bucket(bucket)).corsRules());
        putCors(bucket, rule("GET", "*"));
        assertEquals(List.of(rule("GET", "*")), s3.getBucketCors(r -> r.bucket(bucket)).corsRules());
        assertEquals(204, s3.deleteBucketCors(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
        assertRefused(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(r -> r.bucket(bucket)));
        assertEquals(204, s3.deleteBucketCors(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
    }

    @Test
    void whatNoConfigurationMayBeIsRefusedAndChangesNothing() {
        String bucket = bucket();
        putCors(bucket, rule("GET", APP));
        assertRefused(400, "InvalidRequest", () -> putCors(bucket, rule("OPTIONS", "*")));
        assertRefused(400, "InvalidRequest", () -> putCors(bucket, rule("GET", "*a*")));
        assertRefused(400, "MalformedXML", () -> putCors(bucket));
        assertRefused(400, "MalformedXML", () -> putCors(bucket, CORSRule.builder().allowedMethods("GET").build()));
        assertRefused(400, "MaxMessageLengthExceeded", () -> putCors(bucket, CORSRule.builder().allowedMethods("GET")
                .allowedOrigins("a".repeat(70_000)).build()));
        assertEquals(400, request("PUT", bucket, "?cors").signed().send().statusCode());
        assertEquals(List.of(rule("GET", APP)), s3.getBucketCors(r -> r.bucket(bucket)).corsRules());
    }

    @Test
    void aPreflightMustSayWhereItComesFromAndWhatItAsks() {
        String bucket = bucket();
        assertRefusal(400, "BadRequest", "Insufficient information. Origin request header needed.",
                request("OPTIONS", bucket, "/key").send());
        HttpResponse<String> notEnabled = request("OPTIONS", bucket, "/key").header("Origin", APP).send();
        assertRefusal(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.", notEnabled);
        assertTrue(notEnabled.body().contains("<Method>OPTIONS</Method><ResourceType>BUCKET</ResourceType>"), notEnabled::body);
        assertRefusal(403, "AccessForbidden", "CORSResponse: Bucket not found",
                preflight("t-nobody-has-this-one", "/key", "GET").send());

        putCors(bucket, rule("GET", APP));
        assertRefusal(400, "BadRequest", "Insufficient information. Origin request header needed.",
                request("OPTIONS", bucket, "").header("Access-Control-Request-Method", "GET").send());
        assertRefusal(400, "BadRequest", "Invalid Access-Control-Request-Method: null",
                request("OPTIONS", bucket, "").header("Origin", APP).send());
        assertRefusal(400, "BadRequest", "Invalid Access-Control-Request-Method: get", preflight(bucket, "", "get").send());
        HttpResponse<String> notAllowed = preflight(bucket, "/key", "PUT").send();
        assertRefusal(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed. This is usually because the evalution"
                + " of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by"
                + " the resource's CORS spec.", notAllowed);
        assertTrue(notAllowed.body().contains("<Method>PUT</Method><ResourceType>OBJECT</ResourceType>"), notAllowed::body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/key", "/a//b%2Fc/", "?uploads", "/key?partNumber=1&uploadId=x"})
    void aPreflightIsAnsweredForEveryResource(String path) {
        String bucket = bucket();
        putCors(bucket, CORSRule.builder().allowedMethods("GET", "PUT").allowedOrigins("https://*.example").allowedHeaders("x-amz-*")
                .exposeHeaders("ETag", "x-amz-version-id").maxAgeSeconds(600).build());

        HttpResponse<String> answer = preflight(bucket, path, "PUT")
                .header("Access-Control-Request-Headers", "x-amz-meta-A,X-Amz-Date").send();

        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals("", answer.body());
        assertEquals(Map.of(
                "access-control-allow-origin", APP,
                "access-control-allow-methods", "GET, PUT",
                "access-control-allow-headers", "x-amz-meta-a, x-amz-date",
                "access-control-expose-headers", "ETag, x-amz-version-id",
                "access-control-max-age", "600",
                "access-control-allow-credentials", "true",
                "vary", VARY), cors(answer));
        assertTrue(answer.headers().firstValue("x-amz-request-id").isPresent());
    }

    @Test
    void allOriginsAreNamedByTheWildcard() {
        String bucket = bucket();
        putCors(bucket, rule("GET", "*"));

        assertEquals(Map.of("access-control-allow-origin", "*", "access-control-allow-methods", "GET", "vary", VARY),
                cors(preflight(bucket, "/key", "GET").send()));
        assertEquals(403, preflight(bucket, "/key", "GET").header("Access-Control-Request-Headers", "x-a").send().statusCode());
    }

    @Test
    void answersAndRefusalsOfOtherRequestsCarryWhatTheRuleAllows() {
        String bucket = bucket();
        put(bucket, "key", "value");
        putCors(bucket, rule("GET", APP));

        assertAllowed(200, request("GET", bucket, "/key").header("Origin", APP).signed().send());
        assertAllowed(404, request("GET", bucket, "/missing").header("Origin", APP).signed().send());
        assertAllowed(412, request("GET", bucket, "/key").header("Origin", APP).header("If-Match", "\"x\"").signed().send());
        assertAllowed(403, request("GET", bucket, "/key").header("Origin", APP).send());
        assertAllowed(403, request("GET", bucket, "/key").header("Origin", APP)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIANOBODY/20260101/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=host,Signature=" + "0".repeat(64)).header("x-amz-date", "20260101T000000Z").send());
        assertEquals(Map.of(), cors(request("GET", bucket, "/key").signed().send()));
        assertEquals(Map.of(), cors(request("GET", bucket, "/key").header("Origin", "https://other.example").signed().send()));
        assertEquals(Map.of(), cors(request("HEAD", bucket, "/key").header("Origin", APP).signed().send()));
        assertEquals(Map.of(), cors(request("PUT", bucket, "/key").header("Origin", APP).send()));
        assertAllowed(403, request("PUT", bucket, "/key").header("Origin", APP).header("Access-Control-Request-Method", "GET").send());
    }

    @Test
    void withoutConfigurationNothingIsAdded() {
        String bucket = bucket();
        put(bucket, "key", "value");

        HttpResponse<String> answer = request("GET", bucket, "/key").header("Origin", APP).signed().send();

        assertEquals(200, answer.statusCode());
        assertEquals(Map.of(), cors(answer));
    }

    @Test
    void aChangeHoldsFromTheNextRequestOn() {
        String bucket = bucket();
        putCors(bucket, rule("GET", APP));
        assertEquals(200, preflight(bucket, "/key", "GET").send().statusCode());
        putCors(bucket, rule("PUT", APP));
        assertEquals(403, preflight(bucket, "/key", "GET").send().statusCode());
        assertEquals(200, preflight(bucket, "/key", "PUT").send().statusCode());
        s3.deleteBucketCors(r -> r.bucket(bucket));
        assertEquals(403, preflight(bucket, "/key", "PUT").send().statusCode());
    }

    @Test
    void theAddressOfAPresignedUploadIsAskedAboutWithoutItsSignature() {
        String bucket = bucket();
        putCors(bucket, rule("PUT", APP));
        URI address = raw("PUT", "/" + bucket + "/key").presigned(Duration.ofMinutes(1), Clock.systemUTC());

        assertEquals(400, RawRequest.of("OPTIONS", address).send().statusCode());
        assertEquals(200, RawRequest.of("OPTIONS", address).header("Origin", APP).header("Access-Control-Request-Method", "PUT")
                .send().statusCode());
        HttpResponse<String> uploaded = RawRequest.of("PUT", address).header("Origin", APP).body("value".getBytes()).send();
        assertEquals(200, uploaded.statusCode(), uploaded::body);
        assertEquals(APP, uploaded.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
        assertEquals("value", text(bucket, "key"));
    }
}
