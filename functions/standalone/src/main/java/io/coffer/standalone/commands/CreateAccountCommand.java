package io.coffer.standalone.commands;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountIds;
import io.coffer.metadata.Account;
import io.coffer.metadata.Plan;
import io.coffer.standalone.server.OpenInstallation;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes an account and prints the pair it signs with, once. */
@Command(
        name = "create",
        description = "Makes an account with an access key pair, and prints the pair once.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CreateAccountCommand extends InstallationCommand {

    private static final int MAX_NAME = 128;

    @Parameters(paramLabel = "NAME",
            description = "What the account is called in lists and as the owner of buckets; its id tells it apart.")
    private String name;

    @Option(names = "--plan", defaultValue = "free", description = "${COMPLETION-CANDIDATES} (default: free).")
    private Plan plan;

    @Option(names = "--id", paramLabel = "12DIGITS", description = "The account's id (default: a random one).")
    private Optional<String> id;

    @Override
    void run(OpenInstallation installation) {
        if (name.isBlank() || name.length() > MAX_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new ParameterException(command().commandLine(),
                    "NAME has 1 to " + MAX_NAME + " characters, none of them a control character");
        }
        if (id.isPresent() && !AccountIds.isAccountId(id.get())) {
            throw new ParameterException(command().commandLine(), "--id has 12 digits");
        }
        String accountId = id.orElseGet(() -> AccountIds.fresh(installation.stores().accounts()));
        AccessKeyPair keys = installation.opening().create(accountId, name, plan);
        Account account = installation.stores().accounts().find(accountId).orElseThrow(() -> AccountIds.unknown(accountId));
        out().println("Account            " + accountId + "  " + name);
        out().println("Plan               " + AccountTable.plan(account) + ": " + AccountTable.limits(installation.limits(account)));
        out().println("Canonical ID       " + account.canonicalId());
        out().println("Access key ID      " + keys.accessKeyId());
        out().println("Secret access key  " + keys.secretAccessKey());
        out().println();
        out().println("The secret is shown this once. To use it with the AWS CLI:");
        out().println();
        out().println("  export AWS_ACCESS_KEY_ID=" + keys.accessKeyId() + " AWS_SECRET_ACCESS_KEY=" + keys.secretAccessKey());
        out().println();
    }
}
