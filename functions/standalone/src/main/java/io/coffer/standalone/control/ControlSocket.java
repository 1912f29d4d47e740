package io.coffer.standalone.control;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coffer.accounts.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Where a running server takes the operator's commands: a Unix domain socket in a directory of the data directory that only its owner can
 * look into. A client sends one JSON document and ends its output, and gets one back; one client after the other, except that commands
 * which take as long as there is data keep nobody waiting. What these tell before they end comes as documents before the last one.
 *
 * <p>The names of such sockets are short (108 bytes in Linux, 104 elsewhere). Where the data directory's is longer, or its file system has
 * no sockets, the socket is in a directory of its own among the temporary files, and a file in the data directory says which.
 */
public final class ControlSocket implements AutoCloseable {

    public static final int MAX_COMMAND = 64 << 10;

    private static final Logger LOG = Logger.getLogger(ControlSocket.class);
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Duration TO_SEND = Duration.ofSeconds(5);
    private static final Duration TO_TAKE_THE_ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BACKLOG = 16;
    private static final int COULD_NOT = 1;

    private final Path directory;
    private final Path socket;
    private final ServerSocketChannel server;
    private final Commands commands;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(ControlSocket::daemon);

    /**
     * What a person typed.
     *
     * @param directory where they stood
     * @param environment their variables that name clouds and credentials
     */
    public record Command(String directory, List<String> arguments, Map<String, String> environment) {

        private static final Set<String> LONG = Set.of("backup", "verify");

        public Command {
            environment = environment == null ? Map.of() : environment;
        }

        public Command(String directory, List<String> arguments) {
            this(directory, arguments, Map.of());
        }

        /** Without the environment, which may have a secret. */
        @Override
        public String toString() {
            return "Command[" + directory + ", " + arguments + "]";
        }

        /** Whether it reads or copies all that is stored. */
        @JsonIgnore
        public boolean isLong() {
            return !arguments.isEmpty() && LONG.contains(arguments.get(0));
        }
    }

    /** What they are to see. It may hold a secret. */
    public record Answer(int exitCode, String output, String errors) {

        @Override
        public String toString() {
            return "Answer[" + exitCode + "]";
        }
    }

    /** A part of what they are to see, before the answer. */
    public record Part(String output, String errors) {}

    /** Takes parts of an answer. */
    public interface Meanwhile {

        /** @throws IOException if nobody waits any more */
        void tell(Part part) throws IOException;
    }

    /** Carries commands out. */
    public interface Commands {
        Answer run(Command command, Meanwhile meanwhile);
    }

    private ControlSocket(Path directory, Path socket, ServerSocketChannel server, Commands commands) {
        this.directory = directory;
        this.socket = socket;
        this.server = server;
        this.commands = commands;
    }

    /**
     * Takes commands from now on. The data directory is this process's own: what an earlier one left is removed.
     *
     * @return empty if the system has no such sockets; a warning says so
     */
    public static Optional<ControlSocket> listen(Path data, Commands commands) {
        Path directory = SocketPlace.directory(data);
        try {
            PrivateFile.makeDirectory(directory);
            removeLeft(directory);
            ControlSocket control = bind(directory, commands);
            daemon(control::serve).start();
            return Optional.of(control);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("./coffer accounts and ./coffer keys work only while this server is stopped: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void removeLeft(Path directory) throws IOException {
        Files.deleteIfExists(SocketPlace.in(directory));
        Optional<Path> elsewhere = SocketPlace.elsewhere(directory);
        if (elsewhere.isPresent()) {
            removeElsewhere(directory, elsewhere.get());
        }
    }

    private static void removeElsewhere(Path directory, Path socket) throws IOException {
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        } catch (IOException e) {
            LOG.debug("something stays among the temporary files", e);
        }
        Files.deleteIfExists(directory.resolve(SocketPlace.ELSEWHERE));
    }

    private static ControlSocket bind(Path directory, Commands commands) throws IOException {
        Path here = SocketPlace.in(directory);
        try {
            return new ControlSocket(directory, here, bound(here), commands);
        } catch (IOException e) {
            Path there = SocketPlace.in(Files.createTempDirectory("coffer-"));
            PrivateFile.write(directory.resolve(SocketPlace.ELSEWHERE), there.toString());
            try {
                return new ControlSocket(directory, there, bound(there), commands);
            } catch (IOException also) {
                removeElsewhere(directory, there);
                throw also;
            }
        }
    }

    private static ServerSocketChannel bound(Path socket) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return channel.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                // Out of file descriptors, say, or closed: not to be tried again at once.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void serve(SocketChannel client) {
        attempt(client, () -> {
            byte[] sent;
            try (Deadline deadline = new Deadline(client, TO_SEND)) {
                sent = Channels.newInputStream(client).readNBytes(MAX_COMMAND + 1);
            }
            if (sent.length > MAX_COMMAND) {
                give(client, new Answer(COULD_NOT, "", "coffer: the command is larger than " + MAX_COMMAND + " bytes\n"));
                return;
            }
            Optional<Command> command = read(sent);
            if (command.filter(Command::isLong).isPresent()) {
                daemon(() -> attempt(client, () -> give(client, commands.run(command.get(), part -> tell(client, part))))).start();
            } else {
                give(client, command.map(one -> commands.run(one, part -> tell(client, part))).orElseGet(() -> new Answer(
                        COULD_NOT, "", "coffer: the server did not understand the command: it may be of another version\n")));
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Closes the channel if the step fails. */
    private static void attempt(SocketChannel client, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            LOG.warn("a command was not carried out, or its answer not taken: " + e);
            end(client);
        } catch (RuntimeException e) {
            LOG.error("a command failed", e);
            end(client);
        }
    }

    /** Sends an answer and closes the channel. */
    private void give(SocketChannel client, Answer answer) throws IOException {
        byte[] document = JSON.writeValueAsBytes(answer);
        try (Deadline taken = new Deadline(client, TO_TAKE_THE_ANSWER); OutputStream out = Channels.newOutputStream(client)) {
            out.write(document);
        }
    }

    private void tell(SocketChannel client, Part part) throws IOException {
        ByteBuffer document = ByteBuffer.wrap(JSON.writeValueAsBytes(part));
        try (Deadline taken = new Deadline(client, TO_TAKE_THE_ANSWER)) {
            while (document.hasRemaining()) {
                client.write(document);
            }
        }
    }

    /** Empty if it is no command. */
    private static Optional<Command> read(byte[] document) throws IOException {
        try {
            return Optional.ofNullable(JSON.readValue(document, Command.class)).filter(command ->
                    command.directory() != null && command.arguments() != null && !command.arguments().contains(null));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Closes a channel unless it is closed itself before: whoever reads or writes there gets an error. */
    private final class Deadline implements AutoCloseable {

        private final ScheduledFuture<?> end;

        Deadline(SocketChannel channel, Duration time) {
            this.end = deadlines.schedule(() -> end(channel), time.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            end.cancel(false);
        }
    }

    private static void end(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a client is gone", e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "coffer-control");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes no more commands. */
    @Override
    public void close() {
        deadlines.shutdownNow();
        try {
            server.close();
            Files.deleteIfExists(socket);
            removeLeft(directory);
        } catch (IOException e) {
            LOG.warn("the socket " + socket + " stays behind: " + e);
        }
    }
}
