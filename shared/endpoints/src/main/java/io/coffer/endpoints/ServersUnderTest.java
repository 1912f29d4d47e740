package io.coffer.endpoints;

import java.util.Set;

/**
 * Starts servers of some kinds. A module whose tests run at such servers has one of these, and names it in
 * {@code META-INF/services}.
 */
public interface ServersUnderTest {

    /** The kinds that it starts on this machine. */
    Set<ServerKind> kinds();

    /** A server of one of the kinds, with an empty data directory. */
    TestServer start(ServerKind kind);
}
