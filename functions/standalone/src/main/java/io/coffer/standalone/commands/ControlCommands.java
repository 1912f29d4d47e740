package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.control.ControlSocket;
import io.coffer.standalone.server.OpenInstallation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/** The commands that a running server carries out for who may write to its data directory: the same classes, on the stores it has open. */
@Command(name = "coffer", subcommands = {AccountsCommand.class, KeysCommand.class, BackupCommand.class, VerifyCommand.class})
public final class ControlCommands implements OfServer {

    private static final Logger LOG = Logger.getLogger(ControlCommands.class);

    private final OpenInstallation installation;

    private ControlCommands(OpenInstallation installation) {
        this.installation = installation;
    }

    @Override
    public OpenInstallation installation() {
        return installation;
    }

    public static ControlSocket.Answer run(OpenInstallation installation, ControlSocket.Command command) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        Path directory = Path.of(command.directory());
        int exitCode = CommandLines.prepared(new CommandLine(new ControlCommands(installation)))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                // Paths are relative to where the person stands who typed them.
                .registerConverter(Path.class, directory::resolve)
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line))
                .execute(command.arguments().toArray(String[]::new));
        return new ControlSocket.Answer(exitCode, output.toString(), errors.toString());
    }

    private static int failed(Exception e, CommandLine line) {
        if (e instanceof StartFailure) {
            line.getErr().println("coffer: " + e.getMessage());
        } else {
            LOG.error("a command failed", e);
            line.getErr().println("coffer: the command failed; the server's log says why");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
