package io.coffer.standalone.start;

import io.coffer.standalone.http.ConsoleServer;
import io.coffer.standalone.http.ListeningPorts;
import io.coffer.standalone.server.CloudStores;
import io.coffer.standalone.server.CofferInstance;
import io.coffer.standalone.server.ServeOptions;
import io.coffer.standalone.server.ServerStart;
import io.coffer.standalone.server.Stopping;
import io.coffer.standalone.tls.TlsFiles;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Hands what the command line opened to the beans that Quarkus makes. Quarkus makes the application by its class and passes it texts only,
 * so the objects are in one static field while the server runs.
 */
@Singleton
public final class Serving {

    private static volatile Optional<Opened> opened = Optional.empty();

    /** @param instance empty until the clients are there that its stores need */
    private record Opened(ServerStart start, Optional<CofferInstance> instance) {}

    /**
     * Opens the instance, so that what is wrong with a data directory is said before a server starts. If the stores need the clients that
     * Quarkus makes, the instance is opened with them.
     *
     * @throws IOException if the data directory cannot be used
     */
    public static void open(ServerStart start) throws IOException {
        opened = Optional.of(start.options().needsCloudClients()
                ? new Opened(start, Optional.empty())
                : opened(start, Optional.empty()));
    }

    /** Serves until the process is told to stop. */
    public static void run(BiConsumer<Integer, Throwable> ended) {
        Quarkus.run(UntilStopped.class, ended);
    }

    public static void close() {
        opened.flatMap(Opened::instance).ifPresent(CofferInstance::close);
    }

    private static Opened opened(ServerStart start, Optional<CloudStores> cloud) throws IOException {
        return new Opened(start, Optional.of(CofferInstance.open(start.options(), cloud, start.commands())));
    }

    private static ServerStart start() {
        return opened.orElseThrow().start;
    }

    @Produces
    @Singleton
    ServeOptions options() {
        return start().options();
    }

    @Produces
    @Singleton
    TlsFiles tls() {
        return start().tls();
    }

    @Produces
    @Singleton
    Stopping stopping() {
        return start().stopping();
    }

    @Produces
    @Singleton
    CofferInstance instance(CloudStores cloud) throws IOException {
        if (opened.flatMap(Opened::instance).isEmpty()) {
            opened = Optional.of(opened(start(), Optional.of(cloud)));
        }
        return opened.flatMap(Opened::instance).orElseThrow();
    }

    /** Greets once the ports listen, and waits. */
    static final class UntilStopped implements QuarkusApplication {

        private final ListeningPorts ports;
        private final ConsoleServer console;
        private final CofferInstance instance;

        UntilStopped(ListeningPorts ports, ConsoleServer console, CofferInstance instance) {
            this.ports = ports;
            this.console = console;
            this.instance = instance;
        }

        @Override
        public int run(String... arguments) {
            ServerStart start = start();
            boolean accepted = start.options().rootKeys().filter(keys -> instance.accepts(keys.pair().accessKeyId())).isPresent();
            Greeting.of(start.options(), ports, start.tls(), console.address(), start.isFirst(), accepted).forEach(System.out::println);
            OldGeneration.keepSmall();
            Quarkus.waitForExit();
            return 0;
        }
    }
}
