package io.coffer.standalone.client;

import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.TestHost;
import io.coffer.metadata.stores.Stores;
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

/** The packaged functions behind the emulated gateway. */
record EmulatedFunctions(GatewayEmulator gateway, GuardedInstallation installation) implements TestHost {

    /** @param settings variables of every function */
    static EmulatedFunctions start(Map<String, String> settings) throws IOException {
        return start(settings, stores -> {});
    }

    /** @param prepare told what to write to before the first request */
    static EmulatedFunctions start(Map<String, String> settings, Consumer<Stores> prepare) throws IOException {
        GuardedInstallation installation = GuardedInstallation.open();
        prepare.accept(installation.stores());
        return new EmulatedFunctions(installation.gateway()
                .parameter("MinPartSize", String.valueOf(ServerKind.MIN_PART_OF_FUNCTIONS))
                .throttle(1_000_000, 1_000_000)
                .environment(settings)
                .start(), installation);
    }

    @Override
    public URI origin() {
        return URI.create("http://localhost:" + gateway.endpoint().getPort());
    }

    @Override
    public Optional<Program> program() {
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
