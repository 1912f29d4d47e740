package io.coffer.metadata.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.embedded.TablesRepair.Report;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of damaged tables everything is brought out that is not damaged itself, and their directory stays as it is. */
@Tag("long")
class TablesRepairTest {

    private static final String BUCKET = "bucket";
    private static final int OBJECTS = 3000;
    private static final int IN_A_COMMIT = 20;

    @TempDir
    Path directory;

    private final Map<String, byte[]> contents = new HashMap<>();
    private Path source;
    private Path target;

    @BeforeEach
    void fill() throws IOException {
        source = directory.resolve("metadata");
        target = directory.resolve("repaired");
        Random random = new Random(1);
        for (int part = 0; part < 3; part++) {
            // What an opening finds in the log goes to tables; what comes then stays in the log.
            try (EmbeddedTables tables = EmbeddedTables.open(source)) {
                List<Change> commit = new ArrayList<>();
                for (int i = part; i < OBJECTS; i += 3) {
                    String id = "%032x".formatted(i);
                    byte[] bytes = new byte[i % 2 == 0 ? 200 : 3000];
                    random.nextBytes(bytes);
                    contents.put(id, bytes);
                    commit.add(new Change.Put(
                            Table.OBJECTS, BUCKET, key(i), record(id, i).getBytes(StandardCharsets.UTF_8), Condition.NONE));
                    commit.add(new Change.Put(Table.SMALL_BLOBS, id, "bytes", bytes, Condition.NONE));
                    if (commit.size() == IN_A_COMMIT) {
                        tables.commit(commit);
                        commit.clear();
                    }
                }
            }
        }
    }

    private static String key(int i) {
        return "key-%05d".formatted(i);
    }

    private static String record(String id, int modified) {
        return "{\"etag\":\"e\",\"size\":1,\"modified\":" + modified + ",\"content\":{\"kind\":\"small\",\"id\":\"" + id + "\"}}";
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(file -> file.getFileName().toString().matches(suffix)).sorted().toList();
        }
    }

    private static void flip(Path file, long position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) position] ^= 0x40;
        Files.write(file, bytes);
    }

    private Map<String, Long> lengths() throws IOException {
        Map<String, Long> lengths = new HashMap<>();
        for (Path file : files(".*")) {
            lengths.put(file.getFileName().toString(), Files.size(file));
        }
        return lengths;
    }

    private Report repair() throws IOException {
        Map<String, Long> before = lengths();
        Report report = TablesRepair.run(source, target);
        assertEquals(before, lengths());
        assertTrue(Files.notExists(directory.resolve("repaired.damaged")));
        return report;
    }

    /** How many objects are there; each with the bytes it had, or counted as lacking them. */
    private List<String> objects(List<String> withoutBytes) throws IOException {
        List<String> keys = new ArrayList<>();
        try (EmbeddedTables tables = EmbeddedTables.open(target)) {
            for (Item item : tables.query(Query.first(Table.OBJECTS, BUCKET, OBJECTS + 1))) {
                keys.add(item.sort());
                String id = new String(item.value(), StandardCharsets.UTF_8).replaceAll(".*\"id\":\"(\\w+)\".*", "$1");
                tables.get(Table.SMALL_BLOBS, id, "bytes").ifPresentOrElse(
                        bytes -> assertArrayEquals(contents.get(id), bytes.value()), () -> withoutBytes.add(item.sort()));
            }
        }
        return keys;
    }

    private void assertAll() throws IOException {
        List<String> withoutBytes = new ArrayList<>();
        assertEquals(OBJECTS, objects(withoutBytes).size());
        assertEquals(List.of(), withoutBytes);
    }

    @Test
    void tablesThatAreWholeAreTheSame() throws IOException {
        Report report = repair();
        assertEquals(List.of(), report.problems());
        assertTrue(report.isOrderKnown());
        assertAll();
    }

    @Test
    void withoutCurrentNothingIsLost() throws IOException {
        Files.delete(source.resolve("CURRENT"));
        assertTrue(repair().isOrderKnown());
        assertAll();
    }

    @Test
    void withoutAManifestTheFilesAreReadOneByOne() throws IOException {
        for (Path manifest : files("MANIFEST-.*")) {
            byte[] bytes = Files.readAllBytes(manifest);
            Arrays.fill(bytes, (byte) 7);
            Files.write(manifest, bytes);
        }
        Report report = repair();
        assertFalse(report.isOrderKnown());
        assertAll();
    }

    @Test
    void aDamagedBlockTakesNoOtherWithIt() throws IOException {
        Path largest = files(".*\\.sst").stream().max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
                .orElseThrow();
        flip(largest, 2000);
        Report report = repair();
        assertTrue(report.isOrderKnown());
        assertFalse(report.problems().isEmpty());
        List<String> withoutBytes = new ArrayList<>();
        int there = objects(withoutBytes).size();
        assertTrue(there - withoutBytes.size() > OBJECTS - 300 && there <= OBJECTS, there + " " + withoutBytes.size());
    }

    @Test
    void aTableFileThatIsGoneTakesNoOtherWithIt() throws IOException {
        List<Path> tables = files(".*\\.sst");
        Files.delete(tables.get(0));
        repair();
        List<String> withoutBytes = new ArrayList<>();
        assertTrue(objects(withoutBytes).size() >= OBJECTS / 3, "objects");
    }

    @Test
    void aLogThatIsDamagedIsReadUpToThereAndBehind() throws IOException {
        Path log = files(".*\\.log").stream().filter(file -> file.toFile().length() > 100_000).findFirst().orElseThrow();
        flip(log, Files.size(log) / 2);
        Report report = repair();
        assertFalse(report.problems().isEmpty());
        assertTrue(objects(new ArrayList<>()).size() > OBJECTS - 300);
    }

    @Test
    void aDamagedValueIsTheOnlyOneThatIsLost() throws IOException {
        Path values = files(".*\\.blob").get(0);
        flip(values, Files.size(values) / 2);
        repair();
        List<String> withoutBytes = new ArrayList<>();
        assertEquals(OBJECTS, objects(withoutBytes).size());
        assertEquals(1, withoutBytes.size());
    }

    private List<String> damagedFiles() throws IOException {
        List<String> damaged = new ArrayList<>();
        for (Path file : files(".*")) {
            TableFiles.damageOf(file).ifPresent(damaged::add);
        }
        return damaged;
    }

    @Test
    void damageIsFoundInEachFileThatDoesNotChange() throws IOException {
        assertEquals(List.of(), damagedFiles());
        List<Path> unchanging = files(".*\\.(sst|blob)");
        for (Path file : unchanging) {
            flip(file, Files.size(file) / 2);
        }
        assertEquals(unchanging.size(), damagedFiles().size());
        assertTrue(files(".*\\.sst").size() > 1 && files(".*\\.blob").size() > 1);
    }

    @Test
    void whatWasDeletedInTheLogStaysDeletedIfTheFilesAreReadOneByOne() throws IOException {
        try (EmbeddedTables tables = EmbeddedTables.open(source)) {
            tables.commit(List.of(new Change.Delete(Table.OBJECTS, BUCKET, key(0), Condition.NONE)));
        }
        for (Path manifest : files("MANIFEST-.*")) {
            Files.delete(manifest);
        }
        repair();
        assertFalse(objects(new ArrayList<>()).contains(key(0)));
    }
}
