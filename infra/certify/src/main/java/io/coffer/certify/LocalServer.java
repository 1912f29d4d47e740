package io.coffer.certify;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A fresh Coffer on this machine: {@code serve}, or the packaged functions behind the emulated gateway. */
final class LocalServer implements Closeable {

    private static final String ACCESS_KEY = "certifyEXAMPLE";
    private static final int SECONDS_TO_STOP = 30;
    private static final String NO_THROTTLE = "100000";

    private final Process process;
    private final Endpoint endpoint;

    private LocalServer(Process process, Endpoint endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** @param home the checkout, where everything is built */
    static LocalServer serve(Path home, Path data) throws IOException {
        return start("./coffer serve, fresh", data, port -> List.of("-jar",
                home.resolve("functions/standalone/target/quarkus-app/quarkus-run.jar").toString(), "serve", "--data", data.toString(),
                "--port", port, "--tls-port", "0", "--console-port", "none"));
    }

    /** With one address in front, as CloudFront is, and no throttle: what a client makes of 429 and 503 is no question of what it can
     * do. */
    static LocalServer gateway(Path home, Path data) throws IOException {
        return start("./coffer gateway --front, fresh", data, port -> List.of("-Dcoffer.home=" + home,
                "-jar", home.resolve("infra/emulator/target/emulator.jar").toString(), "--front", "--data", data.toString(),
                "--port", port, "--console-port", freePort(), "--streaming-port", freePort(),
                "--rate", NO_THROTTLE, "--burst", NO_THROTTLE, "--requests-per-second", "0"));
    }

    /** The arguments of Java for a port. */
    private interface Arguments {
        List<String> on(String port) throws IOException;
    }

    private static LocalServer start(String title, Path data, Arguments arguments) throws IOException {
        String secret = UUID.randomUUID().toString();
        String port = freePort();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(arguments.on(port));
        builder.environment().keySet().removeIf(name -> name.startsWith("COFFER_") || name.startsWith("AWS_"));
        builder.environment().put("COFFER_ACCESS_KEY", ACCESS_KEY);
        builder.environment().put("COFFER_SECRET_KEY", secret);
        Path errors = Files.createDirectories(data).resolveSibling("server.log");
        Process process = builder.redirectError(errors.toFile()).start();
        LocalServer server = new LocalServer(process,
                new Endpoint(title, URI.create("http://127.0.0.1:" + port), "us-east-1", ACCESS_KEY, secret));
        server.awaitGreeting(errors);
        return server;
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private void awaitGreeting(Path errors) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        boolean ready = output.lines().takeWhile(line -> !line.contains("aws s3 mb")).filter(line -> line.contains("is ready")).count() > 0;
        if (!ready) {
            close();
            throw new IOException("the server did not start: " + Files.readString(errors));
        }
        // Nobody reads it any more, and it must not fill up.
        Thread reader = new Thread(() -> output.lines().forEach(line -> { }), "server output");
        reader.setDaemon(true);
        reader.start();
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
