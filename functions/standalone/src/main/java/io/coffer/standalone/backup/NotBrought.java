package io.coffer.standalone.backup;

import java.io.IOException;

/** A blob could not be stored where it is brought to. It ends the walk over the records, unlike an exception of reading one. */
final class NotBrought extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final IOException cause;

    NotBrought(IOException cause) {
        super(cause);
        this.cause = cause;
    }

    IOException cause() {
        return cause;
    }
}
