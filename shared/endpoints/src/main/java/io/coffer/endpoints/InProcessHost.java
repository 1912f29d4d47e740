package io.coffer.endpoints;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.Installation;
import io.coffer.blobs.FileBlobStore;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.pipeline.Admission;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Behaviour;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.http.S3Headers;
import io.coffer.settings.Settings;
import io.coffer.testkit.GrantReport.Grant;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * Operations over tables in memory and blobs in files, in the process of the tests and without a socket. Requests find it by the port
 * of its address, on which nothing listens.
 */
final class InProcessHost implements TestHost {

    private static final AtomicInteger PORTS = new AtomicInteger(1);
    private static final Map<Integer, InProcessHost> HOSTS = new ConcurrentHashMap<>();
    private static final int HELPERS = 16;

    private final int port = PORTS.getAndIncrement();
    private final ExecutorService helpers = Executors.newFixedThreadPool(HELPERS, InProcessHost::daemon);
    private final FileBlobStore blobs;
    private final RequestHandler handler;
    private final Authenticator authenticator;
    private final UsageMeter meter;

    private InProcessHost(Path directory, Function<Backend, RequestHandler> api) throws IOException {
        Clock clock = Clock.systemUTC();
        OrderedTables tables = new MemoryTables();
        Installation installation = new Installation(tables, FileMasterKey.in(directory, tables), clock);
        Stores stores = installation.stores();
        AccountOpening accounts = installation.opening();
        accounts.openFirst(pair(TestServer.CREDENTIALS));
        accounts.open(TestServer.OTHER_ACCOUNT, "other", pair(TestServer.OTHER_CREDENTIALS));
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        Behaviour behaviour = Behaviour.of(Settings.of(
                InstallationSettings.ALL, Map.of("COFFER_REGION", TestServer.REGION, "COFFER_DOMAIN", "localhost")));
        Backend.Settings settings = new Backend.Settings(behaviour, true, 64 << 10, AllowedRates.ANY, Admission.OF_ALL);
        meter = stores.meter();
        Backend backend = new Backend(settings, stores, () -> blobs, installation.masterKey().bytes(), helpers, clock);
        authenticator = backend.verifier()::verify;
        handler = api.apply(backend);
    }

    static InProcessHost start(Path directory, Function<Backend, RequestHandler> api) throws IOException {
        InProcessHost host = new InProcessHost(directory, api);
        HOSTS.put(host.port, host);
        return host;
    }

    private static AccessKeyPair pair(AwsBasicCredentials credentials) {
        return new AccessKeyPair(credentials.accessKeyId(), credentials.secretAccessKey());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "coffer-helper");
        thread.setDaemon(true);
        return thread;
    }

    /** The host at an address; empty if a server listens. */
    static Optional<InProcessHost> at(URI address) {
        return Optional.ofNullable(HOSTS.get(address.getPort()));
    }

    /** @param headers with Host */
    S3Response send(String method, URI address, S3Headers headers, InputStream body) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        S3Response answer = handler.handle(new S3Request(method, path, address.getRawQuery(), headers,
                new QueryParameters(address.getRawQuery()), body, false, "127.0.0.1"), authenticator);
        meter.flush();
        return answer;
    }

    @Override
    public URI origin() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public Optional<Program> program() {
        return Optional.empty();
    }

    @Override
    public void keepHouse() {}

    @Override
    public List<Grant> denied() {
        return List.of();
    }

    @Override
    public void close() {
        HOSTS.remove(port);
        helpers.shutdownNow();
        blobs.close();
    }
}
