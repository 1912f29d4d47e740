package io.coffer.endpoints;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** A form as a browser sends it, written and signed by hand. */
public final class BrowserForm {

    private static final String BOUNDARY = "----WebKitFormBoundaryCoffer";

    private URI address;
    private final Map<String, String> headers = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private AwsBasicCredentials credentials = TestServer.CREDENTIALS;
    private String contentType = "multipart/form-data; boundary=" + BOUNDARY;
    private boolean signedRequest;

    private BrowserForm(URI address) {
        this.address = address;
    }

    /** A form that is sent to a bucket, in the endpoint's style. */
    public static BrowserForm to(TestServer server, Endpoint endpoint, String bucket) {
        URI origin = server.origin();
        return new BrowserForm(URI.create(endpoint.pathStyle()
                ? origin + "/" + bucket
                : origin.toString().replace("://" + origin.getHost(), "://" + bucket + ".localhost")));
    }

    public BrowserForm field(String name, String value) {
        return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    /** The file; what is added after it is ignored. */
    public BrowserForm file(String name, byte[] content) {
        return part("name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/x-of-the-file", content);
    }

    public BrowserForm file(String content) {
        return file("a.txt", content.getBytes(StandardCharsets.UTF_8));
    }

    private BrowserForm part(String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public BrowserForm as(AwsBasicCredentials signer) {
        credentials = signer;
        return this;
    }

    public BrowserForm contentType(String other) {
        contentType = other;
        return this;
    }

    public BrowserForm header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Sends it with a query, which no browser would. */
    public BrowserForm query(String query) {
        address = URI.create(address + "?" + query);
        return this;
    }

    /** Signs the request that carries the form, in its Authorization header, which no browser would. */
    public BrowserForm signRequest() {
        signedRequest = true;
        return this;
    }

    /** Adds the fields of version 4 for a policy of these conditions, which expires in ten minutes. */
    public BrowserForm signed(String conditions) {
        Instant now = Instant.now();
        String timestamp = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(now);
        String day = timestamp.substring(0, 8);
        String credential = credentials.accessKeyId() + "/" + day + "/" + TestServer.REGION + "/s3/aws4_request";
        String policy = policy(now.plusSeconds(600), conditions + ", {\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"}, {\"x-amz-credential\": \""
                + credential + "\"}, {\"x-amz-date\": \"" + timestamp + "\"}");
        byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String narrowing : new String[] {day, TestServer.REGION, "s3", "aws4_request"}) {
            key = hmac("HmacSHA256", key, narrowing);
        }
        return field("policy", policy)
                .field("x-amz-algorithm", "AWS4-HMAC-SHA256")
                .field("x-amz-credential", credential)
                .field("x-amz-date", timestamp)
                .field("x-amz-signature", HexFormat.of().formatHex(hmac("HmacSHA256", key, policy)));
    }

    /** Adds the fields of version 2 for a policy of these conditions. */
    public BrowserForm signedByVersion2(Instant expiration, String conditions) {
        String policy = policy(expiration, conditions);
        byte[] signature = hmac("HmacSHA1", credentials.secretAccessKey().getBytes(StandardCharsets.UTF_8), policy);
        return field("AWSAccessKeyId", credentials.accessKeyId())
                .field("policy", policy)
                .field("signature", Base64.getEncoder().encodeToString(signature));
    }

    private static String policy(Instant expiration, String conditions) {
        String json = "{\"expiration\": \"" + expiration + "\", \"conditions\": [" + conditions + "]}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> send() {
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return sendUnended();
    }

    /** Without the boundary that ends the last part. */
    public HttpResponse<String> sendUnended() {
        RawRequest request = RawRequest.of("POST", address).header("Content-Type", contentType).body(body.toByteArray());
        headers.forEach(request::header);
        return (signedRequest ? request.signed() : request).send();
    }
}
