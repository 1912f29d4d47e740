package io.coffer.standalone.server;

import org.jetbrains.lincheck.datastructures.Operation;

/** A holder gets its portion, and neither more nor less while another thread of it is refused. */
public class PortionsCalls {

    private final Portions portions = new Portions(4);

    @Operation
    public boolean take() {
        return portions.take("holder");
    }

    @Operation
    public void leave() {
        portions.leave("holder");
    }
}
