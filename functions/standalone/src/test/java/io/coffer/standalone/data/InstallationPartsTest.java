package io.coffer.standalone.data;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.InstallationMark;
import io.coffer.accounts.StartFailure;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part that is missing or foreign refuses to start, and no part is taken for a new installation's. */
class InstallationPartsTest {

    private static final String MARK = "installation";

    @TempDir
    Path data;

    private OrderedTables tables;

    @BeforeEach
    void make() throws IOException {
        tables = new MemoryTables();
        database(data);
    }

    /** What a database leaves in its directory. */
    private static void database(Path data) throws IOException {
        Files.writeString(Files.createDirectories(data.resolve("metadata")).resolve("CURRENT"), "MANIFEST-000001");
        Files.createDirectories(data.resolve("blobs"));
    }

    private InstallationParts parts() {
        return new InstallationParts(data, true, true);
    }

    private void start() throws IOException {
        parts().requireMounted();
        parts().requireSame(tables);
    }

    private void assertRefused(String why) {
        StartFailure failure = assertThrows(StartFailure.class, this::start);
        assertTrue(failure.getMessage().contains(why), failure::getMessage);
    }

    @Test
    void aNewInstallationIsMarkedOnce() throws IOException {
        start();
        String mark = Files.readString(data.resolve(MARK));
        assertEquals(mark, Files.readString(data.resolve("blobs").resolve(MARK)));
        start();
        assertEquals(mark, Files.readString(data.resolve(MARK)));
    }

    @Test
    void anInstallationThatAnEarlierVersionMadeIsMarked() throws IOException {
        Files.write(FileMasterKey.file(data), new byte[32]);
        assertDoesNotThrow(this::start);
        assertTrue(Files.exists(data.resolve(MARK)));
    }

    @Test
    void aFirstStartThatACrashEndedGoesOnWithItsId() throws IOException {
        start();
        String mark = Files.readString(data.resolve(MARK));
        Files.delete(data.resolve(MARK));
        Files.delete(data.resolve("blobs").resolve(MARK));
        start();
        assertEquals(mark, Files.readString(data.resolve(MARK)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void metadataThatIsNotMountedIsNoNewInstallation(boolean marked) throws IOException {
        if (marked) {
            start();
        } else {
            Files.write(FileMasterKey.file(data), new byte[32]);
        }
        Files.delete(data.resolve("metadata/CURRENT"));
        assertRefused("holds no tables");
    }

    @Test
    void tablesThatAreEmptyAreNotThoseOfTheInstallation() throws IOException {
        start();
        tables = new MemoryTables();
        assertRefused("metadata is not of the installation");
    }

    @Test
    void blobsThatAreNotMountedAreMissed() throws IOException {
        start();
        Files.delete(data.resolve("blobs").resolve(MARK));
        assertRefused("holds no objects of it");
    }

    @Test
    void blobsOfAnotherInstallationAreRefused() throws IOException {
        start();
        Files.writeString(data.resolve("blobs").resolve(MARK), "format=1\nid=another\n");
        assertRefused("blobs is not of the installation");
    }

    @Test
    void partsThatAreElsewhereHaveNoMarkHere() throws IOException {
        new InstallationParts(data, false, false).requireSame(tables);
        assertTrue(Files.notExists(data.resolve(MARK)));

        new InstallationParts(data, true, false).requireSame(tables);
        assertTrue(Files.exists(data.resolve(MARK)));
        assertTrue(Files.notExists(data.resolve("blobs").resolve(MARK)));
        assertDoesNotThrow(() -> new InstallationParts(data, true, false).requireSame(tables));
    }

    @Test
    void tablesElsewhereAreMarkedAndThoseOfALaterVersionAreRefused() throws IOException {
        new InstallationParts(data, false, false).requireSame(tables);
        assertEquals(InstallationMark.FORMAT, InstallationMark.in(tables).orElseThrow().format());
        tables = new MemoryTables();
        new InstallationMark(InstallationMark.FORMAT + 1, "later").putInto(tables);
        assertThrows(StartFailure.class, () -> new InstallationParts(data, false, false).requireSame(tables));
        assertThrows(StartFailure.class, () -> new InstallationParts(data, false, true).requireSame(tables));
    }

    @Test
    void blobsAloneAreMarked() throws IOException {
        new InstallationParts(data, false, true).requireSame(tables);
        assertTrue(Files.exists(data.resolve("blobs").resolve(MARK)));
        assertDoesNotThrow(() -> new InstallationParts(data, false, true).requireSame(tables));
    }

    @Test
    void everyPartOfAnEarlierFormatIsMarkedAnew() throws IOException {
        InstallationMark earlier = new InstallationMark(InstallationMark.FORMAT - 1, "earlier");
        earlier.putInto(tables);
        Files.writeString(data.resolve(MARK), earlier.text());
        Files.createDirectories(data.resolve("blobs"));
        Files.writeString(data.resolve("blobs").resolve(MARK), earlier.text());

        start();

        assertEquals(earlier.raised(), InstallationMark.in(tables).orElseThrow());
        assertEquals(earlier.raised().text(), Files.readString(data.resolve(MARK)));
        assertEquals(earlier.raised().text(), Files.readString(data.resolve("blobs").resolve(MARK)));
    }

    @Test
    void whatALaterVersionWroteIsNotTouched() throws IOException {
        start();
        Files.writeString(data.resolve(MARK), Files.readString(data.resolve(MARK)).replace(
                "format=" + InstallationMark.FORMAT, "format=" + (InstallationMark.FORMAT + 1)));
        assertRefused("later version of Coffer");
    }
}
