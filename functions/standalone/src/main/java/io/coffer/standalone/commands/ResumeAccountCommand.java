package io.coffer.standalone.commands;

import io.coffer.accounts.AccountIds;
import io.coffer.metadata.Account;
import io.coffer.standalone.server.OpenInstallation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens a suspended account again. */
@Command(
        name = "resume",
        description = "Lets a suspended account be used again.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResumeAccountCommand extends InstallationCommand {

    @Parameters(paramLabel = "ID", description = "The account's id.")
    private String accountId;

    @Override
    void run(OpenInstallation installation) {
        Account account = installation.stores().accounts().putSuspended(accountId, false)
                .orElseThrow(() -> AccountIds.unknown(accountId));
        out().println("The account " + accountId + " (" + account.displayName() + ") is active again");
    }
}
