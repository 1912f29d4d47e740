package io.coffer.objects.pins;

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

/**
 * A node of IPFS, asked by Kubo's RPC.
 *
 * @see <a href="https://docs.ipfs.tech/reference/kubo/rpc/#api-v0-dag-export">Kubo RPC, dag/export</a>
 */
final class KuboNode {

    /** What PutObject takes. */
    private static final long MAX_BYTES = 5L << 30;
    private static final Duration TO_ANSWER = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI rpc;

    KuboNode(URI rpc) {
        this.rpc = rpc;
    }

    /** Everything below a content id, as a CAR archive in a file: how long it is has to be known before it is stored. */
    void export(String cid, Path file) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        rpc.toString().replaceFirst("/+$", "") + "/api/v0/dag/export?progress=false&arg=" + UriEncoding.encode(cid)))
                .timeout(TO_ANSWER).POST(BodyPublishers.noBody()).build();
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
