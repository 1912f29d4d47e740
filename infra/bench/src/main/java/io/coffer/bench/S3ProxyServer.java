package io.coffer.bench;

import io.coffer.testkit.LocalS3;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The other S3 server of {@code --vs s3proxy}, in a process of its own: files in a temporary directory, no fsync. */
final class S3ProxyServer implements Closeable {

    private final Process process;
    private final URI uri;
    private final String accessKey;
    private final String secretKey;

    private S3ProxyServer(Process process, URI uri, String accessKey, String secretKey) {
        this.process = process;
        this.uri = uri;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    static S3ProxyServer start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        S3ProxyServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String started = out.readLine();
        if (started == null) {
            throw new IOException("S3Proxy does not start");
        }
        String[] words = started.split(" ");
        return new S3ProxyServer(process, URI.create(words[0]), words[1], words[2]);
    }

    S3Endpoint endpoint() {
        return new S3Endpoint(uri, accessKey, secretKey);
    }

    /** Ends the server, which removes its files. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The server's process: prints {@code endpoint access-key secret-key} once it answers, ends with its standard input. */
    public static void main(String[] args) throws IOException {
        try (LocalS3 server = LocalS3.start()) {
            System.out.println(server.endpoint() + " " + server.accessKey() + " " + server.secretKey());
            System.in.transferTo(System.err);
        }
    }
}
