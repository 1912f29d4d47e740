package io.coffer.keys;

import io.coffer.accounts.AccountOpening;
import io.coffer.auth.Caller;
import io.coffer.protocol.QueryParameters;
import java.util.Optional;

/** A query API's request whose signature was verified. */
record QueryCall(Caller.Account caller, QueryParameters parameters) {

    String accountId() {
        return caller.accountId();
    }

    /** Whether the installation's operator made it: the root of the first account. */
    boolean isOperators() {
        return caller.isRoot() && caller.accountId().equals(AccountOpening.FIRST_ACCOUNT);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** @throws QueryException ValidationError if the request does not have it */
    String require(String name) {
        return find(name).orElseThrow(() -> new QueryException(QueryError.VALIDATION_ERROR,
                "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(
                        member(name))));
    }

    /** The refusal of a value that a parameter may not have. */
    static QueryException unfit(String name, String value, String constraint) {
        return new QueryException(QueryError.VALIDATION_ERROR,
                "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s".formatted(
                        value, member(name), constraint));
    }

    /** A parameter as refusals name it. */
    static String member(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
