package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Table;
import io.coffer.standalone.ServerProcess.Outcome;
import io.coffer.standalone.data.InstallationParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person who starts the server sees. */
class StartIT {

    private static final Map<String, String> ANY_PORTS = Map.of("COFFER_PORT", "0", "COFFER_TLS_PORT", "0");

    @TempDir
    Path data;

    @Test
    void tellsItsKeyAndPutsNoSecretIntoALog() throws Exception {
        String secret;
        try (ServerProcess server = ServerProcess.start(data)) {
            secret = server.secretAccessKey();
            assertEquals("127.0.0.1", server.console().getHost());
            assertTrue(server.greeting().contains(server.accessKeyId()), server.greeting());
            assertFalse(server.greeting().contains(secret), server.greeting());
            assertTrue(server.greeting().contains("./coffer keys"), server.greeting());
            assertEquals(403, get(server.endpoint()).statusCode());
            assertEquals(0, server.stop());
            assertEquals("", server.errors());
        }
        try (ServerProcess again = ServerProcess.start(data)) {
            assertEquals(secret, again.secretAccessKey());
            assertFalse(again.greeting().contains(secret), again.greeting());
        }
    }

    @Test
    void aFirstPairThatWasDeletedStaysDeletedAndIsNotOffered() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            Outcome deleted = ServerProcess.run(Map.of(), "keys", "delete", server.accessKeyId(), "--data", data.toString());
            assertEquals(0, deleted.exitCode(), deleted.errors());
        }
        try (ServerProcess again = ServerProcess.start(data)) {
            assertFalse(again.greeting().contains(again.accessKeyId()), again.greeting());
            assertTrue(again.greeting().contains("./coffer keys create"), again.greeting());
        }
    }

    @Test
    void theCommandKeysShowsThePairAndOnlyItsOwnerMayReadIt() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            Outcome keys = ServerProcess.run(Map.of(), "keys", "--data", data.toString());
            assertEquals(0, keys.exitCode(), keys.errors());
            assertTrue(keys.output().contains(server.accessKeyId()));
            assertTrue(keys.output().contains(server.secretAccessKey()));
        }
        for (String file : List.of("credentials", "master.key", "tls/ca.key", "tls/server.key")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))), file);
        }
    }

    @Test
    void theEnvironmentPresetsThePair() {
        Map<String, String> preset = Map.of("COFFER_ACCESS_KEY", "AKIAIOSFODNN7EXAMPLE", "COFFER_SECRET_KEY", "a-secret-of-our-own-choice");
        try (ServerProcess server = ServerProcess.start(data, preset, List.of())) {
            assertEquals("AKIAIOSFODNN7EXAMPLE", server.accessKeyId());
            assertEquals("a-secret-of-our-own-choice", server.secretAccessKey());
        }
    }

    @Test
    void tellsHealth() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            assertEquals(200, get(server.endpoint().resolve("/_health/live")).statusCode());
            HttpResponse<String> ready = get(server.endpoint().resolve("/_health/ready"));
            assertEquals(200, ready.statusCode());
            assertTrue(ready.body().contains("\"metadata\": \"up\"") && ready.body().contains("\"blobs\": \"up\""), ready.body());
        }
    }

    @Test
    void refusesADirectoryThatAnotherProcessHolds() throws Exception {
        try (ServerProcess server = ServerProcess.start(data)) {
            Outcome second = ServerProcess.run(ANY_PORTS, "serve", "--data", server.data().toString());
            assertRefused(second, 1, "is in use by another process");
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertRefused(ServerProcess.run(ANY_PORTS, "serve", "--data", data.toString(), "--port", port), 1, "--tls-port");
            assertRefused(ServerProcess.run(ANY_PORTS, "serve", "--data", data.toString(), "--tls-port", port), 1, port);
        }
    }

    @Test
    void refusesWhatIsNoDirectory() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");
        assertRefused(ServerProcess.run(ANY_PORTS, "serve", "--data", file.toString()), 1, "is not a directory");
    }

    @Test
    void whatOthersMayEnterIsSaidAndWhatIsStoredInItIsTheOwnersAlone() throws Exception {
        Path open = Files.createDirectory(
                data.resolve("open"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (ServerProcess server = ServerProcess.start(open)) {
            assertEquals("coffer: others may enter the data directory: chmod 700 '" + open + "'\n", server.errors());
            for (String directory : List.of("metadata", "blobs")) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(open.resolve(directory))), directory);
            }
        }
    }

    @Test
    void refusesAMasterKeyThatIsNone() throws Exception {
        Path key = data.resolve("key");
        String directory = data.resolve("data").toString();
        assertRefused(ServerProcess.run(ANY_PORTS, "serve", "--data", directory, "--master-key", key.toString()), 1,
                "cannot read the master key");
        Files.write(key, new byte[31]);
        assertRefused(ServerProcess.run(ANY_PORTS, "serve", "--data", directory, "--master-key", key.toString()), 1,
                "has 31 bytes instead of 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT", "MANIFEST-.*", ".*\\.sst", ".*\\.log"})
    void refusesTablesThatHaveLostAFile(String lost) throws Exception {
        Path metadata = data.resolve("metadata");
        Files.createDirectory(data.resolve("blobs"));
        for (int opening = 0; opening < 2; opening++) {
            // What the second opening finds in the log goes to a table.
            try (EmbeddedTables tables = EmbeddedTables.open(metadata)) {
                new InstallationParts(data, true, true).requireSame(tables);
                tables.commit(List.of(new Change.Put(Table.OBJECTS, "bucket", "key-" + opening, new byte[100], Change.Condition.NONE)));
            }
        }
        try (Stream<Path> files = Files.list(metadata)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches(lost)).toList()) {
                Files.delete(file);
            }
        }
        assertRefused(ServerProcess.run(ANY_PORTS, "serve", "--data", data.toString()), 1, metadata.toString());
    }

    @Test
    void refusesOptionsItDoesNotUnderstand() throws Exception {
        for (String wrong : List.of("COFFER_PORT=http", "COFFER_TLS_PORT=99999", "COFFER_LIFECYCLE_INTERVAL=PT0S",
                "COFFER_LIFECYCLE_DAY=PT9999999999999H", "COFFER_USAGE_INTERVAL=PT0S", "COFFER_REQUESTS_PER_SECOND=-1")) {
            String[] parts = wrong.split("=");
            assertRefused(serve(parts[0], parts[1]), 2, parts[0] + " is ");
        }
        assertRefused(ServerProcess.run(ANY_PORTS, "serve", "--usage-interval", "PT0S"), 2,
                "--usage-interval is a duration from PT0.1S to PT24H, not 'PT0S'");
        assertRefused(serve("COFFER_BLOBS", "s3"), 2, "--blob-bucket");
        assertRefused(ServerProcess.run(Map.of(), "keys", "--data", data.resolve("nothing").toString()), 1, "no access keys");
        try (Stream<Path> made = Files.list(data)) {
            assertEquals(List.of(), made.toList(), "a start that fails makes nothing");
        }
    }

    /** A start with one variable, whose data would be below the test's directory. */
    private Outcome serve(String variable, String value) throws Exception {
        Map<String, String> environment = new HashMap<>(ANY_PORTS);
        environment.put("XDG_DATA_HOME", data.toString());
        environment.put(variable, value);
        return ServerProcess.run(environment, "serve");
    }

    @Test
    void dataIsKeptInOnePlaceWhereverCommandsAreCalled() throws Exception {
        Map<String, String> home = Map.of("XDG_DATA_HOME", data.toString());
        try (ServerProcess server = ServerProcess.start(data.resolve("coffer"))) {
            assertTrue(server.greeting().contains("  Data               " + data.resolve("coffer")), server.greeting());
            for (List<String> command : List.of(List.of("keys"), List.of("accounts", "list"))) {
                Outcome outcome = ServerProcess.run(home, command.toArray(String[]::new));
                assertEquals(0, outcome.exitCode(), outcome.errors());
            }
        }
    }

    /** One line that says why, and nothing else. */
    private static void assertRefused(Outcome outcome, int exitCode, String why) {
        assertEquals(exitCode, outcome.exitCode(), outcome.errors());
        assertEquals("", outcome.output());
        assertTrue(outcome.errors().startsWith("coffer: ") && outcome.errors().contains(why), outcome.errors());
        assertEquals(1, outcome.errors().lines().count(), outcome.errors());
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
