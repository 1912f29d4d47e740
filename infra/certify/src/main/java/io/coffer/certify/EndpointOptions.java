package io.coffer.certify;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which S3 is meant. */
final class EndpointOptions {

    @Parameters(arity = "0..1", paramLabel = "ENDPOINT", description = "A URL (default: a fresh ./coffer serve).")
    private String url;

    @Option(names = "--gateway", description = "A fresh ./coffer gateway instead.")
    private boolean gateway;

    @Option(names = {"--key", "--access-key"}, paramLabel = "ID", description = "Default: COFFER_ACCESS_KEY, AWS_ACCESS_KEY_ID.",
            defaultValue = "${COFFER_ACCESS_KEY:-${AWS_ACCESS_KEY_ID}}")
    private String accessKey;

    @Option(names = {"--secret", "--secret-key"}, description = "Default: COFFER_SECRET_KEY, AWS_SECRET_ACCESS_KEY.",
            defaultValue = "${COFFER_SECRET_KEY:-${AWS_SECRET_ACCESS_KEY}}")
    private String secretKey;

    @Option(names = "--region", defaultValue = "us-east-1", description = "Default: ${DEFAULT-VALUE}.")
    private String region;

    /** An endpoint for as long as it is needed. */
    record Opened(Endpoint endpoint, Closeable server) implements Closeable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** @param work a directory for a server of this run's own */
    Opened open(CommandLine line, Path work) throws IOException {
        if (url == null) {
            LocalServer server = gateway ? LocalServer.gateway(home(), work.resolve("data")) : LocalServer.serve(home(),
                    work.resolve("data"));
            return new Opened(server.endpoint(), server);
        }
        if (accessKey == null || secretKey == null) {
            throw new CommandLine.ParameterException(line,
                    "no access key for " + url + ": give --key and --secret, or COFFER_ACCESS_KEY and COFFER_SECRET_KEY");
        }
        return new Opened(new Endpoint(url, URI.create(url.replaceFirst("/+$", "")), region, accessKey, secretKey), () -> { });
    }

    /** The checkout. */
    static Path home() {
        return Path.of(System.getProperty("coffer.home", ".")).toAbsolutePath().normalize();
    }

    /** What Git calls the checkout's commit. */
    static String commit() {
        try {
            Process git = new ProcessBuilder("git", "-C", home().toString(), "describe", "--always",
                    "--dirty").redirectErrorStream(true).start();
            try (BufferedReader output = new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8))) {
                String line = output.readLine();
                return line == null || line.startsWith("fatal") ? "unknown" : line;
            }
        } catch (IOException e) {
            return "unknown";
        }
    }
}
