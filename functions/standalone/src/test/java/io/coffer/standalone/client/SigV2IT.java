package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.BrowserForm;
import io.coffer.endpoints.Endpoint;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that was told to take Signature Version 2. {@code SignaturesIT} and {@code PostObjectIT} see others refuse it. */
class SigV2IT {

    private static TestServer server;
    private static S3Client s3;

    private String bucket;

    @BeforeAll
    static void start() {
        server = PackagedServers.start(ServerKind.LOCAL, Map.of("COFFER_SIGV2", "true"));
        s3 = server.client(Endpoint.LOCAL_PATH_STYLE);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void bucket() {
        bucket = "t-" + UUID.randomUUID();
        s3.createBucket(r -> r.bucket(bucket));
        s3.putObject(r -> r.bucket(bucket).key("key"), RequestBody.fromString("hello"));
    }

    @Test
    void theLogSaysThatItDoes() {
        String log = server.log();
        assertTrue(log.contains("--sigv2: requests, links and forms signed by Signature Version 2 are taken"), log);
    }

    @Test
    void aHeaderIsTaken() {
        HttpResponse<String> put = header("PUT", "/" + bucket + "/new", "text/plain").body("new".getBytes()).send();
        assertEquals(200, put.statusCode(), put::body);
        HttpResponse<String> got = header("GET", "/" + bucket + "/new", "").send();
        assertEquals("new", got.body());
        assertEquals("text/plain", got.headers().firstValue("content-type").orElseThrow());
        HttpResponse<String> listed = header("GET", "/" + bucket + "?prefix=n&list-type=2", "/" + bucket, "").send();
        assertEquals(200, listed.statusCode(), listed::body);
        assertTrue(listed.body().contains("<Key>new</Key>"), listed::body);
    }

    @Test
    void aLinkIsTakenUntilItsEnd() {
        HttpResponse<String> got = link("GET", "/" + bucket + "/key", Instant.now().plusSeconds(60)).send();
        assertEquals(200, got.statusCode(), got::body);
        assertEquals("hello", got.body());
        refused(403, "AccessDenied", link("GET", "/" + bucket + "/key", Instant.now().minusSeconds(2)));
    }

    @Test
    void aLinkIsForItsMethodAndItsKey() {
        URI address = address("GET", "/" + bucket + "/key", Instant.now().plusSeconds(60));
        refused(403, "SignatureDoesNotMatch", RawRequest.of("DELETE", address));
        refused(403, "SignatureDoesNotMatch", RawRequest.of("GET", URI.create(address.toString().replace("/key?", "/other?"))));
        refused(400, "InvalidRequest", RawRequest.of("GET", URI.create(address + "&attributes")));
    }

    @Test
    void aWrongSecretAndAnUnknownKeyAreRefused() {
        String date = now();
        refused(403, "SignatureDoesNotMatch", raw("GET", "/").header("Date", date)
                .header("Authorization", "AWS " + TestServer.CREDENTIALS.accessKeyId() + ":" + sign("GET\n\n\nanother day\n/")));
        refused(403, "InvalidAccessKeyId", raw("GET", "/").header("Date", date)
                .header("Authorization", "AWS AKIANOBODYTEST:" + sign("GET\n\n\n" + date + "\n/")));
    }

    @Test
    void aFormIsTaken() {
        String conditions = "{\"bucket\": \"" + bucket + "\"}, [\"eq\", \"$key\", \"form\"]";
        HttpResponse<String> answer = form().signedByVersion2(Instant.now().plusSeconds(60), conditions).file("hello").send();
        assertEquals(204, answer.statusCode(), answer::body);
        assertEquals(403, form().signedByVersion2(Instant.now().minusSeconds(1), conditions).file("hello").send().statusCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'StringEquals':{'s3:signatureversion':'AWS'} | 403",
        "'StringEquals':{'s3:signatureversion':'AWS4-HMAC-SHA256'} | 204",
        "'StringEquals':{'s3:authType':'POST'} | 403",
        "'NumericLessThan':{'s3:signatureAge':'600000'} | 204"
    })
    void aBucketPolicyMayAskHowAFormIsSigned(String denied, int status) {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(("{'Version':'2012-10-17','Statement':[{'Effect':'Deny','Principal':'*',"
                + "'Action':'s3:PutObject','Resource':'arn:aws:s3:::" + bucket + "/*','Condition':{" + denied + "}}]}")
                .replace('\'', '"')));
        HttpResponse<String> answer = form()
                .signedByVersion2(Instant.now().plusSeconds(60), "{\"bucket\": \"" + bucket + "\"}, {\"key\": \"form\"}")
                .file("hello").send();
        assertEquals(status, answer.statusCode(), answer::body);
    }

    /** Its signature would not cover the tags that are to go. */
    @Test
    void s3ControlDoesNotTakeIt() {
        String target = "/v20180820/tags/arn%3Aaws%3As3%3A%3A%3A" + bucket;
        String date = now();
        refused(400, "InvalidRequest", raw("DELETE", target + "?tagKeys=a").header("Date", date).header("x-amz-account-id", "000000000000")
                .header("Authorization", "AWS " + TestServer.CREDENTIALS.accessKeyId() + ":"
                        + sign("DELETE\n\n\n" + date + "\nx-amz-account-id:000000000000\n" + target)));
    }

    private BrowserForm form() {
        return BrowserForm.to(server, Endpoint.LOCAL_PATH_STYLE, bucket).field("key", "form");
    }

    private static RawRequest raw(String method, String target) {
        return RawRequest.of(server, method, target);
    }

    private static RawRequest header(String method, String target, String contentType) {
        return header(method, target, target, contentType);
    }

    private static RawRequest header(String method, String target, String signed, String contentType) {
        String date = now();
        RawRequest request = raw(method, target).header("Date", date).header("Authorization", "AWS "
                + TestServer.CREDENTIALS.accessKeyId() + ":" + sign(method + "\n\n" + contentType + "\n" + date + "\n" + signed));
        return contentType.isEmpty() ? request : request.header("Content-Type", contentType);
    }

    private static RawRequest link(String method, String target, Instant end) {
        return RawRequest.of(method, address(method, target, end));
    }

    private static URI address(String method, String target, Instant end) {
        String expires = String.valueOf(end.getEpochSecond());
        String signature = URLEncoder.encode(sign(method + "\n\n\n" + expires + "\n" + target), StandardCharsets.UTF_8);
        return URI.create(server.origin() + target + "?AWSAccessKeyId=" + TestServer.CREDENTIALS.accessKeyId() + "&Expires=" + expires
                + "&Signature=" + signature);
    }

    private static String now() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(TestServer.CREDENTIALS.secretAccessKey().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(int status, String code, RawRequest request) {
        HttpResponse<String> answer = request.send();
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer::body);
    }
}
