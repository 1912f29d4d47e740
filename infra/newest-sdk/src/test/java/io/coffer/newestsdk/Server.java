package io.coffer.newestsdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged {@code serve} on a free port and a data directory of its own, both gone once it is closed. */
final class Server implements AutoCloseable {

    private static final String KEY = "newestsdk";
    private static final String SECRET = "newestsdksecret";
    private static final Pattern READY = Pattern.compile("  Endpoint +http://\\S+:(\\d+)");

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
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.normalize().toString(),
                "serve", "--data", data.toString(), "--port", "0", "--tls-port", "0",
                "--requests-per-second", "0")
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("COFFER_ACCESS_KEY", KEY, "COFFER_SECRET_KEY", SECRET));
        Process process = builder.start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new Server(data, process, URI.create("http://localhost:" + ready.group(1)));
            }
        }
        throw new IllegalStateException("serve did not start: " + printed);
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
