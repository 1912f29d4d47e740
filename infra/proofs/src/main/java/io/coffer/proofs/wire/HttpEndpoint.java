package io.coffer.proofs.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Any S3 at a URL. */
public final class HttpEndpoint implements Endpoint {

    /** Java's client writes them itself. */
    private static final Set<String> OWN = Set.of("host", "content-length");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI origin;
    private final Signer signer;

    public HttpEndpoint(URI origin, Signer signer) {
        this.origin = origin;
        this.signer = signer;
    }

    @Override
    public Answer send(Call call) {
        return send(call, BodyPublishers.ofByteArray(call.body()));
    }

    /** @param body the call's, at a pace of its own */
    public Answer send(Call call, BodyPublisher body) {
        SdkHttpRequest signed = signer.sign(origin, call);
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.getUri())
                .timeout(Duration.ofSeconds(60))
                .method(call.method(), body);
        signed.forEachHeader((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, String> headers = new TreeMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
