package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.auth.SecretSeal;
import io.coffer.standalone.ServerProcess.Outcome;
import io.coffer.standalone.control.ControlClient;
import io.coffer.standalone.control.ControlSocket;
import io.coffer.standalone.control.ControlSocket.Answer;
import io.coffer.standalone.control.ControlSocket.Command;
import io.coffer.standalone.control.QuickCommand;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server makes of those who speak to its socket, whatever they say. */
class ControlSocketIT {

    private static final int CLIENTS = 16;

    @TempDir
    Path data;

    private static Answer ask(Path data, String... arguments) throws IOException {
        return ControlClient.ask(data, new Command(data.toString(), List.of(arguments)), part -> {}).orElseThrow();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(data.resolve("control").resolve("socket")));
    }

    /** What comes back for bytes that no client would send. */
    private String send(byte[] document) throws IOException {
        try (SocketChannel channel = connect()) {
            ByteBuffer left = ByteBuffer.wrap(document);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.shutdownOutput();
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String send(String document) throws IOException {
        return send(document.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertServes(ServerProcess server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.endpoint().resolve("/_health/ready")).build();
        assertEquals(200, HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void itsDirectoryIsForItsOwnerAlone() throws Exception {
        Path fresh = data.resolve("fresh");
        try (ServerProcess server = ServerProcess.start(fresh)) {
            for (Path directory : List.of(fresh, fresh.resolve("control"))) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)), directory.toString());
            }
            assertServes(server);
        }
    }

    @Test
    void clientsAtTheSameTimeAreAllServed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (ServerProcess server = ServerProcess.start(data)) {
            List<Callable<Answer>> commands = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String name = "account-" + i;
                commands.add(() -> ask(data, "accounts", "create", name));
            }
            for (Future<Answer> answer : threads.invokeAll(commands)) {
                assertEquals(0, answer.get().exitCode(), answer.get().errors());
            }
            assertEquals(CLIENTS + 2, ask(data, "accounts", "list").output().lines().count());
            assertServes(server);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsNoCommandIsRefusedAndHarmsNothing() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            String whole = "{\"directory\":\"/\",\"arguments\":[\"accounts\",\"create\",\"mallory\"]}";
            for (String document : List.of("", "[", "[]", "null", "{}", "{\"arguments\":null,\"directory\":\"/\"}",
                    "{\"directory\":\"/\",\"arguments\":[null]}", "{\"directory\":\"/\",\"arguments\":[\"accounts\",\"create\",\"mallory\"",
                    whole + whole, "[".repeat(60_000), whole.replace("\"/\"", "{}"), "GET / HTTP/1.1\r\n\r\n")) {
                assertTrue(send(document).contains("did not understand"), document);
            }
            assertTrue(send(new byte[ControlSocket.MAX_COMMAND + 1]).contains("larger than"));
            for (List<String> arguments : List.of(
                    List.<String>of(), List.of("serve"), List.of("accounts"), List.of("@/etc/passwd"), List.of("accounts", "create"))) {
                assertEquals(2, ask(data, arguments.toArray(String[]::new)).exitCode(), arguments.toString());
            }
            assertFalse(ask(data, "accounts", "list").output().contains("mallory"));
            assertServes(server);
        }
    }

    @Test
    void aClientThatSendsNothingIsHungUpOn() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            try (SocketChannel silent = connect(); SocketChannel half = connect()) {
                half.write(ByteBuffer.wrap("{\"directory\":".getBytes(StandardCharsets.UTF_8)));
                assertServes(server);
                assertEquals(0, ask(data, "accounts", "list").exitCode());
                assertEquals(-1, silent.read(ByteBuffer.allocate(1)), "the silent one was hung up on");
            }
            try (SocketChannel gone = connect()) {
                gone.write(ByteBuffer.wrap("{\"directory\":\"/\",\"arguments\":[\"accounts\",\"list\"]}".getBytes(StandardCharsets.UTF_8)));
            }
            assertEquals(0, ask(data, "accounts", "list").exitCode());
            assertEquals(0, server.stop());
        }
    }

    @Test
    void aDataDirectoryWhoseNameIsTooLongForASocketHasItElsewhere() throws Exception {
        Path deep = data.resolve("d".repeat(60)).resolve("e".repeat(60));
        Path socket;
        try (ServerProcess server = ServerProcess.start(deep)) {
            socket = Path.of(Files.readString(deep.resolve("control").resolve("elsewhere")));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
            Outcome listed = ServerProcess.run(Map.of(), "accounts", "list", "--data", deep.toString());
            assertEquals(0, listed.exitCode(), listed.errors());
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(deep)) {
            assertTrue(Files.notExists(socket), "what the killed one left is removed");
            assertEquals(0, ask(deep, "accounts", "list").exitCode());
            socket = Path.of(Files.readString(deep.resolve("control").resolve("elsewhere")));
            assertEquals(0, server.stop());
        }
        assertTrue(Files.notExists(socket.getParent()));
    }

    @Test
    void pathsAreRelativeToWhereTheCommandWasTyped() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            byte[] key = SecretSeal.newMasterKey();
            Path there = Files.createDirectories(data.resolve("there"));
            Files.write(there.resolve("given"), key);
            Answer answer = ControlClient.ask(
                    data, new Command(there.toString(), List.of("keys", "rotate", "--new-master-key", "given")), part -> {}).orElseThrow();
            assertEquals(0, answer.exitCode(), answer.errors());
            assertArrayEquals(key, Files.readAllBytes(data.resolve("master.key")));
            assertServes(server);
        }
    }

    private Outcome quickly(String... arguments) throws IOException, InterruptedException {
        return ServerProcess.ask(Map.of("COFFER_DATA", data.toString()), arguments);
    }

    @Test
    void theLaunchersQuickCommandIsCarriedOutByTheServerAndByNobodyElse() throws Exception {
        assertEquals(QuickCommand.NOT_HERE, quickly("accounts", "list").exitCode());
        try (ServerProcess server = ServerProcess.start(data)) {
            Outcome listed = quickly("accounts", "list");
            assertEquals(0, listed.exitCode());
            assertEquals(ask(data, "accounts", "list").output(), listed.output());
            assertEquals(2, quickly("accounts", "lost").exitCode());
            assertEquals(1, quickly("accounts", "suspend", "000000000000", "--data", data.toString()).exitCode());
            assertTrue(quickly("keys").output().contains(server.secretAccessKey()));
            assertEquals(QuickCommand.NOT_HERE, quickly("keys", "--help").exitCode());
            assertEquals(QuickCommand.NOT_HERE, quickly("accounts", "list", "--metadata=dynamodb").exitCode());
            assertEquals(QuickCommand.NOT_HERE, quickly("accounts", "list", "--data=" + data.resolve("other")).exitCode());
            assertServes(server);
        }
    }

    @Test
    void noServerIsNobodyToAsk() throws Exception {
        assertTrue(ControlClient.ask(data, new Command("/", List.of("accounts", "list")), part -> {}).isEmpty());
    }
}
