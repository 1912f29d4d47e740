package io.coffer.standalone.client;

import io.coffer.endpoints.TestHost;
import io.coffer.standalone.ServerProcess;
import io.coffer.testkit.GrantReport.Grant;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** One process of everything. */
record OneProcess(ServerProcess server, CloudStandIns standIns) implements TestHost {

    @Override
    public URI origin() {
        return server.endpoint();
    }

    @Override
    public Optional<Program> program() {
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
