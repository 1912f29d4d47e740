package io.coffer.accounts;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Why the process cannot start, in words for the person who started it: printed on one line, without a stack trace. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartFailure(@Nullable String message) {
        super(message, null, false, false);
    }

    /** @param why told by its message, or by that of its cause if it only wraps that */
    public StartFailure(String what, Exception why) {
        this(what + ": " + unwrapped(why).getMessage());
    }

    /** The cause of an exception that only wraps it; any other exception itself. */
    public static Throwable unwrapped(Exception failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure instanceof UncheckedIOException || failure instanceof CompletionException;
        return wraps && cause != null ? cause : failure;
    }
}
