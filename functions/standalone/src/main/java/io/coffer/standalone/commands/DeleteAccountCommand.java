package io.coffer.standalone.commands;

import io.coffer.accounts.AccountRemoval;
import io.coffer.standalone.server.OpenInstallation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes an account that is suspended and owns no bucket, with its users and their keys. */
@Command(
        name = "delete",
        description = "Deletes a suspended account that owns no buckets, with its users and access keys, for good.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DeleteAccountCommand extends InstallationCommand {

    @Parameters(paramLabel = "ID", description = "The account's id.")
    private String accountId;

    @Override
    void run(OpenInstallation installation) {
        new AccountRemoval(installation.stores()).remove(accountId);
        out().println("The account " + accountId + " is deleted");
    }
}
