package io.coffer.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands what the command line opened to the beans that Quarkus makes. */
@Singleton
final class Serving {

    private static volatile ServeOptions options;
    private static volatile CofferInstance instance;

    static void start(ServeOptions options, CofferInstance instance) {
        Serving.options = options;
        Serving.instance = instance;
    }

    @Produces
    @Singleton
    ServeOptions options() {
        return options;
    }

    @Produces
    @Singleton
    CofferInstance instance() {
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
