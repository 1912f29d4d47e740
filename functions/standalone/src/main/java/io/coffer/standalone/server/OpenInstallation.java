package io.coffer.standalone.server;

import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.Installation;
import io.coffer.accounts.KeyWrapping;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.metadata.stores.Stores;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The installation that an operator's command works on: opened by the command, or by the server that it asked.
 *
 * @param data the data directory that keeps the first pair; empty if none does
 * @param local empty unless its tables and blobs are in the data directory
 */
public record OpenInstallation(Installation installation, Optional<Path> data, Optional<LocalData> local) {

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
