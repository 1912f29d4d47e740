package io.coffer.auth;

import org.jspecify.annotations.Nullable;

/** Who sent a request. */
public sealed interface Caller {

    /** The request has no signature. */
    record Anonymous() implements Caller {}

    /**
     * An account or one of its users, proved by the signature of an access key.
     *
     * @param userName null for the account itself, its root
     */
    record Account(String accountId, @Nullable String userName, String accessKeyId) implements Caller {

        public boolean isRoot() {
            return userName == null;
        }
    }
}
