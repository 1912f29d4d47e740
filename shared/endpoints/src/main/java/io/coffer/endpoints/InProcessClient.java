package io.coffer.endpoints;

import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.http.S3Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.net.ssl.SSLSession;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Brings the SDK's requests, and those that no SDK sends, to an {@link InProcessHost}. */
final class InProcessClient implements SdkHttpClient {

    private final InProcessHost host;

    InProcessClient(InProcessHost host) {
        this.host = host;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {

            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        S3Headers headers = new S3Headers();
        http.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        URI address = http.getUri();
        if (!headers.has("host")) {
            headers.set("host", address.getRawAuthority());
        }
        try (InputStream body = request.contentStreamProvider().map(provider -> provider.newStream())
                .orElseGet(InputStream::nullInputStream)) {
            S3Response answer = host.send(http.method().name(), address, headers, body);
            SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(answer.status());
            answer.headers().forEach(response::appendHeader);
            boolean head = http.method().name().equals("HEAD");
            if (!answer.headers().has("content-length") && (!head || answer.body().length() > 0)) {
                response.putHeader("Content-Length", String.valueOf(answer.body().length()));
            }
            return HttpExecuteResponse.builder()
                    .response(response.build())
                    .responseBody(head ? null : AbortableInputStream.create(new ByteArrayInputStream(bytes(answer.body()))))
                    .build();
        }
    }

    /** As {@link RawRequest} sends it. */
    static HttpResponse<String> send(InProcessHost host, String method, URI address, Map<String, String> headers, byte[] body) {
        return send(host, method, address, headers, body, bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    static HttpResponse<byte[]> sendForBytes(InProcessHost host, String method, URI address, Map<String, String> headers, byte[] body) {
        return send(host, method, address, headers, body, bytes -> bytes);
    }

    private static <T> HttpResponse<T> send(
            InProcessHost host, String method, URI address, Map<String, String> headers, byte[] body, Function<byte[], T> read) {
        S3Headers sent = new S3Headers();
        headers.forEach(sent::set);
        if (body.length > 0 || method.equals("PUT") || method.equals("POST")) {
            sent.set("content-length", String.valueOf(body.length));
        }
        sent.set("host", address.getRawAuthority());
        S3Response answer = host.send(method, address, sent, new ByteArrayInputStream(body));
        try {
            return new Answer<>(address, answer, read.apply(method.equals("HEAD") ? new byte[0] : bytes(answer.body())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(ResponseBody body) throws IOException {
        if (body instanceof ResponseBody.Bytes document) {
            return document.bytes();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (body instanceof ResponseBody.Slices slices) {
            while (slices.slices().hasNext()) {
                ResponseBody.Slice slice = slices.slices().next();
                try (InputStream bytes = open(slice)) {
                    all.write(bytes.readNBytes((int) slice.length()));
                }
            }
        }
        return all.toByteArray();
    }

    private static InputStream open(ResponseBody.Slice slice) throws IOException {
        if (slice instanceof ResponseBody.Slice.InFile file) {
            InputStream bytes = Files.newInputStream(file.file());
            bytes.skipNBytes(file.offset());
            return bytes;
        }
        return ((ResponseBody.Slice.InStream) slice).source().open();
    }

    @Override
    public void close() {}

    /** An answer in the form of Java's HTTP client. */
    private record Answer<T>(URI uri, S3Response answer, T body) implements HttpResponse<T> {

        @Override
        public int statusCode() {
            return answer.status();
        }

        @Override
        public HttpHeaders headers() {
            Map<String, List<String>> headers = new TreeMap<>();
            answer.headers().forEach((name, value) ->
                    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), first -> new ArrayList<>()).add(value));
            headers.computeIfAbsent("content-length", name -> List.of(String.valueOf(answer.body().length())));
            return HttpHeaders.of(headers, (name, value) -> true);
        }

        @Override
        public HttpRequest request() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
