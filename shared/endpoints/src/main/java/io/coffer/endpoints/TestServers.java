package io.coffer.endpoints;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The servers under test: one of each kind for the process, started when first asked for, stopped at the end. The build gives its processes
 * one class after the other, each as a run of its own: what JUnit keeps for a run would be started for every class.
 */
public final class TestServers implements ParameterResolver {

    private static final List<ServersUnderTest> FOUND =
            ServiceLoader.load(ServersUnderTest.class).stream().map(ServiceLoader.Provider::get).toList();
    private static final Map<ServerKind, Started> STARTED = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.values().forEach(Started::close)));
    }

    /**
     * The kinds that tests run at: those that the property {@code coffer.endpoints} asks for, of those that are found and can run on this
     * machine. In the process of the tests they run if it asks for that, or if nothing else is found.
     */
    public static List<ServerKind> here() {
        Set<ServerKind> found = FOUND.stream().flatMap(servers -> servers.kinds().stream()).collect(Collectors.toCollection(TreeSet::new));
        String asked = System.getProperty("coffer.endpoints", "");
        if (asked.equals("gateway")) {
            found.retainAll(Set.of(ServerKind.GATEWAY));
        } else if (asked.equals("in-process")) {
            found.retainAll(Set.of(ServerKind.IN_PROCESS));
        } else if (found.size() > 1) {
            found.remove(ServerKind.IN_PROCESS);
        }
        return List.copyOf(found);
    }

    TestServer of(ServerKind kind) {
        return STARTED.computeIfAbsent(kind, Started::of).get();
    }

    /** What became of a start; one that failed is not tried again for every test. */
    private record Started(@Nullable TestServer server, @Nullable RuntimeException failure) {

        static Started of(ServerKind kind) {
            try {
                return new Started(servers(kind).start(kind), null);
            } catch (RuntimeException e) {
                return new Started(null, e);
            }
        }

        private static ServersUnderTest servers(ServerKind kind) {
            return FOUND.stream().filter(servers -> servers.kinds().contains(kind)).findFirst().orElseThrow();
        }

        TestServer get() {
            if (server == null) {
                throw Objects.requireNonNull(failure);
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
