package io.coffer.bench;

import io.coffer.testkit.gateway.GatewayEmulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./coffer bench functions}: the packaged functions behind the emulated gateway, each way of starting them in turns with the others.
 * All share one DynamoDB Local and one S3Proxy, whose part in every time is the same.
 */
@Command(name = "functions", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Measures the packaged functions behind the emulated API gateway: cold starts, warm requests, memory; on every JDK"
                + " there is, from a cache, and natively where ./coffer native built them.")
final class FunctionBench implements Callable<Integer> {

    private static final String BUCKET = "functions-bench";
    private static final String KEY = "small";
    private static final byte[] SMALL = new byte[4096];
    private static final int LISTED = 100;

    @Option(names = "--rounds", defaultValue = "10", description = "Cold starts of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--requests", defaultValue = "500",
            description = "Warm requests of each operation that count, behind as many that do not (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--java", split = ",", paramLabel = "HOME", description = "JDKs (default: those of /usr/lib/jvm from 17 on).")
    private List<Path> homes;

    @Option(names = "--work", paramLabel = "DIR", description = "Keeps the zips that bring a cache (default: a temporary directory).")
    private Path work;

    @Option(names = "--home", hidden = true, defaultValue = "${sys:coffer.home:-.}")
    private Path home;

    @Spec
    private CommandSpec command;

    /** One request of one operation. */
    private interface Request {
        void send(S3Endpoint s3, int number) throws IOException;
    }

    @Override
    public Integer call() throws Exception {
        Path directory = work == null ? Files.createTempDirectory("functions-bench") : Files.createDirectories(work);
        try (FunctionCloud cloud = FunctionCloud.start(directory, home)) {
            List<FunctionVariant> variants = FunctionVariants.all(home, homes, new CachedZips(cloud, directory, this::train), this::say);
            FunctionReport report = measure(cloud, variants);
            PrintWriter out = command.commandLine().getOut();
            out.print(report.table());
            out.flush();
        }
        return 0;
    }

    /** What a cache is made from: each request some times. */
    private void train(GatewayEmulator gateway) throws IOException {
        try (S3Endpoint s3 = FunctionCloud.client(gateway)) {
            prepare(s3);
            for (int i = 0; i < 20; i++) {
                for (FunctionReport.Operation operation : FunctionReport.Operation.values()) {
                    request(operation).send(s3, i);
                }
            }
        }
    }

    private FunctionReport measure(FunctionCloud cloud, List<FunctionVariant> variants) throws IOException {
        FunctionReport report = new FunctionReport(variants);
        List<GatewayEmulator> gateways = new ArrayList<>();
        List<S3Endpoint> clients = new ArrayList<>();
        try {
            for (FunctionVariant variant : variants) {
                GatewayEmulator gateway = cloud.gateway(variant).start();
                gateways.add(gateway);
                clients.add(FunctionCloud.client(gateway));
            }
            prepare(clients.get(0));
            for (int round = 1; round <= rounds; round++) {
                say("cold starts, round " + round + " of " + rounds);
                for (int i = 0; i < variants.size(); i++) {
                    for (Measured measured : Measured.values()) {
                        if (variants.get(i).has(measured.function())) {
                            report.cold(variants.get(i), measured, coldStart(gateways.get(i), clients.get(i), measured));
                            gateways.get(i).recycle(measured.function());
                        }
                    }
                }
            }
            for (int i = 0; i < variants.size(); i++) {
                say("warm requests: " + variants.get(i).name());
                warm(report, variants.get(i), gateways.get(i), clients.get(i));
            }
        } finally {
            clients.forEach(S3Endpoint::close);
            for (GatewayEmulator gateway : gateways) {
                gateway.close();
            }
        }
        return report;
    }

    private static void prepare(S3Endpoint s3) throws IOException {
        s3.createBucket(BUCKET);
        for (int i = 0; i < LISTED; i++) {
            put(s3, "listed/" + i);
        }
        put(s3, KEY);
    }

    private static void put(S3Endpoint s3, String key) throws IOException {
        s3.put(BUCKET, key, () -> new ByteArrayInputStream(SMALL), SMALL.length);
    }

    private static Request request(FunctionReport.Operation operation) {
        return switch (operation) {
            case GET -> (s3, i) -> s3.get(BUCKET, KEY);
            case PUT -> (s3, i) -> put(s3, "put/" + i);
            case HEAD -> (s3, i) -> s3.head(BUCKET, KEY);
            case LIST -> (s3, i) -> s3.list(BUCKET, "listed/");
        };
    }

    /** The request that starts a process, until its answer; and what processor time the process took of that. */
    private static FunctionReport.Cold coldStart(GatewayEmulator gateway, S3Endpoint s3, Measured measured) throws IOException {
        gateway.recycle(measured.function());
        Request first = request(measured == Measured.OBJECTS ? FunctionReport.Operation.GET : FunctionReport.Operation.LIST);
        long start = System.nanoTime();
        first.send(s3, 0);
        return new FunctionReport.Cold((System.nanoTime() - start) / 1e6, process(gateway, measured).cpuSeconds() * 1000);
    }

    private static ServerProcess process(GatewayEmulator gateway, Measured measured) {
        return ServerProcess.of(gateway.sandboxes(measured.function()).get(0).pid());
    }

    private void warm(FunctionReport report, FunctionVariant variant, GatewayEmulator gateway, S3Endpoint s3) throws IOException {
        for (FunctionReport.Operation operation : FunctionReport.Operation.values()) {
            if (variant.has(operation.measured().function())) {
                Request request = request(operation);
                Load.all(1, requests, i -> request.send(s3, i));
                report.warm(variant, operation, Load.all(1, requests, i -> request.send(s3, i)).nanos());
            }
        }
        for (Measured measured : Measured.values()) {
            if (variant.has(measured.function())) {
                report.memory(variant, measured, process(gateway, measured).residentMib().orElseThrow());
                gateway.recycle(measured.function());
            }
        }
    }

    private void say(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
