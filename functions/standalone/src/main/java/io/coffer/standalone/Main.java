package io.coffer.standalone;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.commands.AccountsCommand;
import io.coffer.standalone.commands.BackupCommand;
import io.coffer.standalone.commands.CommandLines;
import io.coffer.standalone.commands.CompletionCommand;
import io.coffer.standalone.commands.ImportCommand;
import io.coffer.standalone.commands.KeysCommand;
import io.coffer.standalone.commands.RepairCommand;
import io.coffer.standalone.commands.RestoreCommand;
import io.coffer.standalone.commands.ServeCommand;
import io.coffer.standalone.commands.VerifyCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. Exit codes: 0 done, 1 could not start, 2 not understood. */
@QuarkusMain
@Command(
        name = "coffer",
        description = "An S3-compatible object storage endpoint.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private static final List<Class<?>> OTHER_COMMANDS = List.of(AccountsCommand.class, KeysCommand.class, BackupCommand.class,
            RestoreCommand.class, VerifyCommand.class, RepairCommand.class, ImportCommand.class, CompletionCommand.class);

    public static void main(String... args) {
        CommandLine line = new CommandLine(new Main()).addSubcommand(ServeCommand.class);
        // To read the annotations of all of them takes a tenth of a server's start.
        if (args.length == 0 || !args[0].equals("serve")) {
            OTHER_COMMANDS.forEach(line::addSubcommand);
        }
        System.exit(CommandLines.prepared(line).setExecutionExceptionHandler(Main::couldNotStart).execute(args));
    }

    private static int couldNotStart(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof StartFailure) {
            System.err.println("coffer: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            try (InputStream version = Main.class.getResourceAsStream("version.txt")) {
                return new String[] {new String(version.readAllBytes(), StandardCharsets.UTF_8).strip()};
            }
        }
    }
}
