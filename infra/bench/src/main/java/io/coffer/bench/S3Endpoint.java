package io.coffer.bench;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** An S3 endpoint, path style, and the requests the benchmark makes. Thread-safe. */
final class S3Endpoint implements Closeable {

    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[256 * 1024]);

    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private final URI uri;
    private final AwsCredentialsIdentity credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final SdkHttpClient http = ApacheHttpClient.builder()
            .maxConnections(128)
            .expectContinueEnabled(false)
            .socketTimeout(Duration.ofMinutes(5))
            .build();

    S3Endpoint(URI uri, String accessKey, String secretKey) {
        this.uri = uri;
        this.credentials = AwsCredentialsIdentity.create(accessKey, secretKey);
    }

    URI uri() {
        return uri;
    }

    void createBucket(String bucket) throws IOException {
        send(SdkHttpMethod.PUT, "/" + bucket, Map.of(), InputStream::nullInputStream, 0, Map.of());
    }

    void deleteBucket(String bucket) throws IOException {
        send(SdkHttpMethod.DELETE, "/" + bucket, Map.of());
    }

    void put(String bucket, String key, Supplier<InputStream> body, long length) throws IOException {
        send(SdkHttpMethod.PUT, "/" + bucket + "/" + key, Map.of(), body::get, length, Map.of());
    }

    /** As {@link #put}, encrypted with the server's keys. */
    void putEncrypted(String bucket, String key, Supplier<InputStream> body, long length) throws IOException {
        send(SdkHttpMethod.PUT, "/" + bucket + "/" + key, Map.of(), body::get, length, Map.of("x-amz-server-side-encryption", "AES256"));
    }

    /** As {@link #put}, with the hash of the body in the signature. */
    void putSigned(String bucket, String key, Supplier<InputStream> body, long length) throws IOException {
        send(sign(SdkHttpMethod.PUT, "/" + bucket + "/" + key, Map.of(), body::get, length, Map.of(), true), body::get,
                (head, answer) -> drain(answer));
    }

    /** Begins an upload in parts and returns its id. */
    String createUpload(String bucket, String key) throws IOException {
        ContentStreamProvider none = InputStream::nullInputStream;
        String answer = send(sign(SdkHttpMethod.POST, "/" + bucket + "/" + key, Map.of("uploads", ""), none, 0, Map.of(), false), none,
                (head, body) -> text(body));
        Matcher id = UPLOAD_ID.matcher(answer);
        if (!id.find()) {
            throw new IOException(uri + " names no upload: " + answer);
        }
        return id.group(1);
    }

    /** Sends a part and returns its ETag. */
    String uploadPart(String bucket, String key, String upload, int number, Supplier<InputStream> body, long length) throws IOException {
        Map<String, String> query = Map.of("partNumber", String.valueOf(number), "uploadId", upload);
        return send(sign(SdkHttpMethod.PUT, "/" + bucket + "/" + key, query, body::get, length, Map.of(), false), body::get,
                (head, answer) -> head.firstMatchingHeader("ETag").orElseThrow(() -> new IOException(uri + " gives a part no ETag")));
    }

    /** @param etags those of parts 1 and up */
    void completeUpload(String bucket, String key, String upload, List<String> etags) throws IOException {
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (int i = 0; i < etags.size(); i++) {
            document.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>").append(etags.get(i)).append("</ETag></Part>");
        }
        byte[] body = document.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
        ContentStreamProvider bytes = () -> new ByteArrayInputStream(body);
        String answer = send(sign(SdkHttpMethod.POST, "/" + bucket + "/" + key, Map.of("uploadId", upload), bytes, body.length,
                Map.of("Content-Type", "application/xml"), false), bytes, (head, text) -> text(text));
        // S3 API Reference, CompleteMultipartUpload: an answer of 200 may be an error's document.
        if (!answer.contains("CompleteMultipartUploadResult")) {
            throw new IOException(uri + " does not complete an upload: " + answer);
        }
    }

    void abortUpload(String bucket, String key, String upload) throws IOException {
        send(SdkHttpMethod.DELETE, "/" + bucket + "/" + key, Map.of("uploadId", upload));
    }

    /** Reads the object to its end and returns its length. */
    long get(String bucket, String key) throws IOException {
        return send(SdkHttpMethod.GET, "/" + bucket + "/" + key, Map.of());
    }

    void head(String bucket, String key) throws IOException {
        send(SdkHttpMethod.HEAD, "/" + bucket + "/" + key, Map.of());
    }

    void delete(String bucket, String key) throws IOException {
        send(SdkHttpMethod.DELETE, "/" + bucket + "/" + key, Map.of());
    }

    /** One page of up to 1,000 keys after a key. */
    void list(String bucket, String startAfter) throws IOException {
        send(SdkHttpMethod.GET, "/" + bucket, Map.of("list-type", "2", "start-after", startAfter));
    }

    /** The first page of a bucket's folders. */
    void listFolders(String bucket) throws IOException {
        send(SdkHttpMethod.GET, "/" + bucket, Map.of("list-type", "2", "delimiter", "/"));
    }

    /** DeleteObjects of up to 1,000 keys that need no escaping. */
    void deleteAll(String bucket, Iterable<String> keys) throws IOException {
        StringBuilder document = new StringBuilder("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>");
        keys.forEach(key -> document.append("<Object><Key>").append(key).append("</Key></Object>"));
        byte[] body = document.append("</Delete>").toString().getBytes(StandardCharsets.UTF_8);
        send(SdkHttpMethod.POST, "/" + bucket, Map.of("delete", ""), () -> new ByteArrayInputStream(body), body.length,
                Map.of("Content-MD5", md5(body), "Content-Type", "application/xml"));
    }

    /** A request with a body of zeros as it goes over the wire, good for a quarter of an hour. */
    byte[] request(SdkHttpMethod method, String path, Map<String, String> query, int length) {
        SdkHttpRequest signed = sign(method, path, query, length == 0 ? null : InputStream::nullInputStream, length, Map.of(), false);
        String target = signed.encodedQueryParameters().map(parameters -> path + "?" + parameters).orElse(path);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        signed.forEachHeader((name, values) -> values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n")));
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(bytes, bytes.length + length);
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is made of a response that is no error. */
    private interface Reading<T> {
        T read(SdkHttpResponse head, InputStream body) throws IOException;
    }

    /** Without a body. */
    private long send(SdkHttpMethod method, String path, Map<String, String> query) throws IOException {
        return send(sign(method, path, query, null, 0, Map.of(), false), null, (head, answer) -> drain(answer));
    }

    private long send(SdkHttpMethod method, String path, Map<String, String> query, ContentStreamProvider body, long length,
            Map<String, String> headers) throws IOException {
        return send(sign(method, path, query, body, length, headers, false), body, (head, answer) -> drain(answer));
    }

    private <T> T send(SdkHttpRequest signed, @Nullable ContentStreamProvider body, Reading<T> reading) throws IOException {
        HttpExecuteRequest.Builder request = HttpExecuteRequest.builder().request(signed);
        if (body != null) {
            request.contentStreamProvider(body);
        }
        HttpExecuteResponse response = http.prepareRequest(request.build()).call();
        int status = response.httpResponse().statusCode();
        try (InputStream answer = response.responseBody().<InputStream>map(bytes -> bytes).orElseGet(InputStream::nullInputStream)) {
            if (status >= 300) {
                String reason = new String(answer.readNBytes(500), StandardCharsets.UTF_8);
                throw new IOException(signed.method() + " " + uri + signed.encodedPath() + " is answered " + status + " " + reason);
            }
            T read = reading.read(response.httpResponse(), answer);
            drain(answer);
            return read;
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long drain(InputStream in) throws IOException {
        long read = 0;
        for (int count; (count = in.read(SCRATCH.get())) > 0;) {
            read += count;
        }
        return read;
    }

    /** Signed as for HTTPS, where alone the signer leaves bodies unsigned; the signature does not cover the scheme. */
    private SdkHttpRequest sign(SdkHttpMethod method, String path, Map<String, String> query, @Nullable ContentStreamProvider body,
            long length, Map<String, String> headers, boolean payloadToo) {
        SdkHttpFullRequest.Builder unsigned = SdkHttpFullRequest.builder()
                .method(method)
                .protocol("https")
                .host(uri.getHost())
                .port(uri.getPort())
                .encodedPath(path);
        query.forEach(unsigned::putRawQueryParameter);
        headers.forEach(unsigned::putHeader);
        if (body != null) {
            unsigned.putHeader("Content-Length", Long.toString(length));
        }
        SdkHttpRequest signed = signer.sign(sign -> sign.identity(credentials)
                .request(unsigned.build())
                .payload(payloadToo ? body : null)
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, payloadToo)).request();
        return signed.toBuilder().protocol(uri.getScheme()).build();
    }

    @Override
    public void close() {
        http.close();
    }
}
