package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.backup.PlaceName;
import io.coffer.standalone.control.ControlSocket;
import io.coffer.standalone.control.ControlSocket.Part;
import io.coffer.standalone.server.OpenInstallation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that a running server carries out for who may write to its data directory: the same classes, on the stores it has open. */
@Command(name = "coffer", subcommands = {AccountsCommand.class, KeysCommand.class, BackupCommand.class, VerifyCommand.class})
public final class ControlCommands implements OfServer {

    private static final Logger LOG = Logger.getLogger(ControlCommands.class);

    private final OpenInstallation installation;
    private final Map<String, String> environment;

    private ControlCommands(OpenInstallation installation, Map<String, String> environment) {
        this.installation = installation;
        this.environment = environment;
    }

    @Override
    public OpenInstallation installation() {
        return installation;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    public static ControlSocket.Answer run(
            OpenInstallation installation, ControlSocket.Command command, ControlSocket.Meanwhile meanwhile) {
        Writer output = command.isLong() ? new Telling(text -> meanwhile.tell(new Part(text, ""))) : new StringWriter();
        Writer errors = command.isLong() ? new Telling(text -> meanwhile.tell(new Part("", text))) : new StringWriter();
        Path directory = Path.of(command.directory());
        int exitCode = CommandLines.prepared(new CommandLine(new ControlCommands(installation, command.environment())))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                // Paths are relative to where the person stands who typed them.
                .registerConverter(Path.class, directory::resolve)
                .registerConverter(PlaceName.class, text -> PlaceName.parse(text, directory))
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line))
                .execute(command.arguments().toArray(String[]::new));
        return new ControlSocket.Answer(exitCode, output.toString(), errors.toString());
    }

    private interface Taker {
        void take(String text) throws IOException;
    }

    /** Hands on what is written each time it is flushed; what is left when all is written is its text. */
    private static final class Telling extends Writer {

        private final Taker taker;
        private final StringBuilder text = new StringBuilder();

        Telling(Taker taker) {
            this.taker = taker;
        }

        @Override
        public void write(char[] chars, int offset, int length) {
            text.append(chars, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (text.length() > 0) {
                taker.take(text.toString());
                text.setLength(0);
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        @Override
        public String toString() {
            return text.toString();
        }
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
