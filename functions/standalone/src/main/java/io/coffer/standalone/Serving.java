package io.coffer.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Hands what the command line opened to the beans that Quarkus makes. */
@Singleton
final class Serving {

    private static volatile ServeOptions options;
    private static volatile CofferInstance instance;
    private static volatile boolean stopping;

    /**
     * Opens the instance, so that what is wrong with a data directory is said before a server starts; where it needs the clients that
     * Quarkus makes, it is opened with them.
     */
    static void start(ServeOptions options) throws IOException {
        Serving.options = options;
        if (!options.needsCloudClients()) {
            instance = CofferInstance.open(options, null);
        }
    }

    /** Whether requests may be signed with a key; nothing is known of it before the stores are open, and then the answer is yes. */
    static boolean accepts(String accessKeyId) {
        return instance == null || instance.accepts(accessKeyId);
    }

    static void close() {
        if (instance != null) {
            instance.close();
        }
    }

    /** From now on requests are turned away; those in flight are finished. */
    static void stopAccepting() {
        stopping = true;
    }

    static boolean isStopping() {
        return stopping;
    }

    @Produces
    @Singleton
    ServeOptions options() {
        return options;
    }

    @Produces
    @Singleton
    CofferInstance instance(CloudStores cloud) throws IOException {
        if (instance == null) {
            instance = CofferInstance.open(options, cloud);
        }
        return instance;
    }

    /** Prints its arguments once the ports listen, and waits. */
    static final class UntilStopped implements QuarkusApplication {

        @Override
        public int run(String... greeting) {
            for (String line : greeting) {
                System.out.println(line);
            }
            Quarkus.waitForExit();
            return 0;
        }
    }
}
