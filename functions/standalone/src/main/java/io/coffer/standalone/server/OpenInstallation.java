package io.coffer.standalone.server;

import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.Installation;
import io.coffer.accounts.KeyWrapping;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.metadata.Account;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.AllowedRates;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The installation that an operator's command works on: opened by the command, or by the server that it asked.
 *
 * @param data the data directory that keeps the first pair; empty if none does
 * @param local empty unless its tables and blobs are in the data directory
 * @param rates what accounts are held to
 */
public record OpenInstallation(
        Installation installation, Optional<Path> data, Optional<LocalData> local, AllowedRates rates) {

    /** Of a data directory that no server has open: one that is asked for no rate would have these. */
    public static OpenInstallation inDirectory(Installation installation, Path data, Optional<LocalData> local) {
        return new OpenInstallation(installation, Optional.of(data), local, new ServeRates(Optional.empty()));
    }

    /** Of tables in AWS, whose functions hold accounts to their plans unless they are told another rate. */
    public static OpenInstallation inTables(Installation installation) {
        return new OpenInstallation(installation, Optional.empty(), Optional.empty(),
                AllowedRates.of(account -> account.limits().requestsPerSecond(), null));
    }

    /** What an account is held to. */
    public PlanLimits limits(Account account) {
        return account.limits().withRequestsPerSecond(rates.ofAccount(account));
    }

    public Stores stores() {
        return installation.stores();
    }

    public KeyWrapping wrapping() {
        return installation.wrapping();
    }

    /** Makes the master key only of an installation in AWS, which has no server that makes it at its first start. */
    public AccountOpening opening() {
        return wrapping() instanceof KmsMasterKey
                ? installation.opening()
                : new AccountOpening(stores(), installation.masterKey(), installation.clock());
    }
}
