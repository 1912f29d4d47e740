package io.coffer.standalone.client;

import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.ServersUnderTest;
import io.coffer.endpoints.TestServer;
import io.coffer.localstack.LocalStackContainers;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.standalone.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Starts packaged servers, each in a process of its own or as functions behind a gateway. */
public final class PackagedServers implements ServersUnderTest {

    @Override
    public Set<ServerKind> kinds() {
        Set<ServerKind> kinds = EnumSet.of(ServerKind.LOCAL, ServerKind.CLOUD, ServerKind.GATEWAY);
        if (LocalStackContainers.canRun()) {
            kinds.add(ServerKind.LOCALSTACK);
        }
        return kinds;
    }

    /** One that many classes ask much of. */
    @Override
    public TestServer start(ServerKind kind) {
        return start(kind, Map.of(), List.of(ServerProcess.ALL_COMPILERS));
    }

    /** A server of the kind with an empty data directory and settings of its own, each an environment variable. */
    static TestServer start(ServerKind kind, Map<String, String> settings) {
        return start(kind, settings, List.of());
    }

    private static TestServer start(ServerKind kind, Map<String, String> settings, List<String> jvmFlags) {
        if (kind.hasGateway()) {
            try {
                return new TestServer(kind == ServerKind.GATEWAY
                        ? EmulatedFunctions.start(settings)
                        : LocalStackHost.start(settings), Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return start(kind == ServerKind.CLOUD ? CloudStandIns.start() : CloudStandIns.none(), settings, jvmFlags);
    }

    /**
     * A server of the kind whose tables are prepared before it starts; what accounts they have by then keep their plans.
     *
     * @param prepare told what to write to
     */
    static TestServer prepared(ServerKind kind, Map<String, String> settings, Consumer<Stores> prepare) throws IOException {
        if (kind == ServerKind.GATEWAY) {
            return new TestServer(EmulatedFunctions.start(settings, prepare), Optional.empty());
        }
        CloudStandIns standIns = kind == ServerKind.CLOUD ? CloudStandIns.start() : CloudStandIns.none();
        Path data = TestServer.emptyDirectory();
        try (OrderedTables tables = standIns instanceof CloudStandIns.Running running ? running.tables() : embeddedTables(data)) {
            prepare.accept(Stores.over(tables, Clock.systemUTC()));
        }
        return new TestServer(new OneProcess(process(data, List.of(), standIns, settings), standIns), Optional.of(data));
    }

    static OrderedTables embeddedTables(Path data) throws IOException {
        return EmbeddedTables.open(data.resolve("metadata"));
    }

    /** A server over stand-ins of its own, which it closes in the end. */
    static TestServer start(CloudStandIns standIns, Map<String, String> settings) {
        return start(standIns, settings, List.of());
    }

    private static TestServer start(CloudStandIns standIns, Map<String, String> settings, List<String> jvmFlags) {
        Path data = TestServer.emptyDirectory();
        return new TestServer(new OneProcess(process(data, jvmFlags, standIns, settings), standIns), Optional.of(data));
    }

    /** A server with local storage in a directory that may hold what an earlier one left. */
    static TestServer start(Path data, List<String> jvmFlags) {
        CloudStandIns none = CloudStandIns.none();
        return new TestServer(new OneProcess(process(data, jvmFlags, none, Map.of()), none), Optional.empty());
    }

    private static ServerProcess process(Path data, List<String> jvmFlags, CloudStandIns standIns, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(standIns.environment());
        environment.putAll(settings);
        environment.put("COFFER_ACCESS_KEY", TestServer.CREDENTIALS.accessKeyId());
        environment.put("COFFER_SECRET_KEY", TestServer.CREDENTIALS.secretAccessKey());
        environment.put("COFFER_ACCOUNTS", otherAccount(data).toString());
        return ServerProcess.start(data, environment, jvmFlags);
    }

    private static Path otherAccount(Path data) {
        try {
            return Files.writeString(data.resolve("accounts"), """
                    [other]
                    aws_account_id = %s
                    aws_access_key_id = %s
                    aws_secret_access_key = %s
                    """.formatted(TestServer.OTHER_ACCOUNT, TestServer.OTHER_CREDENTIALS.accessKeyId(),
                    TestServer.OTHER_CREDENTIALS.secretAccessKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
