package io.coffer.newestsdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged {@code serve} on a free port and a data directory of its own, both gone once it is closed. */
final class Server implements AutoCloseable {

    private static final String KEY = "newestsdk";
    private static final String SECRET = "newestsdksecret";
    private static final String READY = "Coffer is ready.";

    private final Path data;
    private final Process process;
    private final URI endpoint;

    private Server(Path data, Process process, URI endpoint) {
        this.data = data;
        this.process = process;
        this.endpoint = endpoint;
    }

    static Server start() throws IOException {
        Path data = Files.createTempDirectory("coffer-newest-sdk");
        Path jar = Path.of(System.getProperty("basedir", ""), "../../functions/standalone/target/quarkus-app/quarkus-run.jar");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.normalize().toString(),
                "serve", "--data", data.toString(), "--port", String.valueOf(port),
                "--tls-port", String.valueOf(freePort()), "--requests-per-second", "0")
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("COFFER_ACCESS_KEY", KEY, "COFFER_SECRET_KEY", SECRET));
        Process process = builder.start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.append(line).append('\n');
            if (line.contains(READY)) {
                return new Server(data, process, URI.create("http://localhost:" + port));
            }
        }
        throw new IllegalStateException("serve did not start: " + printed);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .disableS3ExpressSessionAuth(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .build();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
