package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.backup.Backups;
import io.coffer.standalone.server.ServeSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a data directory of a backup. */
@Command(
        name = "restore",
        description = "Makes a new data directory of a backup, and compares everything with what was backed up. A restore that was"
                + " interrupted goes on if the command is given again. Exit code 3 if the backup has lost something.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RestoreCommand implements Callable<Integer>, TakesSettings {

    private static final int DAMAGED = 3;

    @Spec
    private CommandSpec command;

    @Mixin
    private BackupOptions options;

    private final SettingOptions settings = new SettingOptions(List.of(ServeSettings.DATA));

    @Option(names = "--at", paramLabel = "TIME",
            description = "Takes the newest backup up to a moment, such as 2026-11-30T18:00:00Z (default: the newest).")
    private Optional<String> at;

    @Option(names = "--list", description = "Prints the moments of the backups, and restores nothing.")
    private boolean list;

    @Override
    public SettingOptions settings() {
        return settings;
    }

    @Override
    public Integer call() {
        Backups backups = options.backups(System.getenv());
        PrintWriter out = command.commandLine().getOut();
        if (list) {
            List<Instant> moments = backups.moments();
            if (moments.isEmpty()) {
                throw new StartFailure("there are no backups in " + options.place());
            }
            moments.forEach(out::println);
            return ExitCode.OK;
        }
        Path directory = GivenData.directory(settings.read(command, System.getenv()));
        Backups.Restored restored = backups.restore(
                directory, at.map(this::moment), BackupOptions.watcher(command.commandLine().getErr()));
        restored.lost().forEach(lost -> out.println("not restored: " + lost));
        out.println("Restored the backup of " + restored.moment() + " to " + directory + ": metadata, " + restored.blobs()
                + " blobs, " + ByteCount.text(restored.bytes()) + ".");
        if (at.isPresent()) {
            out.println("What was written after that is not there. " + restored.next()
                    .map(next -> "The next backup is of " + next + ".").orElse("There is no later backup."));
        }
        return restored.lost().isEmpty() ? ExitCode.OK : DAMAGED;
    }

    private Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(command.commandLine(), "--at is a moment such as 2026-11-30T18:00:00Z, not " + text);
        }
    }
}
