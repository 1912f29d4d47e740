package io.coffer.endpoints;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A request sent as it stands, signed only if asked to; always to this machine, whatever host it names. */
public final class RawRequest {

    private static final HttpClient HTTP;

    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private final String method;
    private final URI address;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private byte[] body = {};

    private RawRequest(String method, URI address) {
        this.method = method;
        this.address = address;
    }

    public static RawRequest of(TestServer server, String method, String target) {
        return new RawRequest(method, URI.create(server.origin() + target));
    }

    /** For addresses that carry their own signature. */
    public static RawRequest of(String method, URI address) {
        return new RawRequest(method, address);
    }

    /** The request as clients follow a redirect to another host with it: its headers stay, except for its signature. */
    public RawRequest redirectedTo(URI location) {
        RawRequest redirected = new RawRequest(method, location);
        headers.forEach(redirected::header);
        redirected.headers.keySet().removeAll(List.of("Authorization", "Host"));
        redirected.body = body;
        return redirected;
    }

    public RawRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public RawRequest body(byte[] bytes) {
        body = bytes;
        return this;
    }

    public RawRequest signed() {
        return signed(TestServer.CREDENTIALS, Clock.systemUTC());
    }

    /** Signs the method, the target and the headers given so far, in the Authorization header, at the clock's time. */
    public RawRequest signed(AwsCredentialsIdentity credentials, Clock clock) {
        return signed("s3", TestServer.REGION, credentials, clock);
    }

    /** As {@link #signed(AwsCredentialsIdentity, Clock)}, for another service or region. */
    public RawRequest signed(String service, String region, AwsCredentialsIdentity credentials, Clock clock) {
        sign(service, region, credentials, clock, false).request()
                .forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
        return this;
    }

    /** Signs the request and each chunk of its body; the headers that {@code x-amz-trailer} names come after the body. */
    public RawRequest signedInChunks() {
        SignedRequest signed = sign("s3", TestServer.REGION, TestServer.CREDENTIALS, Clock.systemUTC(), true);
        headers.clear();
        signed.request().forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
        try (InputStream chunks = signed.payload().orElseThrow().newStream()) {
            body = chunks.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private SignedRequest sign(String service, String region, AwsCredentialsIdentity credentials, Clock clock, boolean chunks) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address);
        headers.forEach(unsigned::putHeader);
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(unsigned.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, chunks)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    }

    /** The address with a signature in its query that begins at the clock's time and covers the headers given so far. */
    public URI presigned(Duration validity, Clock clock) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address);
        headers.forEach(unsigned::putHeader);
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(TestServer.CREDENTIALS)
                        .request(unsigned.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, TestServer.REGION)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .getUri();
    }

    public HttpResponse<String> send() {
        return send(BodyHandlers.ofString(), InProcessClient::send);
    }

    /** For bodies that are no text. */
    public HttpResponse<byte[]> sendForBytes() {
        return send(BodyHandlers.ofByteArray(), InProcessClient::sendForBytes);
    }

    /** How a request reaches a host in this process. */
    private interface InProcess<T> {
        HttpResponse<T> send(InProcessHost host, String method, URI address, Map<String, String> headers, byte[] body);
    }

    private <T> HttpResponse<T> send(HttpResponse.BodyHandler<T> handler, InProcess<T> inProcess) {
        Optional<InProcessHost> host = InProcessHost.at(address);
        if (host.isPresent()) {
            return inProcess.send(host.get(), method, address, headers, body);
        }
        String authority = address.getRawAuthority();
        URI here = URI.create(address.toString().replaceFirst("://[^:/]+", "://127.0.0.1"));
        HttpRequest.Builder request = HttpRequest.newBuilder(here)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length")) {
                request.setHeader(name, value);
            }
        });
        try {
            return HTTP.send(request.setHeader("Host", authority).build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
