package io.coffer.standalone.client;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The servers under test: one of each kind for the whole run, started when first asked for, stopped at the end. */
final class TestServers implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TestServers.class);

    private Store store;

    TestServer of(ServerKind kind) {
        return store.computeIfAbsent(kind, Started::of, Started.class).get();
    }

    /** What became of a start; one that failed is not tried again for every test. */
    private record Started(TestServer server, RuntimeException failure) implements AutoCloseable {

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

        @Override
        public void close() throws IOException {
            if (server != null) {
                server.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        store = context.getRoot().getStore(NAMESPACE);
        return this;
    }
}
