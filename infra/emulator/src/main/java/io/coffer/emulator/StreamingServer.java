package io.coffer.emulator;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The streaming endpoint: the server that carries what functions cannot, on the same tables and bucket. */
final class StreamingServer implements AutoCloseable {

    private static final Pattern ENDPOINT = Pattern.compile("  Endpoint +(http://\\S+)");
    private static final long SECONDS_TO_STOP = 30;

    private final Process process;
    private final URI endpoint;

    private StreamingServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * @param data a directory of its own
     * @param port 0 for any that is free
     * @param settings variables that the functions have too
     */
    static StreamingServer start(Path jar, Path data, int port, Path masterKey, AccessKeyPair keys, Map<String, String> settings)
            throws IOException {
        if (!Files.exists(jar)) {
            throw new StartFailure("the streaming endpoint is not built: there is no " + jar);
        }
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                jar.toString(), "serve", "--data", data.toString(), "--port", String.valueOf(port), "--tls-port", "0",
                "--metadata", "dynamodb", "--blobs", "s3", "--master-key", masterKey.toString());
        builder.environment().putAll(settings);
        // As in the container image.
        builder.environment().put("COFFER_REQUESTS_PER_SECOND", "0");
        builder.environment().put("COFFER_ACCESS_KEY", keys.accessKeyId());
        builder.environment().put("COFFER_SECRET_KEY", keys.secretAccessKey());
        builder.environment().put("AWS_ACCESS_KEY_ID", "streaming");
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new StreamingServer(process, greeted(process));
    }

    private static URI greeted(Process process) {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> greeting = output.lines().takeWhile(line -> !line.contains("aws s3 mb")).toList();
        return greeting.stream().map(ENDPOINT::matcher).filter(Matcher::matches).findFirst().map(line -> URI.create(line.group(1)))
                .orElseThrow(() -> new StartFailure("the streaming endpoint did not start"));
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
