package io.coffer.keys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One action of a query API, under its own name. Called with a caller who may do it. Thread-safe. */
interface QueryAction {

    QueryService service();

    /** As requests and answers name it. */
    String name();

    /** What a user's policy must allow: {@code iam:CreateUser}. */
    default String permission() {
        return service().signedName() + ":" + name();
    }

    /** Whether anybody who signs may do it, whatever policies say. */
    default boolean isForEveryone() {
        return false;
    }

    /**
     * Whether a call is the operator's, who is the root of the installation's first account. No policy allows anybody else to make it.
     */
    default boolean isForOperator(QueryCall call) {
        return false;
    }

    /** The account that a call is about. */
    default String subject(QueryCall call) {
        return call.accountId();
    }

    /** Whether it changes what is remembered of accounts, users and keys. */
    boolean changes();

    /** The ARNs of all that a call is about: its caller must be allowed each. */
    List<String> resources(QueryCall call);

    /**
     * @return the result's elements; null for an answer without a result
     * @throws QueryException if it refuses
     */
    @Nullable Fields handle(QueryCall call);
}
