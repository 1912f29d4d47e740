package io.coffer.standalone.commands;

import io.coffer.accounts.AccountIds;
import io.coffer.metadata.Account;
import io.coffer.standalone.server.OpenInstallation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Closes an account; everything it has stays. */
@Command(
        name = "suspend",
        description = "Suspends an account: nobody can sign for it, and its buckets are closed, until it is resumed. Nothing is"
                + " deleted.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SuspendAccountCommand extends InstallationCommand {

    @Parameters(paramLabel = "ID", description = "The account's id.")
    private String accountId;

    @Override
    void run(OpenInstallation installation) {
        AccountIds.requireNotFirst(accountId, "suspended");
        Account account = installation.stores().accounts().putSuspended(accountId, true)
                .orElseThrow(() -> AccountIds.unknown(accountId));
        out().println("The account " + accountId + " (" + account.displayName() + ")"
                + " is suspended: nothing it holds can sign, everywhere within 5 seconds");
    }
}
