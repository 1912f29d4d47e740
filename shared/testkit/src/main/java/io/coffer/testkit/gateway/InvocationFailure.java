package io.coffer.testkit.gateway;

import org.jspecify.annotations.Nullable;

/** A function's invocation came to nothing; the message is what Lambda would log of it. */
public final class InvocationFailure extends Exception {

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** The handler failed or answered more than 6 MB, or the process ended or could not begin. */
        UNHANDLED,
        /** The function's own timeout; its sandbox is gone. */
        TIMED_OUT,
        /** The event is over Lambda's 6 MB. */
        EVENT_TOO_LARGE,
        /** The emulator was closed meanwhile. */
        CLOSED
    }

    public InvocationFailure(Kind kind, @Nullable String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
