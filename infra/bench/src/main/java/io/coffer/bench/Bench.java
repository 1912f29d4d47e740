package io.coffer.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./coffer bench}: measures an S3 endpoint, alone or in turns with another. */
@Command(name = "bench", sortOptions = false, mixinStandardHelpOptions = true,
        subcommands = {FunctionBench.class, ConnectionBench.class, MicroBench.class},
        description = "Measures an S3 endpoint, alone or in turns with another. Its buckets go away afterwards.")
final class Bench implements Callable<Integer> {

    private static final String S3PROXY = "s3proxy";

    @Parameters(arity = "0..1", defaultValue = "http://127.0.0.1:9000", paramLabel = "ENDPOINT",
            description = "The endpoint to measure (default: ${DEFAULT-VALUE}); 's3proxy' starts one.")
    private String endpoint;

    @Option(names = "--vs", paramLabel = "ENDPOINT", description = "A second endpoint; 's3proxy' starts S3Proxy over files without fsync.")
    private String other;

    @Option(names = "--access-key", description = "Default: COFFER_ACCESS_KEY, AWS_ACCESS_KEY_ID.",
            defaultValue = "${COFFER_ACCESS_KEY:-${AWS_ACCESS_KEY_ID}}")
    private String accessKey;

    @Option(names = "--secret-key", description = "Default: COFFER_SECRET_KEY, AWS_SECRET_ACCESS_KEY.",
            defaultValue = "${COFFER_SECRET_KEY:-${AWS_SECRET_ACCESS_KEY}}")
    private String secretKey;

    @Option(names = "--vs-access-key", description = "Default: the first endpoint's.")
    private String otherAccessKey;

    @Option(names = "--vs-secret-key", description = "Default: the first endpoint's.")
    private String otherSecretKey;

    @Option(names = "--seconds", description = "The time of one cell (default: 3; quick: 1).")
    private Double seconds;

    @Option(names = "--rounds", description = "How often each cell is measured (default: 3; quick: 1).")
    private Integer rounds;

    @Option(names = "--quick", description = "A minute or two in all: shorter cells, one round, 10,000 keys, 256 MiB stream.")
    private boolean quick;

    @Option(names = "--only", split = ",", description = "Of put, signed, get, head, delete, list, stream, parts.")
    private Set<Operation> only;

    @Option(names = "--sizes", split = ",", defaultValue = "4096,1048576",
            description = "Object sizes in bytes (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes;

    @Option(names = "--connections", split = ",", defaultValue = "1,8,32", description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> connections;

    @Option(names = "--listings", split = ",", description = "Keys in the buckets listed (default: 1000,100000; quick: 1000,10000).")
    private List<Integer> listings;

    @Option(names = "--stream-bytes", description = "Length of the long stream (default: 1 GiB; quick: 256 MiB).")
    private Long streamBytes;

    @Option(names = "--parts", description = "Parts of an upload in parts (default: 128; quick: 32).")
    private Integer parts;

    @Option(names = "--part-bytes", defaultValue = "8388608", description = "Bytes of each of them (default: 8 MiB).")
    private int partBytes;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the report as JSON.")
    private Path json;

    @Spec
    private CommandSpec command;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("bench: " + e.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = command.commandLine().getErr();
        try (Endpoints opened = new Endpoints()) {
            List<Target> targets = other == null
                    ? List.of(opened.open("this", endpoint, accessKey, secretKey))
                    : List.of(opened.open("this", endpoint, accessKey, secretKey),
                            opened.open(S3PROXY.equals(other) ? S3PROXY : "other", other, orElse(otherAccessKey, accessKey),
                                    orElse(otherSecretKey, secretKey)));
            Report report = Report.of(targets, new Run(settings(), targets, line -> {
                err.println(line);
                err.flush();
            }).measure());
            PrintWriter out = command.commandLine().getOut();
            out.print(report.table());
            out.flush();
            if (json != null) {
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Settings settings() {
        return new Settings(
                orElse(only, EnumSet.allOf(Operation.class)),
                sizes,
                connections,
                orElse(seconds, quick ? 1.0 : 3.0),
                orElse(rounds, quick ? 1 : 3),
                orElse(listings, quick ? List.of(1000, 10_000) : List.of(1000, 100_000)),
                orElse(streamBytes, quick ? 256L << 20 : 1L << 30),
                new Settings.Parts(orElse(parts, quick ? 32 : 128), partBytes),
                2 * orElse(seconds, quick ? 1.0 : 3.0));
    }

    private static <T> T orElse(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static URI uri(String text) {
        URI uri = URI.create(text.replaceFirst("/+$", ""));
        int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port);
    }

    /** What is open during a run: clients, and S3Proxy if it was asked for. */
    private final class Endpoints implements Closeable {

        private final Deque<Closeable> open = new ArrayDeque<>();

        Target open(String name, String where, String key, String secret) throws IOException {
            S3Endpoint s3;
            if (S3PROXY.equals(where)) {
                S3ProxyServer server = S3ProxyServer.start();
                open.push(server);
                s3 = server.endpoint();
            } else if (key == null || secret == null) {
                throw new CommandLine.ParameterException(command.commandLine(),
                        "no access key for " + where + ": give --access-key and --secret-key, or COFFER_ACCESS_KEY and COFFER_SECRET_KEY");
            } else {
                s3 = new S3Endpoint(uri(where), key, secret);
            }
            open.push(s3);
            return new Target(name, s3);
        }

        @Override
        public void close() throws IOException {
            for (Closeable one : open) {
                one.close();
            }
        }
    }
}
