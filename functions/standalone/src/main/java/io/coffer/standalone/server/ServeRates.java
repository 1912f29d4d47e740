package io.coffer.standalone.server;

import io.coffer.accounts.AccountOpening;
import io.coffer.metadata.Account;
import io.coffer.pipeline.AllowedRates;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a second {@code serve} answers. Unless a rate is asked for, accounts have the rates of their plans. The first account
 * belongs to the operator: it has no rate, unless it was given limits of its own.
 *
 * @param asked 0 for no limit; empty if no rate is asked for
 */
record ServeRates(Optional<Integer> asked) implements AllowedRates {

    /** As much as plans give an account. */
    private static final int OF_NETWORK = 100;

    @Override
    public @Nullable Integer ofAccount(Account account) {
        if (asked.isPresent()) {
            return orNone(asked.get());
        }
        boolean first = account.id().equals(AccountOpening.FIRST_ACCOUNT) && account.ownLimits() == null;
        return first ? null : account.limits().requestsPerSecond();
    }

    @Override
    public @Nullable Integer ofNetwork() {
        return orNone(asked.orElse(OF_NETWORK));
    }

    private static @Nullable Integer orNone(int rate) {
        return rate == 0 ? null : Integer.valueOf(rate);
    }
}
