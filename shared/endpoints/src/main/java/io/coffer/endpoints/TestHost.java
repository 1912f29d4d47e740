package io.coffer.endpoints;

import io.coffer.testkit.GrantReport.Grant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What runs a server under test. */
public interface TestHost extends AutoCloseable {

    URI origin();

    /** Empty if functions answer, or the process of the tests. */
    Optional<Program> program();

    /** Does what a schedule would ask for now; nothing if the server needs no asking. */
    void keepHouse();

    /** What the functions asked of AWS's services and may not. */
    List<Grant> denied();

    /** What the server logged goes to the tests' own output, for whoever asks why one failed. */
    @Override
    void close() throws IOException;

    /** A server in a process of its own. */
    interface Program {

        /** What it printed until it was ready. */
        String greeting();

        /** What it has written to its standard error so far. */
        String errors();

        /** Its data directory. */
        Path data();

        URI tlsEndpoint();

        /** The certificate of the local authority, in PEM. */
        Path authority();

        /** Ends it with SIGKILL, as a crash would. */
        void kill() throws InterruptedException;
    }
}
