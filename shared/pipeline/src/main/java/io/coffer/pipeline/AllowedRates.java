package io.coffer.pipeline;

import io.coffer.metadata.Account;
import io.coffer.metadata.usage.UsageMeter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many requests are answered in a second. */
public interface AllowedRates {

    /** For where something else holds requests to a rate. */
    AllowedRates ANY = of(account -> null, null);

    /** Requests of an account, as people are told; null for no limit. */
    @Nullable Integer ofAccount(Account account);

    /** What this process answers of them; null for no limit. */
    default @Nullable Integer partOf(Account account) {
        return ofAccount(account);
    }

    /** Requests that nobody is known to have signed, of one network; null for no limit. */
    @Nullable Integer ofNetwork();

    /**
     * For one of several processes that answer an account together, as the sandboxes of functions do, without a call for it: each holds the
     * account to its rate times the part of its requests that it answered lately. Together they keep to the rate, except that
     *
     * <ul>
     * <li>a process answers at the whole rate until it has written counts twice, which functions do ten seconds apart;
     * <li>no process is held to less than one request a second;
     * <li>the burst begins anew with each share, so that up to a fifth more may pass;
     * <li>counts are those of a bucket's owner, so that a share of somebody who asks for others' buckets alone is not known, and is all.
     * </ul>
     *
     * Strangers are left to what is in front.
     *
     * @param ofAccounts null for no limit
     */
    static AllowedRates shared(UsageMeter meter, Function<Account, @Nullable Integer> ofAccounts) {
        return new AllowedRates() {

            @Override
            public @Nullable Integer ofAccount(Account account) {
                return ofAccounts.apply(account);
            }

            @Override
            public @Nullable Integer partOf(Account account) {
                Integer rate = ofAccounts.apply(account);
                return rate == null ? null : Integer.valueOf((int) Math.max(1, Math.round(rate * meter.shareOf(account.id()))));
            }

            @Override
            public @Nullable Integer ofNetwork() {
                return null;
            }
        };
    }

    /** @param ofNetwork null for no limit */
    static AllowedRates of(Function<Account, @Nullable Integer> ofAccounts, @Nullable Integer ofNetwork) {
        return new AllowedRates() {

            @Override
            public @Nullable Integer ofAccount(Account account) {
                return ofAccounts.apply(account);
            }

            @Override
            public @Nullable Integer ofNetwork() {
                return ofNetwork;
            }
        };
    }
}
