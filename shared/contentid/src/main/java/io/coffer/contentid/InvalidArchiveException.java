package io.coffer.contentid;

/** What is said to be a CAR archive is none, or not one that is taken. The message says why, for whoever sent it. */
public final class InvalidArchiveException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidArchiveException(String message) {
        super(message);
    }
}
