package io.coffer.objects.pins;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.protocol.UriEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of IPFS, asked by Kubo's RPC.
 *
 * @see <a href="https://docs.ipfs.tech/reference/kubo/rpc/">Kubo RPC, dag/export and id</a>
 */
final class KuboNode {

    /** What PutObject takes. */
    private static final long MAX_BYTES = 5L << 30;
    private static final Duration TO_ANSWER = Duration.ofMinutes(10);
    private static final Duration TO_TELL = Duration.ofSeconds(2);
    /** What the Pinning Service API takes of them. */
    private static final int MAX_ADDRESSES = 20;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI rpc;

    KuboNode(URI rpc) {
        this.rpc = rpc;
    }

    /** Where peers reach the node, as it says; empty if it does not say so at once. */
    List<String> addresses() {
        try {
            HttpResponse<byte[]> answer = http.send(request("id", TO_TELL), BodyHandlers.ofByteArray());
            List<String> addresses = new ArrayList<>();
            if (answer.statusCode() == 200) {
                new ObjectMapper().readTree(answer.body()).path("Addresses").forEach(address -> addresses.add(address.asText()));
            }
            return addresses.stream().distinct().limit(MAX_ADDRESSES).toList();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private HttpRequest request(String command, Duration most) {
        return HttpRequest.newBuilder(URI.create(rpc.toString().replaceFirst("/+$", "") + "/api/v0/" + command))
                .timeout(most).POST(BodyPublishers.noBody()).build();
    }

    /** Everything below a content id, as a CAR archive in a file: how long it is has to be known before it is stored. */
    void export(String cid, Path file) throws IOException {
        HttpRequest request = request("dag/export?progress=false&arg=" + UriEncoding.encode(cid), TO_ANSWER);
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body(); OutputStream out = Files.newOutputStream(file)) {
                if (answer.statusCode() != 200) {
                    throw new IOException("the node answered " + answer.statusCode());
                }
                copy(body, out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void copy(InputStream body, OutputStream out) throws IOException {
        byte[] piece = new byte[64 << 10];
        long all = 0;
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            all += read;
            if (all > MAX_BYTES) {
                throw new IOException("the archive has more than " + MAX_BYTES + " bytes");
            }
            out.write(piece, 0, read);
        }
    }
}
