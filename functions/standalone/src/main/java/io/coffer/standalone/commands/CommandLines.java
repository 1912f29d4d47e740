package io.coffer.standalone.commands;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What holds for a command wherever it is read. */
public final class CommandLines {

    private CommandLines() {}

    public static CommandLine prepared(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false)
                .setParameterExceptionHandler(CommandLines::notUnderstood);
    }

    private static int notUnderstood(ParameterException e, String[] args) {
        e.getCommandLine().getErr().println("coffer: " + e.getMessage() + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }
}
