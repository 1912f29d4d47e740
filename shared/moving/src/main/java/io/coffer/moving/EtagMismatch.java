package io.coffer.moving;

/** What was read has not the ETag that was expected. */
final class EtagMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String found;

    EtagMismatch(String expected, String found) {
        super("the bytes that arrived have the ETag " + found + " and not " + expected);
        this.found = found;
    }

    /** That of the bytes that were read. */
    String found() {
        return found;
    }
}
