package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.backup.Backup;
import io.coffer.standalone.server.LocalData;
import io.coffer.standalone.server.OpenInstallation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps an installation as it is now elsewhere. */
@Command(
        name = "backup",
        description = "Copies the data directory as it is now to another directory or to S3, beside the backups that are there; a server"
                + " may be running. What is there already is not copied again. Exit code 3 if something is damaged or missing here and"
                + " not in the backup.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class BackupCommand extends InstallationCommand {

    private static final int DAMAGED = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BackupOptions options;

    @Option(names = "--keep", paramLabel = "N", defaultValue = "7",
            description = "How many backups stay, this one included; older ones are removed (default: 7).")
    private int keep;

    @Option(names = "--without-keys", description = "Leaves out master.key, the first access key pair and the keys of certificates.")
    private boolean withoutKeys;

    private int exitCode;

    @Override
    int exitCode() {
        return exitCode;
    }

    @Override
    void run(OpenInstallation installation) {
        if (keep < 1) {
            throw new ParameterException(spec.commandLine(), "--keep is at least 1");
        }
        LocalData local = installation.local().orElseThrow(() -> new StartFailure(
                "only a data directory with tables and blobs in it can be backed up: for DynamoDB there is point-in-time recovery"));
        Backup.Report report = options.backups(environment())
                .make(local.backup(), installation.data().orElseThrow(), keep, !withoutKeys, BackupOptions.watcher(err()));
        report.lost().forEach(lost -> out().println("not in the backup: " + lost));
        out().println("Backed up to " + options.place() + " as " + report.generation() + ": " + report.copied() + " blobs copied, "
                + report.kept() + " there already, " + report.removedGenerations() + " older backups removed.");
        exitCode = report.lost().isEmpty() ? 0 : DAMAGED;
    }
}
