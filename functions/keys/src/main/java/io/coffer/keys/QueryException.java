package io.coffer.keys;

import org.jspecify.annotations.Nullable;

/** A refusal as a query API words it. It has no stack trace: it is an answer, not a fault. */
final class QueryException extends RuntimeException {

    private final QueryError error;

    QueryException(QueryError error, @Nullable String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /**
     * @param caller the ARN of who may not
     * @param resource what it is about
     */
    static QueryException denied(String caller, String permission, String resource) {
        return new QueryException(QueryError.ACCESS_DENIED,
                "User: %s is not authorized to perform: %s on resource: %s".formatted(caller, permission, resource));
    }

    QueryError error() {
        return error;
    }
}
