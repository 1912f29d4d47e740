package io.coffer.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DefaultDirectoryTest {

    @TempDir
    Path home;

    private DefaultDirectory directory(Map<String, String> environment) {
        return DefaultDirectory.of("coffer", "data", environment, home, home.resolve("here"));
    }

    @Test
    void itIsAmongTheUsersOwnData() {
        assertEquals(home.resolve(".local/share/coffer"), directory(Map.of()).path());
        assertEquals(Path.of("/srv/coffer"), directory(Map.of("XDG_DATA_HOME", "/srv")).path());
        assertEquals(home.resolve(".local/share/coffer"), directory(Map.of("XDG_DATA_HOME", "relative")).path());
        assertEquals(home.resolve(".local/share/coffer"), directory(Map.of("XDG_DATA_HOME", "")).path());
    }

    @Test
    void whatAnEarlierVersionLeftIsNamedUntilThereIsSomethingNew() throws IOException {
        DefaultDirectory directory = directory(Map.of());
        assertEquals(Optional.empty(), directory.hint());
        Files.createFile(Files.createDirectories(home.resolve("here/data")).resolve("lock"));
        assertTrue(directory.hint().orElseThrow().contains(home.resolve("here/data").toString()));
        Files.createDirectories(directory.path());
        assertEquals(Optional.empty(), directory.hint());
    }
}
