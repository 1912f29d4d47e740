package io.coffer.standalone.server;

import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.accounts.MasterKey;
import io.coffer.metadata.stores.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The installation that an operator's command works on: opened by the command, or by the server that it asked.
 *
 * @param masterKey opened when it is first asked for
 * @param byFile the master key's wrapping by a file; empty if KMS wraps it
 * @param byKms by KMS; empty if a file's key wraps it
 * @param data the data directory that keeps the first pair; empty if none does
 * @param local empty unless its tables and blobs are in the data directory
 */
public record OpenInstallation(
        Stores stores,
        Supplier<MasterKey> masterKey,
        Optional<FileMasterKey> byFile,
        Optional<KmsMasterKey> byKms,
        Optional<Path> data,
        Optional<LocalData> local) {

    public AccountOpening opening() {
        return new AccountOpening(stores, masterKey.get(), Clock.systemUTC());
    }
}
