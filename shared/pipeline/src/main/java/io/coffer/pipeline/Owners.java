package io.coffer.pipeline;

import io.coffer.metadata.accounts.AccountStore;
import io.coffer.protocol.xml.Owner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts as S3's documents show them. */
public final class Owners {

    private Owners() {}

    /** One read; null, which writes no element, where the account is gone or the id is null. */
    public static @Nullable Owner of(AccountStore accounts, @Nullable String accountId) {
        return Optional.ofNullable(accountId)
                .flatMap(accounts::find)
                .map(account -> new Owner(account.canonicalId(), account.displayName()))
                .orElse(null);
    }
}
