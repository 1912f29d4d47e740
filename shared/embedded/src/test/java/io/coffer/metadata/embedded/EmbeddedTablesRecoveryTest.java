package io.coffer.metadata.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the directory when its process dies, or its log is cut or damaged. */
class EmbeddedTablesRecoveryTest {

    private static final int KILLS = 4;
    private static final int COMMITS_BEFORE_KILL = 300;
    /** Commit ids of twelve digits, whole; the kill may cut the last one short. */
    private static final int ID_LENGTH = 12;

    @TempDir
    private Path directory;

    @Test
    void everyAcknowledgedCommitOutlivesKillsAndNoneIsHalfThere() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(kill * 1_000_000L, Redirect.INHERIT);
            try (var output = process.inputReader()) {
                int target = acknowledged.size() + COMMITS_BEFORE_KILL;
                for (String id = output.readLine(); id != null; id = output.readLine()) {
                    if (id.length() == ID_LENGTH) {
                        acknowledged.add(id);
                    }
                    if (acknowledged.size() == target) {
                        // Not Process.destroyForcibly, which closes the pipe before what was acknowledged is read.
                        process.toHandle().destroyForcibly();
                    }
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        assertTrue(acknowledged.size() >= KILLS * COMMITS_BEFORE_KILL);
        try (EmbeddedTables tables = EmbeddedTables.open(directory)) {
            Set<String> found = tables.query(Query.first(Table.OBJECTS, CommittingProcess.PARTITION, Integer.MAX_VALUE)).stream()
                    .map(Item::sort)
                    .collect(Collectors.toSet());
            assertTrue(found.containsAll(acknowledged));
            for (String id : found) {
                assertEquals(4_096, tables.get(Table.SMALL_BLOBS, id, "bytes").orElseThrow().value().length);
            }
        }
    }

    @Test
    void aSecondProcessIsRefused() throws Exception {
        try (EmbeddedTables tables = EmbeddedTables.open(directory)) {
            Path errors = Files.createTempFile(directory, "errors", ".txt");
            Process second = start(0, Redirect.to(errors.toFile()));

            assertEquals(1, second.waitFor());
            assertTrue(Files.readString(errors).contains("DirectoryLocked: " + directory + " is in use by another process"));
            tables.probe();
        }
    }

    @Test
    void aTornLastRecordThatWasNeverDurableIsPassedOver() throws IOException {
        commitThree();
        Files.delete(directory.resolve("SEQUENCE"));
        try (var log = new RandomAccessFile(log().toFile(), "rw")) {
            log.setLength(log.length() - 3);
        }

        try (EmbeddedTables tables = EmbeddedTables.open(directory)) {
            assertEquals(List.of("1", "2"), sorts(tables));
        }
    }

    @Test
    void aLogThatBecameShorterIsNoticed() throws IOException {
        commitThree();
        try (var log = new RandomAccessFile(log().toFile(), "rw")) {
            log.setLength(log.length() - 3);
        }

        assertThrows(LostCommits.class, () -> EmbeddedTables.open(directory));
        assertThrows(LostCommits.class, () -> EmbeddedTables.open(directory), "the attempt hides nothing");
        try (EmbeddedTables tables = EmbeddedTables.open(directory, true)) {
            assertEquals(List.of("1", "2"), sorts(tables));
        }
        try (EmbeddedTables tables = EmbeddedTables.open(directory)) {
            assertEquals(List.of("1", "2"), sorts(tables));
        }
    }

    @Test
    void aLogThatIsGoneIsNoticed() throws IOException {
        commitThree();
        Files.delete(log());

        assertThrows(LostCommits.class, () -> EmbeddedTables.open(directory));
    }

    private static List<String> sorts(EmbeddedTables tables) {
        return tables.query(Query.first(Table.OBJECTS, "p", 10)).stream().map(Item::sort).toList();
    }

    @Test
    void damageBeforeAnAcknowledgedCommitIsReportedNotPassedOver() throws IOException {
        commitThree();
        try (var log = new RandomAccessFile(log().toFile(), "rw")) {
            log.seek(log.length() / 2);
            int damaged = log.read() ^ 0xFF;
            log.seek(log.length() / 2);
            log.write(damaged);
        }

        assertThrows(IOException.class, () -> EmbeddedTables.open(directory));
    }

    private void commitThree() throws IOException {
        try (EmbeddedTables tables = EmbeddedTables.open(directory)) {
            for (String sort : List.of("1", "2", "3")) {
                tables.commit(List.of(new Change.Put(Table.OBJECTS, "p", sort, new byte[100], Condition.ABSENT)));
            }
        }
    }

    private Path log() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log")).max(Path::compareTo).orElseThrow();
        }
    }

    private Process start(long first, Redirect errors) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"),
                        CommittingProcess.class.getName(), directory.toString(), Long.toString(first))
                .redirectError(errors)
                .start();
    }
}
