package io.coffer.standalone.client;

import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.standalone.ServerProcess;
import io.coffer.testkit.GrantReport.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;

/** A packaged server, in a process of its own or as functions behind a gateway, and clients that have its keys. */
final class TestServer implements AutoCloseable {

    static final String REGION = "us-east-1";
    static final AwsBasicCredentials CREDENTIALS =
            AwsBasicCredentials.create("AKIATESTTESTTESTTEST", "test/secret+access/key0123456789abcdefgh");

    /** A second account, which owns nothing the tests do not give it. */
    static final String OTHER_ACCOUNT = "111122223333";
    static final AwsBasicCredentials OTHER_CREDENTIALS =
            AwsBasicCredentials.create("AKIAOTHEROTHEROTHER1", "other/secret+access/key0123456789abcdefg");

    private final TestHost host;
    private final Optional<Path> temporary;
    private final SdkHttpClient http;
    private final Map<Endpoint, S3Client> clients = new ConcurrentHashMap<>();
    private final Map<Endpoint, S3Client> otherAccounts = new ConcurrentHashMap<>();

    /** @param temporary what goes away with the server */
    private TestServer(TestHost host, Optional<Path> temporary) {
        this.host = host;
        this.temporary = temporary;
        this.http = host instanceof InProcessHost inProcess ? new InProcessClient(inProcess) : httpClient();
    }

    /** A server of the kind with an empty data directory. */
    static TestServer start(ServerKind kind) {
        return start(kind, Map.of());
    }

    /** A server of the kind with an empty data directory and settings of its own, each an environment variable. */
    static TestServer start(ServerKind kind, Map<String, String> settings) {
        if (kind == ServerKind.IN_PROCESS) {
            Path directory = emptyDirectory();
            return new TestServer(InProcessHost.start(directory), Optional.of(directory));
        }
        if (kind.hasGateway()) {
            try {
                return new TestServer(kind == ServerKind.GATEWAY
                        ? TestHost.Functions.start(settings)
                        : LocalStackHost.start(settings), Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return start(kind == ServerKind.CLOUD ? CloudStandIns.start() : CloudStandIns.none(), settings);
    }

    /**
     * A server of the kind whose tables are prepared before it starts; what accounts they have by then keep their plans.
     *
     * @param prepare told what to write to
     */
    static TestServer prepared(ServerKind kind, Map<String, String> settings, Consumer<Stores> prepare) throws IOException {
        if (kind == ServerKind.GATEWAY) {
            return new TestServer(TestHost.Functions.start(settings, prepare), Optional.empty());
        }
        CloudStandIns standIns = kind == ServerKind.CLOUD ? CloudStandIns.start() : CloudStandIns.none();
        Path data = emptyDirectory();
        try (OrderedTables tables = standIns instanceof CloudStandIns.Running running ? running.tables() : embeddedTables(data)) {
            prepare.accept(Stores.over(tables, Clock.systemUTC()));
        }
        return new TestServer(new TestHost.OneProcess(process(data, List.of(), standIns, settings), standIns), Optional.of(data));
    }

    static OrderedTables embeddedTables(Path data) throws IOException {
        return EmbeddedTables.open(data.resolve("metadata"));
    }

    /** A server over stand-ins of its own, which it closes in the end. */
    static TestServer start(CloudStandIns standIns, Map<String, String> settings) {
        Path data = emptyDirectory();
        return new TestServer(new TestHost.OneProcess(process(data, List.of(), standIns, settings), standIns), Optional.of(data));
    }

    /** A server with local storage in a directory that may hold what an earlier one left. */
    static TestServer start(Path data, List<String> jvmFlags) {
        CloudStandIns none = CloudStandIns.none();
        return new TestServer(new TestHost.OneProcess(process(data, jvmFlags, none, Map.of()), none), Optional.empty());
    }

    private static ServerProcess process(Path data, List<String> jvmFlags, CloudStandIns standIns, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(standIns.environment());
        environment.putAll(settings);
        environment.put("COFFER_ACCESS_KEY", CREDENTIALS.accessKeyId());
        environment.put("COFFER_SECRET_KEY", CREDENTIALS.secretAccessKey());
        environment.put("COFFER_ACCOUNTS", otherAccount(data).toString());
        List<String> flags = new ArrayList<>(List.of(ServerProcess.ALL_COMPILERS));
        flags.addAll(jvmFlags);
        return ServerProcess.start(data, environment, flags);
    }

    private static Path otherAccount(Path data) {
        try {
            return Files.writeString(data.resolve("accounts"), """
                    [other]
                    aws_account_id = %s
                    aws_access_key_id = %s
                    aws_secret_access_key = %s
                    """.formatted(OTHER_ACCOUNT, OTHER_CREDENTIALS.accessKeyId(), OTHER_CREDENTIALS.secretAccessKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("coffer-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever a name, the server is here: systems differ in whether names below localhost resolve. */
    private static SdkHttpClient httpClient() {
        return ApacheHttpClient.builder()
                .maxConnections(64)
                .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                .build();
    }

    /** A client of an endpoint of this server; it stays open as long as the server. */
    S3Client client(Endpoint endpoint) {
        return clients.computeIfAbsent(endpoint, e -> client(b -> b.forcePathStyle(e.pathStyle())));
    }

    /** A client of an endpoint that signs as the second account. */
    S3Client otherAccountsClient(Endpoint endpoint) {
        return otherAccounts.computeIfAbsent(endpoint, e -> client(b -> b.forcePathStyle(e.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(OTHER_CREDENTIALS))));
    }

    /** A client that differs from the usual, to be closed by the caller. Refusals come at once: nothing is tried again. */
    S3Client client(Consumer<S3ClientBuilder> settings) {
        S3ClientBuilder builder = S3Client.builder()
                .endpointOverride(origin())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                .httpClient(http)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        settings.accept(builder);
        return builder.build();
    }

    /** A client of IAM's actions, to be closed by the caller. Refusals come at once. */
    IamClient iam(AwsBasicCredentials credentials) {
        return IamClient.builder()
                .endpointOverride(origin())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(http)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** A client of STS' actions, as {@link #iam}. */
    StsClient sts(AwsBasicCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(origin())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(http)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    URI origin() {
        return host.origin();
    }

    /** What the process has written so far. */
    String log() {
        return process().greeting() + process().errors();
    }

    private ServerProcess process() {
        return host.process().orElseThrow(() -> new IllegalStateException("functions have no process that tests could look at"));
    }

    /** Does at once what the server does now and then anyway, if it takes a schedule to make it. */
    void keepHouse() {
        host.keepHouse();
    }

    /** What no function's statement allows and functions asked for. */
    List<Grant> denied() {
        return host.denied();
    }

    /** Its data directory. */
    Path data() {
        return process().data();
    }

    URI tlsOrigin() {
        return process().tlsEndpoint();
    }

    /** The certificate that vouches for the server's own. */
    Path authority() {
        return process().authority();
    }

    /** The end that no process sees coming. */
    void kill() throws InterruptedException {
        process().kill();
    }

    @Override
    public void close() throws IOException {
        clients.values().forEach(S3Client::close);
        otherAccounts.values().forEach(S3Client::close);
        http.close();
        host.close();
        if (temporary.isPresent()) {
            try (Stream<Path> files = Files.walk(temporary.get())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
