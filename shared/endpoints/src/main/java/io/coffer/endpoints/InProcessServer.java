package io.coffer.endpoints;

import io.coffer.pipeline.Backend;
import io.coffer.pipeline.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Starts servers in the process of the tests, whose operations a module names that has them. */
public final class InProcessServer {

    private InProcessServer() {}

    /** @param api what answers requests, over what is stored */
    public static TestServer start(Function<Backend, RequestHandler> api) {
        Path directory = TestServer.emptyDirectory();
        try {
            InProcessHost host = InProcessHost.start(directory, api);
            return new TestServer(host, new InProcessClient(host), Optional.of(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
