package io.coffer.standalone.client;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The servers under test: one of each kind for the process, started when first asked for, stopped at the end. The build gives its processes
 * one class after the other, each as a run of its own: what JUnit keeps for a run would be started for every class.
 */
final class TestServers implements ParameterResolver {

    private static final Map<ServerKind, Started> STARTED = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.values().forEach(Started::close)));
    }

    TestServer of(ServerKind kind) {
        return STARTED.computeIfAbsent(kind, Started::of).get();
    }

    /** What became of a start; one that failed is not tried again for every test. */
    private record Started(TestServer server, RuntimeException failure) {

        static Started of(ServerKind kind) {
            try {
                return new Started(TestServer.start(kind), null);
            } catch (RuntimeException e) {
                return new Started(null, e);
            }
        }

        TestServer get() {
            if (failure != null) {
                throw failure;
            }
            return server;
        }

        void close() {
            try {
                if (server != null) {
                    server.close();
                }
            } catch (IOException e) {
                System.err.println("a server under test did not close: " + e);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
