package io.coffer.emulator;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.DataDirectory;
import io.coffer.accounts.DefaultDirectory;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.RootKeys;
import io.coffer.testkit.front.Distribution;
import io.coffer.testkit.gateway.GatewayEmulator;
import io.coffer.testkit.gateway.HeadContentLength;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts all of an installation on this machine and serves until the process is told to stop. */
@Command(name = "gateway", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Serves S3's API from the packaged functions behind an emulated API gateway, as template.yaml puts them together,"
                + " with stand-ins for DynamoDB and S3: for trying and testing what AWS would run.")
final class GatewayCommand implements Callable<Integer> {

    /** Of the template. */
    private static final String CONSOLE = "ConsoleApi";

    @Spec
    private CommandSpec command;

    @Option(names = "--port", defaultValue = "${env:COFFER_PORT:-9000}", description = "The gateway's (COFFER_PORT; default: 9000).")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:COFFER_DATA}",
            description = "Keeps tables, blobs, keys (COFFER_DATA; default: coffer-gateway in $XDG_DATA_HOME, or in ~/.local/share).")
    private Optional<Path> data;

    @Option(names = "--domain", defaultValue = "${env:COFFER_DOMAIN:-localhost}",
            description = "Buckets are also served at BUCKET.DOMAIN (COFFER_DOMAIN; default: localhost).")
    private String domain;

    @Option(names = "--streaming", description = "Also starts the streaming endpoint, for what functions cannot carry.")
    private boolean streaming;

    @Option(names = "--front", description = "Puts one address in front of gateway and streaming endpoint, as CloudFront does with"
            + " infra/front/viewer-request.js: objects of any size go through it. Implies --streaming.")
    private boolean front;

    @Option(names = "--console-port", defaultValue = "${env:COFFER_CONSOLE_PORT:-9001}",
            description = "The port of the console's own API (COFFER_CONSOLE_PORT; default: 9001).")
    private int consolePort;

    @Option(names = "--streaming-port", defaultValue = "9002", description = "The streaming endpoint's (default: ${DEFAULT-VALUE}).")
    private int streamingPort;

    @Option(names = "--rate", paramLabel = "N",
            description = "Requests a second that pass to each route; more are answered 429 (default: the template's).")
    private Optional<Integer> rate;

    @Option(names = "--burst", paramLabel = "N", description = "Requests that pass at once (default: the template's).")
    private Optional<Integer> burst;

    @Option(names = "--requests-per-second", paramLabel = "N", defaultValue = "${env:COFFER_REQUESTS_PER_SECOND}",
            description = "How many requests of each account functions answer in a second, 0 for any number; more are answered 503"
                    + " (COFFER_REQUESTS_PER_SECOND; default: the plan's).")
    private Optional<Integer> requestsPerSecond;

    @Option(names = "--head-content-length", defaultValue = "kept",
            description = "What becomes of the Content-Length that a function gives for HEAD: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}). Nobody has published which AWS does.")
    private HeadContentLength headContentLength;

    @Option(names = "--sandboxes", paramLabel = "N", defaultValue = "4",
            description = "Processes of one function, at most (default: ${DEFAULT-VALUE}).")
    private int sandboxes;

    @Option(names = "--min-part-size", paramLabel = "BYTES", defaultValue = "${env:COFFER_MIN_PART_SIZE}",
            description = "What every part of an upload but its last must have (COFFER_MIN_PART_SIZE; default: AWS's 5 MiB, which is"
                    + " more than a function can take).")
    private Optional<Long> minPartSize;

    @Option(names = "--housekeeping", paramLabel = "DURATION", defaultValue = "PT1M",
            description = "How often the housekeeping function is invoked (default: ${DEFAULT-VALUE}).")
    private Duration housekeeping;

    @Option(names = "--log", description = "Passes on what functions write, and a line for each request.")
    private boolean log;

    @Option(names = "--template", paramLabel = "FILE", defaultValue = "${sys:coffer.home:-.}/template.yaml",
            description = "The template; functions' zips are where it says (default: Coffer's own).")
    private Path template;

    @Override
    public Integer call() throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "stop"));
        try (Running running = new Running()) {
            start(running);
            stop.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static Path usualDirectory() {
        DefaultDirectory directory = DefaultDirectory.of("coffer-gateway", "data/gateway");
        directory.hint().ifPresent(hint -> System.err.println("coffer: " + hint));
        return directory.path();
    }

    private void start(Running running) throws IOException {
        Path directory = running.add(DataDirectory.open(data.orElseGet(GatewayCommand::usualDirectory))).path();
        boolean firstStart = RootKeys.kept(directory).isEmpty();
        RootKeys.Opened opened = RootKeys.open(directory, System.getenv());
        AccessKeyPair keys = opened.pair();
        Cloud cloud = running.add(Cloud.start(directory, opened));
        Path masterKey = FileMasterKey.file(directory);

        Map<String, String> shared = new HashMap<>(cloud.environment());
        shared.put("COFFER_DOMAIN", domain);
        shared.put("AWS_REGION", "us-east-1");
        minPartSize.ifPresent(bytes -> shared.put("COFFER_MIN_PART_SIZE", String.valueOf(bytes)));
        requestsPerSecond.ifPresent(n -> shared.put("COFFER_REQUESTS_PER_SECOND", String.valueOf(n)));
        Optional<URI> streamingEndpoint = Optional.empty();
        if (streaming || front) {
            Map<String, String> server = new HashMap<>(shared);
            server.put("COFFER_TABLE_PREFIX", Cloud.TABLE_PREFIX);
            server.put("COFFER_BLOB_BUCKET", Cloud.BUCKET);
            server.put("COFFER_CONSOLE_PORT", "none");
            if (consolePort != 0) {
                server.put("COFFER_CONSOLE_URL", "http://127.0.0.1:" + consolePort);
            }
            Path jar = template.toAbsolutePath().resolveSibling("functions/standalone/target/quarkus-app/quarkus-run.jar");
            streamingEndpoint = Optional.of(running.add(
                    StreamingServer.start(jar, directory.resolve("streaming"), streamingPort, masterKey, keys, server)).endpoint());
        }

        GatewayEmulator.Builder builder = GatewayEmulator.of(template)
                .port(front ? 0 : port)
                .ownPort(CONSOLE, consolePort)
                .domain(domain)
                .parameter("TablePrefix", Cloud.TABLE_PREFIX)
                .parameter("BlobBucket", Cloud.BUCKET)
                .environment(shared)
                .environment("COFFER_MASTER_KEY_FILE", masterKey.toString())
                .withoutEnvironment("COFFER_KMS_KEY")
                .headContentLength(headContentLength)
                .sandboxes(sandboxes);
        rate.ifPresent(n -> builder.parameter("ThrottleRate", String.valueOf(n)));
        burst.ifPresent(n -> builder.parameter("ThrottleBurst", String.valueOf(n)));
        streamingEndpoint.ifPresent(url -> builder.environment("COFFER_STREAMING_ENDPOINT", url.toString()));
        PrintWriter errors = command.commandLine().getErr();
        if (log) {
            builder.log(line -> {
                errors.println(line);
                errors.flush();
            });
        }
        GatewayEmulator gateway = running.add(builder.start());
        running.add(Housekeeping.every(housekeeping, gateway, errors));
        URI endpoint = gateway.endpoint();
        if (front) {
            endpoint = running.add(Distribution.start(port, template.toAbsolutePath().resolveSibling("infra/front/viewer-request.js"),
                    Distribution.gatewayAndStreaming(endpoint, streamingEndpoint.orElseThrow()))).endpoint();
        }
        greet(endpoint, gateway, streamingEndpoint, directory, keys, firstStart);
    }

    private void greet(URI endpoint, GatewayEmulator gateway, Optional<URI> streamingEndpoint, Path directory, AccessKeyPair keys,
            boolean firstStart) {
        PrintWriter out = command.commandLine().getOut();
        out.println("Coffer is ready: its functions behind an emulated API gateway.");
        out.println();
        out.println("  Endpoint           " + endpoint);
        streamingEndpoint.ifPresent(url -> out.println("  Streaming          " + url));
        out.println("  Console            " + gateway.endpoint(CONSOLE) + "/");
        out.println("  Region             us-east-1");
        out.println("  Access key ID      " + keys.accessKeyId());
        String where = "(./coffer keys --data '" + directory + "' shows it)";
        out.println("  Secret access key  " + (firstStart ? keys.secretAccessKey() : where));
        out.println();
        out.println("To use it with the AWS CLI:");
        out.println();
        List.of("export AWS_SHARED_CREDENTIALS_FILE='" + RootKeys.file(directory) + "'",
                "export AWS_ENDPOINT_URL=" + endpoint + " AWS_DEFAULT_REGION=us-east-1",
                "aws s3 mb s3://my-bucket").forEach(line -> out.println("  " + line));
        out.println();
        out.flush();
    }

    /** What has been started, to be ended in the opposite order. */
    private static final class Running implements AutoCloseable {

        private final Deque<AutoCloseable> parts = new ArrayDeque<>();

        <T extends AutoCloseable> T add(T part) {
            parts.push(part);
            return part;
        }

        @Override
        public void close() throws Exception {
            for (AutoCloseable part : parts) {
                part.close();
            }
        }
    }
}
