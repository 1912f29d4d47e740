package io.coffer.keys;

import io.coffer.auth.Caller;

/** A refusal as a query API words it. It has no stack trace: it is an answer, not a fault. */
final class QueryException extends RuntimeException {

    private final QueryError error;

    QueryException(QueryError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** @param resource what it is about */
    static QueryException denied(Caller.Account caller, String permission, String resource) {
        return new QueryException(QueryError.ACCESS_DENIED, "User: %s is not authorized to perform: %s on resource: %s".formatted(
                caller.isRoot() ? Arns.root(caller.accountId()) : Arns.user(caller.accountId(), "/", caller.userName()), permission, resource));
    }

    QueryError error() {
        return error;
    }
}
