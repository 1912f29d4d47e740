package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.data.Backup;
import io.coffer.standalone.data.LocalData;
import io.coffer.standalone.server.OpenInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies an installation to another directory. */
@Command(
        name = "backup",
        description = "Copies the data directory as it is now to another directory, from which a server can be started; a server may be"
                + " running on it. A backup to the same directory again copies what is new.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class BackupCommand extends InstallationCommand {

    @Parameters(paramLabel = "DIR", description = "Where to: empty, or what an earlier backup made; on another disk, if it is to outlive"
            + " this one.")
    private Path target;

    @Override
    void run(OpenInstallation installation) {
        LocalData local = installation.local().orElseThrow(() -> new StartFailure(
                "only a data directory with tables and blobs in it can be copied: for DynamoDB there is point-in-time recovery"));
        try {
            Backup.Report report = local.backup().to(target);
            out().println("Copied to " + target + ": metadata, " + report.copied() + " blobs; " + report.kept() + " were there already.");
        } catch (IOException e) {
            throw new StartFailure("the backup is not complete: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new StartFailure("the backup is not complete: " + e.getCause().getMessage());
        }
    }
}
