package io.coffer.certify;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fresh Coffer on this machine: {@code serve}, or the packaged functions behind the emulated gateway. */
final class LocalServer implements Closeable {

    private static final String ACCESS_KEY = "certifyEXAMPLE";
    private static final int SECONDS_TO_STOP = 30;
    private static final Pattern ENDPOINT = Pattern.compile("  Endpoint +(http://\\S+)");
    private static final String NO_THROTTLE = "100000";

    private final Process process;
    private final Endpoint endpoint;

    private LocalServer(Process process, Endpoint endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** @param home the checkout, where everything is built */
    static LocalServer serve(Path home, Path data) throws IOException {
        return start("./coffer serve, fresh", data, List.of("-jar",
                home.resolve("functions/standalone/target/quarkus-app/quarkus-run.jar").toString(), "serve", "--data", data.toString(),
                "--port", "0", "--tls-port", "0", "--console-port", "none"));
    }

    /** With one address in front, as CloudFront is, and no throttle: what a client makes of 429 and 503 is no question of what it can
     * do. */
    static LocalServer gateway(Path home, Path data) throws IOException {
        return start("./coffer gateway --front, fresh", data, List.of("-Dcoffer.home=" + home,
                "-jar", home.resolve("infra/emulator/target/emulator.jar").toString(), "--front", "--data", data.toString(),
                "--port", "0", "--console-port", "0", "--streaming-port", "0",
                "--rate", NO_THROTTLE, "--burst", NO_THROTTLE, "--requests-per-second", "0"));
    }

    private static LocalServer start(String title, Path data, List<String> arguments) throws IOException {
        String secret = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(arguments);
        builder.environment().keySet().removeIf(name -> name.startsWith("COFFER_") || name.startsWith("AWS_"));
        builder.environment().put("COFFER_ACCESS_KEY", ACCESS_KEY);
        builder.environment().put("COFFER_SECRET_KEY", secret);
        Path errors = Files.createDirectories(data).resolveSibling("server.log");
        Process process = builder.redirectError(errors.toFile()).start();
        Optional<URI> address = greeted(process);
        if (address.isEmpty()) {
            process.destroy();
            throw new IOException("the server did not start: " + Files.readString(errors));
        }
        return new LocalServer(process, new Endpoint(title, address.get(), "us-east-1", ACCESS_KEY, secret));
    }

    private static Optional<URI> greeted(Process process) {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> greeting = output.lines().takeWhile(line -> !line.contains("aws s3 mb")).toList();
        // Nobody reads it any more, and it must not fill up.
        Thread reader = new Thread(() -> output.lines().forEach(line -> { }), "server output");
        reader.setDaemon(true);
        reader.start();
        return greeting.stream().map(ENDPOINT::matcher).filter(Matcher::matches).findFirst().map(line -> URI.create(line.group(1)));
    }

    Endpoint endpoint() {
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
