package io.coffer.standalone.commands;

import io.coffer.standalone.backup.PlaceName;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What holds for a command wherever it is read. */
public final class CommandLines {

    private CommandLines() {}

    public static CommandLine prepared(CommandLine line) {
        addSettings(line);
        return line.registerConverter(PlaceName.class, text -> PlaceName.parse(text, Path.of("")))
                .setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false)
                .setParameterExceptionHandler(CommandLines::notUnderstood);
    }

    private static void addSettings(CommandLine line) {
        if (line.getCommand() instanceof TakesSettings command) {
            command.settings().addTo(line.getCommandSpec());
        }
        line.getSubcommands().values().forEach(CommandLines::addSettings);
    }

    private static int notUnderstood(ParameterException e, String[] args) {
        e.getCommandLine().getErr().println("coffer: " + e.getMessage() + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }
}
