package io.coffer.standalone.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.coffer.accounts.StartFailure;
import io.coffer.standalone.control.ControlSocket.Answer;
import io.coffer.standalone.control.ControlSocket.Command;
import io.coffer.standalone.control.ControlSocket.Part;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends commands to the server that holds a data directory. Of libraries it uses no more than Jackson's parser, so that
 * {@link QuickCommand} starts in a fraction of the time that the server's classes take.
 */
public final class ControlClient {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration TO_ANSWER = Duration.ofMinutes(2);
    private static final Duration TO_ANSWER_LONG = Duration.ofDays(30);
    private static final Set<String> ENVIRONMENT = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION",
            "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL");

    private ControlClient() {}

    /** Of this process's environment what a command is sent with. */
    public static Map<String, String> environment() {
        return System.getenv().entrySet().stream()
                .filter(variable -> ENVIRONMENT.contains(variable.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Sends a command to the server that holds a data directory.
     *
     * @param meanwhile takes what the command tells before it ends
     * @return empty if no server takes commands
     * @throws StartFailure if it took it and did not answer
     */
    public static Optional<Answer> ask(Path data, Command command, Consumer<Part> meanwhile) throws IOException {
        Optional<SocketChannel> server = connect(data);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        Timer deadline = new Timer("coffer-deadline", true);
        try (SocketChannel channel = server.get()) {
            deadline.schedule(closing(channel), (command.isLong() ? TO_ANSWER_LONG : TO_ANSWER).toMillis());
            OutputStream out = Channels.newOutputStream(channel);
            out.write(document(command));
            channel.shutdownOutput();
            return Optional.of(answer(Channels.newInputStream(channel), meanwhile));
        } catch (IOException e) {
            throw new StartFailure("the server on " + data + " took the command and did not answer: look at what has become of it");
        } finally {
            deadline.cancel();
        }
    }

    private static Optional<SocketChannel> connect(Path data) throws IOException {
        Path directory = SocketPlace.directory(data);
        Optional<SocketChannel> server = open(SocketPlace.in(directory));
        if (server.isPresent()) {
            return server;
        }
        Optional<Path> elsewhere = SocketPlace.elsewhere(directory);
        return elsewhere.isPresent() ? open(elsewhere.get()) : Optional.empty();
    }

    private static Optional<SocketChannel> open(Path socket) {
        try {
            return Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static TimerTask closing(SocketChannel channel) {
        return new TimerTask() {
            @Override
            public void run() {
                try {
                    channel.close();
                } catch (IOException e) {
                    // Whoever reads from it is told.
                }
            }
        };
    }

    private static byte[] document(Command command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("directory", command.directory());
            json.writeArrayFieldStart("arguments");
            for (String argument : command.arguments()) {
                json.writeString(argument);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("environment");
            for (Map.Entry<String, String> variable : command.environment().entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Parts come as documents before the last one, which alone has an exit code. */
    private static Answer answer(InputStream in, Consumer<Part> meanwhile) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Integer exitCode = null;
                String output = "";
                String errors = "";
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    switch (name) {
                        case "exitCode" -> exitCode = json.getIntValue();
                        case "output" -> output = json.getValueAsString("");
                        case "errors" -> errors = json.getValueAsString("");
                        default -> json.skipChildren();
                    }
                }
                if (exitCode != null) {
                    return new Answer(exitCode, output, errors);
                }
                meanwhile.accept(new Part(output, errors));
            }
        }
        throw new EOFException("no answer");
    }
}
