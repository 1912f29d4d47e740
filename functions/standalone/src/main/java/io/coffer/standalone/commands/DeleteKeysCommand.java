package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.User;
import io.coffer.standalone.server.OpenInstallation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes an access key, whoever holds it: for who lost its secret and so cannot delete it over the query API. */
@Command(
        name = "delete",
        description = "Deletes an access key, for good.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DeleteKeysCommand extends InstallationCommand {

    @Parameters(paramLabel = "KEY_ID", description = "The access key's id.")
    private String accessKeyId;

    @Override
    void run(OpenInstallation installation) {
        AccessKeyRecord key = installation.stores().keys().find(accessKeyId)
                .orElseThrow(() -> new StartFailure("there is no access key " + accessKeyId));
        String user = key.userName() == null ? User.ROOT : key.userName();
        if (installation.stores().users().removeKey(key.accountId(), user, accessKeyId).isEmpty()) {
            throw new StartFailure("there is no access key " + accessKeyId);
        }
        out().println("Deleted " + accessKeyId + " of the account " + key.accountId());
    }
}
