package io.coffer.standalone.client;

import io.coffer.metadata.stores.Stores;
import io.coffer.standalone.ServerProcess;
import io.coffer.testkit.GrantReport.Grant;
import io.coffer.testkit.gateway.GatewayEmulator;
import io.coffer.testkit.gateway.InvocationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What runs a server under test. */
interface TestHost extends AutoCloseable {

    URI origin();

    /** Empty if functions answer. */
    Optional<ServerProcess> process();

    /** Does what a schedule would ask for now; nothing if the server needs no asking. */
    void keepHouse();

    /** What the functions asked of AWS's services and may not. */
    List<Grant> denied();

    /** What the server logged goes to the tests' own output, for whoever asks why one failed. */
    @Override
    void close() throws IOException;

    /** One process of everything. */
    record OneProcess(ServerProcess server, CloudStandIns standIns) implements TestHost {

        @Override
        public URI origin() {
            return server.endpoint();
        }

        @Override
        public Optional<ServerProcess> process() {
            return Optional.of(server);
        }

        @Override
        public void keepHouse() {}

        @Override
        public List<Grant> denied() {
            return List.of();
        }

        @Override
        public void close() throws IOException {
            System.err.print(server.errors());
            server.close();
            standIns.close();
        }
    }

    /** The packaged functions behind the emulated gateway. */
    record Functions(GatewayEmulator gateway, GuardedInstallation installation) implements TestHost {

        /** The smallest part that uploads may have here: two parts of AWS's 5 MiB do not come back through a function. */
        static final int MIN_PART = 1 << 20;

        /** @param settings variables of every function */
        static Functions start(Map<String, String> settings) throws IOException {
            return start(settings, stores -> {});
        }

        /** @param prepare told what to write to before the first request */
        static Functions start(Map<String, String> settings, Consumer<Stores> prepare) throws IOException {
            GuardedInstallation installation = GuardedInstallation.open();
            prepare.accept(installation.stores());
            return new Functions(installation.gateway()
                    .parameter("MinPartSize", String.valueOf(MIN_PART))
                    .throttle(1_000_000, 1_000_000)
                    .environment(settings)
                    .start(), installation);
        }

        @Override
        public URI origin() {
            return URI.create("http://localhost:" + gateway.endpoint().getPort());
        }

        @Override
        public Optional<ServerProcess> process() {
            return Optional.empty();
        }

        @Override
        public void keepHouse() {
            try {
                gateway.invoke("housekeeping", "{}".getBytes(StandardCharsets.UTF_8)).get();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause() instanceof InvocationFailure failed ? failed.getMessage() : "failed", e);
            }
        }

        @Override
        public List<Grant> denied() {
            return installation.denied();
        }

        @Override
        public void close() throws IOException {
            for (String function : gateway.functions()) {
                gateway.log(function).stream().filter(line -> !line.startsWith("REPORT ")).forEach(System.err::println);
            }
            gateway.close();
            System.err.println(installation.unused().stream().map(Grant::toString)
                    .collect(Collectors.joining("\n  ", "granted and not used while this gateway ran:\n  ", "")));
            installation.close();
        }
    }
}
