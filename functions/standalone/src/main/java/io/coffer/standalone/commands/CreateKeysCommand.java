package io.coffer.standalone.commands;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.accounts.RootKeys;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.standalone.server.OpenInstallation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes an access key pair of an account's root: for who lost those there were; of an installation in AWS, its first one, with the AWS
 * credentials of whoever runs it, and with that the master key.
 */
@Command(
        name = "create",
        description = {"Makes another access key pair for the first account, or another one, and prints it once.",
            "Of an installation in AWS (--kms-key) it makes the first, too, and the master key."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CreateKeysCommand extends InstallationCommand {

    @Option(names = "--account", paramLabel = "ID", defaultValue = AccountOpening.FIRST_ACCOUNT,
            description = "The account whose root gets it (default: the first, ${DEFAULT-VALUE}).")
    private String accountId;

    @Override
    void run(OpenInstallation installation) {
        AccountOpening opening = installation.opening();
        AccessKeyPair keys = isFirst() ? first(installation, opening) : opening.addKey(accountId);
        out().println("Access key ID      " + keys.accessKeyId());
        out().println("Secret access key  " + keys.secretAccessKey());
    }

    private boolean isFirst() {
        return accountId.equals(AccountOpening.FIRST_ACCOUNT);
    }

    private AccessKeyPair first(OpenInstallation installation, AccountOpening opening) {
        if (installation.wrapping() instanceof KmsMasterKey) {
            Optional<AccessKeyPair> preset = RootKeys.preset(System.getenv());
            if (preset.isPresent()) {
                opening.openFirst(preset.get());
                return preset.get();
            }
            opening.makeFirst();
        }
        AccessKeyPair keys = opening.addKey(accountId);
        installation.data().ifPresent(data -> keepInsteadOfADeadOne(installation, data, keys));
        return keys;
    }

    /** The pair that the data directory keeps, for {@code ./coffer keys}, gives way if it can no longer sign. */
    private static void keepInsteadOfADeadOne(OpenInstallation installation, Path data, AccessKeyPair keys) {
        boolean keptSigns = RootKeys.kept(data)
                .flatMap(kept -> installation.stores().keys().find(kept.accessKeyId()))
                .filter(AccessKeyRecord::active)
                .isPresent();
        if (!keptSigns) {
            RootKeys.keep(data, keys);
        }
    }
}
