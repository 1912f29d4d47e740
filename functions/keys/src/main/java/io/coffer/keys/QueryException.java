package io.coffer.keys;

/** A refusal as a query API words it. It has no stack trace: it is an answer, not a fault. */
final class QueryException extends RuntimeException {

    private final QueryError error;

    QueryException(QueryError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    QueryError error() {
        return error;
    }
}
