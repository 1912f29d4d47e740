package io.coffer.standalone.start;

import io.coffer.standalone.http.ConsoleServer;
import io.coffer.standalone.server.CloudStores;
import io.coffer.standalone.server.CofferInstance;
import io.coffer.standalone.server.OperatorCommands;
import io.coffer.standalone.server.ServeOptions;
import io.coffer.standalone.tls.TlsFiles;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Hands what the command line opened to the beans that Quarkus makes. */
@Singleton
public final class Serving {

    private static volatile ServeOptions options;
    private static volatile TlsFiles tls;
    private static volatile boolean firstStart;
    private static volatile OperatorCommands commands;
    private static volatile CofferInstance instance;
    private static volatile boolean stopping;

    /**
     * Opens the instance, so that what is wrong with a data directory is said before a server starts; where it needs the clients that
     * Quarkus makes, it is opened with them.
     */
    public static void start(ServeOptions options, TlsFiles tls, boolean firstStart, OperatorCommands commands) throws IOException {
        Serving.options = options;
        Serving.tls = tls;
        Serving.firstStart = firstStart;
        Serving.commands = commands;
        if (!options.needsCloudClients()) {
            instance = CofferInstance.open(options, null, commands);
        }
    }

    /** Whether requests may be signed with a key; nothing is known of it before the stores are open, and then the answer is yes. */
    private static boolean accepts(String accessKeyId) {
        return instance == null || instance.accepts(accessKeyId);
    }

    public static void close() {
        if (instance != null) {
            instance.close();
        }
    }

    /** From now on requests are turned away; those in flight are finished. */
    public static void stopAccepting() {
        stopping = true;
    }

    public static boolean isStopping() {
        return stopping;
    }

    @Produces
    @Singleton
    ServeOptions options() {
        return options;
    }

    @Produces
    @Singleton
    TlsFiles tls() {
        return tls;
    }

    @Produces
    @Singleton
    CofferInstance instance(CloudStores cloud) throws IOException {
        if (instance == null) {
            instance = CofferInstance.open(options, cloud, commands);
        }
        return instance;
    }

    /** Greets once the ports listen, and waits. */
    public static final class UntilStopped implements QuarkusApplication {

        private final ConsoleServer console;

        UntilStopped(ConsoleServer console) {
            this.console = console;
        }

        @Override
        public int run(String... arguments) {
            boolean accepted = options.rootKeys().filter(keys -> accepts(keys.pair().accessKeyId())).isPresent();
            Greeting.of(options, tls, console.address(), firstStart, accepted).forEach(System.out::println);
            Quarkus.waitForExit();
            return 0;
        }
    }
}
