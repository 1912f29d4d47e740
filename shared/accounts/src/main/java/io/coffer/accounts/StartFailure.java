package io.coffer.accounts;

/** Why the process cannot start, in words for the person who started it: printed on one line, without a stack trace. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartFailure(String message) {
        super(message, null, false, false);
    }
}
