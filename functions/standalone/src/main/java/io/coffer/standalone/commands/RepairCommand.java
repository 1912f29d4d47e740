package io.coffer.standalone.commands;

import io.coffer.housekeeping.Scrub;
import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.standalone.backup.Repair;
import io.coffer.standalone.server.ServeSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings out what a damaged data directory still holds. */
@Command(
        name = "repair",
        description = "Brings out what a damaged data directory still holds into a new one, and tells what is lost. The damaged one is only"
                + " read; no server may run on it. Exit code 3 if something is lost.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RepairCommand implements Callable<Integer>, TakesSettings {

    private static final int LOST = 3;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DAMAGED", description = "The damaged data directory.")
    private Path damaged;

    private final SettingOptions settings = new SettingOptions(List.of(ServeSettings.DATA));

    @Override
    public SettingOptions settings() {
        return settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        Path target = GivenData.directory(settings.read(command, System.getenv()));
        Repair.Report report = new Repair(damaged, target).run(new Scrub.Watcher() {

            @Override
            public void found(Finding finding) {
                out.println(finding.bucket() + "/" + finding.key() + " (" + finding.versionId() + "): " + finding.problem());
            }

            @Override
            public boolean reached(Scrub.State state) {
                return true;
            }
        });
        report.tables().problems().stream().distinct().forEach(problem -> out.println("tables: " + problem));
        if (!report.tables().isOrderKnown()) {
            out.println("It is not known in which order the tables were changed: what was deleted or replaced may be there again.");
        }
        if (report.isKeyMissing()) {
            out.println("No key of the directory opens the master key: without the right master.key in " + target
                    + " no server starts from it, and the secrets of access keys and " + report.encrypted()
                    + " encrypted objects are lost. If the key is kept elsewhere, name it by --master-key as before.");
        }
        out.println("Brought out to " + target + ": " + report.read().objects() + " objects and " + report.read().parts()
                + " parts of uploads, " + ByteCount.text(report.read().bytes()) + "; " + report.read().findings()
                + " of them damaged or missing.");
        boolean isWhole = report.tables().problems().isEmpty() && report.read().findings() == 0 && !report.isKeyMissing();
        return isWhole ? ExitCode.OK : LOST;
    }
}
