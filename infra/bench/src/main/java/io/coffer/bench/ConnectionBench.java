package io.coffer.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.http.SdkHttpMethod;

/** {@code ./coffer bench connections}: an endpoint under many connections, most of which do little. */
@Command(name = "connections", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Measures an endpoint with many connections: some that ask all the time, many that are idle, and slow readers and"
                + " writers, beside which one more asks.")
final class ConnectionBench implements Callable<Integer> {

    private static final String SMALL = "small";
    private static final String LARGE = "large";
    private static final String ENCRYPTED = "encrypted";
    private static final String OF_PARTS = "of-parts";
    private static final String NEW = "new";
    private static final String UPLOADED = "uploaded";
    private static final int ATTEMPTS_TO_REMOVE = 10;
    private static final int SMALL_BYTES = 4096;
    private static final int LARGE_BYTES = 8 << 20;
    private static final int PART_BYTES = 5 << 20;
    /** The longest body that a server of ours collects before it begins with the request. */
    private static final int SMALL_BODY_BYTES = 64 << 10;
    /** Of a slow client: somewhat above the least that a server of ours lets pass. */
    private static final int SLOW = 20 << 10;

    @Parameters(arity = "0..1", defaultValue = "http://127.0.0.1:9000", paramLabel = "ENDPOINT",
            description = "The endpoint to measure, without TLS (default: ${DEFAULT-VALUE}).")
    private URI endpoint;

    @Option(names = "--access-key", description = "Default: COFFER_ACCESS_KEY, AWS_ACCESS_KEY_ID.",
            defaultValue = "${COFFER_ACCESS_KEY:-${AWS_ACCESS_KEY_ID}}", required = true)
    private String accessKey;

    @Option(names = "--secret-key", description = "Default: COFFER_SECRET_KEY, AWS_SECRET_ACCESS_KEY.",
            defaultValue = "${COFFER_SECRET_KEY:-${AWS_SECRET_ACCESS_KEY}}", required = true)
    private String secretKey;

    @Option(names = "--busy", split = ",", defaultValue = "1,32,512,4096",
            description = "Connections that get 4 KiB again and again (default: ${DEFAULT-VALUE}).")
    private List<Integer> busy;

    @Option(names = "--idle", defaultValue = "10000",
            description = "Connections that ask once and then nothing (default: ${DEFAULT-VALUE}).")
    private int idle;

    @Option(names = "--slow", defaultValue = "200",
            description = "Slow readers and slow writers of each kind, at 20 KiB a second (default: ${DEFAULT-VALUE}).")
    private int slow;

    @Option(names = "--seconds", defaultValue = "60", description = "The time of each (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        String bucket = "connections-" + UUID.randomUUID();
        try (S3Endpoint s3 = new S3Endpoint(endpoint, accessKey, secretKey)) {
            s3.createBucket(bucket);
            try {
                put(s3, bucket, SMALL, SMALL_BYTES);
                put(s3, bucket, LARGE, LARGE_BYTES);
                s3.putEncrypted(bucket, ENCRYPTED, () -> new ByteArrayInputStream(new byte[LARGE_BYTES]), LARGE_BYTES);
                putOfParts(s3, bucket);
                measure(s3, bucket);
            } finally {
                remove("bucket " + bucket, () -> {
                    s3.deleteAll(bucket, List.of(SMALL, LARGE, ENCRYPTED, OF_PARTS, NEW));
                    s3.deleteBucket(bucket);
                });
            }
        }
        return 0;
    }

    private interface Removal {
        void run() throws IOException;
    }

    /** A server may still be storing what slow writers sent when their connections ended. S3Proxy keeps such a file for good. */
    private void remove(String what, Removal removal) throws IOException {
        for (int attempt = 1;; attempt++) {
            try {
                removal.run();
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS_TO_REMOVE) {
                    say("The " + what + " stays: " + e.getMessage());
                    return;
                }
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static void put(S3Endpoint s3, String bucket, String key, int length) throws IOException {
        s3.put(bucket, key, () -> new ByteArrayInputStream(new byte[length]), length);
    }

    private static void putOfParts(S3Endpoint s3, String bucket) throws IOException {
        String upload = s3.createUpload(bucket, OF_PARTS);
        List<String> etags = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            etags.add(s3.uploadPart(bucket, OF_PARTS, upload, number, () -> new ByteArrayInputStream(new byte[PART_BYTES]), PART_BYTES));
        }
        s3.completeUpload(bucket, OF_PARTS, upload, etags);
    }

    private void measure(S3Endpoint s3, String bucket) throws IOException {
        say("%-30s %11s %9s %9s %9s %8s %7s %6s %9s".formatted(
                "connections", "per second", "p50 ms", "p99 ms", "max ms", "refused", "broken", "open", "resident"));
        byte[] get = get(s3, bucket, SMALL);
        for (int count : busy) {
            try (Crowd crowd = new Crowd()) {
                crowd.open(address(), count, get, true, 0);
                say(count + " busy", crowd.run(seconds), crowd.run(0));
            }
        }
        beside(idle + " idle", get, get, idle, 0);
        for (String key : List.of(LARGE, ENCRYPTED, OF_PARTS)) {
            besideSlow("readers, " + key, get, get(s3, bucket, key));
        }
        besideSlow("writers, " + LARGE, get, s3.request(SdkHttpMethod.PUT, path(bucket, NEW), Map.of(), LARGE_BYTES));
        besideSlow("writers, " + SMALL, get, s3.request(SdkHttpMethod.PUT, path(bucket, NEW), Map.of(), SMALL_BODY_BYTES));
        String upload = s3.createUpload(bucket, UPLOADED);
        Map<String, String> part = Map.of("partNumber", "1", "uploadId", upload);
        besideSlow("writers, part", get, s3.request(SdkHttpMethod.PUT, path(bucket, UPLOADED), part, LARGE_BYTES));
        remove("upload " + upload, () -> s3.abortUpload(bucket, UPLOADED, upload));
    }

    private void besideSlow(String what, byte[] get, byte[] request) throws IOException {
        beside(slow + " slow " + what, get, request, slow, SLOW);
    }

    private static String path(String bucket, String key) {
        return "/" + bucket + "/" + key;
    }

    private static byte[] get(S3Endpoint s3, String bucket, String key) {
        return s3.request(SdkHttpMethod.GET, path(bucket, key), Map.of(), 0);
    }

    /** One connection asks all the time beside others. */
    private void beside(String what, byte[] get, byte[] request, int count, int bytesPerSecond) throws IOException {
        try (Crowd others = new Crowd(); Crowd one = new Crowd()) {
            others.open(address(), count, request, bytesPerSecond > 0, bytesPerSecond);
            Crowd.Result[] result = new Crowd.Result[1];
            Thread thread = new Thread(() -> {
                try {
                    result[0] = others.run(seconds);
                } catch (IOException e) {
                    result[0] = new Crowd.Result(new long[0], 0, count, 0);
                }
            });
            thread.start();
            one.open(address(), 1, get, true, 0);
            Crowd.Result asked = one.run(seconds);
            thread.join();
            say(what, asked, result[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
    }

    private void say(String what, Crowd.Result asked, Crowd.Result all) {
        OptionalLong resident = ServerProcess.of(endpoint).map(ServerProcess::residentMib).orElse(OptionalLong.empty());
        say("%-30s %11.0f %9.2f %9.2f %9.2f %8d %7d %6d %9s".formatted(what, asked.nanos().length / seconds, asked.millis(0.5),
                asked.millis(0.99), asked.millis(1), asked.refused(), all.broken(), all.open(),
                resident.isPresent() ? resident.getAsLong() + " MiB" : "n/a"));
    }

    private void say(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
