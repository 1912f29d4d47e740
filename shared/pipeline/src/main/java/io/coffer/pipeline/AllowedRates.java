package io.coffer.pipeline;

import io.coffer.metadata.Account;
import java.util.function.Function;

/** How many requests one process answers in a second. */
public interface AllowedRates {

    /** For where something else holds requests to a rate. */
    AllowedRates ANY = of(account -> null, null);

    /** Requests of an account; null for no limit. */
    Integer ofAccount(Account account);

    /** Requests that nobody is known to have signed, of one network; null for no limit. */
    Integer ofNetwork();

    /** @param ofNetwork null for no limit */
    static AllowedRates of(Function<Account, Integer> ofAccounts, Integer ofNetwork) {
        return new AllowedRates() {

            @Override
            public Integer ofAccount(Account account) {
                return ofAccounts.apply(account);
            }

            @Override
            public Integer ofNetwork() {
                return ofNetwork;
            }
        };
    }
}
