package io.coffer.endpoints;

import io.coffer.testkit.GrantReport.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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

/** A server under test, and clients that have its keys. */
public final class TestServer implements AutoCloseable {

    public static final String REGION = "us-east-1";
    public static final AwsBasicCredentials CREDENTIALS =
            AwsBasicCredentials.create("AKIATESTTESTTESTTEST", "test/secret+access/key0123456789abcdefgh");

    /** A second account, which owns nothing the tests do not give it. */
    public static final String OTHER_ACCOUNT = "111122223333";
    public static final AwsBasicCredentials OTHER_CREDENTIALS =
            AwsBasicCredentials.create("AKIAOTHEROTHEROTHER1", "other/secret+access/key0123456789abcdefg");

    private final TestHost host;
    private final Optional<Path> temporary;
    private final SdkHttpClient http;
    private final Map<Endpoint, S3Client> clients = new ConcurrentHashMap<>();
    private final Map<Endpoint, S3Client> otherAccounts = new ConcurrentHashMap<>();

    /** A server that every client of this machine reaches. */
    public TestServer(TestHost host, Optional<Path> temporary) {
        this(host, httpClient(), temporary);
    }

    /** @param temporary what goes away with the server */
    TestServer(TestHost host, SdkHttpClient http, Optional<Path> temporary) {
        this.host = host;
        this.http = http;
        this.temporary = temporary;
    }

    public static Path emptyDirectory() {
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
    public S3Client client(Endpoint endpoint) {
        return clients.computeIfAbsent(endpoint, e -> client(b -> b.forcePathStyle(e.pathStyle())));
    }

    /** A client of an endpoint that signs as the second account. */
    public S3Client otherAccountsClient(Endpoint endpoint) {
        return otherAccounts.computeIfAbsent(endpoint, e -> client(b -> b.forcePathStyle(e.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(OTHER_CREDENTIALS))));
    }

    /** A client that differs from the usual, to be closed by the caller. Refusals come at once: nothing is tried again. */
    public S3Client client(Consumer<S3ClientBuilder> settings) {
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
    public IamClient iam(AwsBasicCredentials credentials) {
        return IamClient.builder()
                .endpointOverride(origin())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(http)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** A client of STS' actions, as {@link #iam}. */
    public StsClient sts(AwsBasicCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(origin())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(http)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    public URI origin() {
        return host.origin();
    }

    /** What the process has written so far. */
    public String log() {
        return program().greeting() + program().errors();
    }

    private TestHost.Program program() {
        return host.program().orElseThrow(() -> new IllegalStateException("this server has no process that tests could look at"));
    }

    /** Does at once what the server does now and then anyway, if it takes a schedule to make it. */
    public void keepHouse() {
        host.keepHouse();
    }

    /** What no function's statement allows and functions asked for. */
    public List<Grant> denied() {
        return host.denied();
    }

    /** Its data directory. */
    public Path data() {
        return program().data();
    }

    public URI tlsOrigin() {
        return program().tlsEndpoint();
    }

    /** The certificate that vouches for the server's own. */
    public Path authority() {
        return program().authority();
    }

    /** The end that no process sees coming. */
    public void kill() throws InterruptedException {
        program().kill();
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
