package io.coffer.content;

/** A content was reclaimed while it was being sent: the object was replaced or deleted long before. */
final class ContentGoneException extends RuntimeException {

    ContentGoneException() {
        super("content was reclaimed while it was read");
    }
}
