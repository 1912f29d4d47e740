package io.coffer.standalone.commands;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what completes command lines in a shell. */
@Command(
        name = "completion",
        description = "Prints a script that completes this command line in bash and zsh: source <(coffer completion)",
        mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        command.commandLine().getOut().println(AutoComplete.bash("coffer", command.root().commandLine()));
        return ExitCode.OK;
    }
}
