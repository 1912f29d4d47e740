package io.coffer.accounts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The format of tables that functions and servers share. */
class InstallationMarkTest {

    private final OrderedTables tables = new MemoryTables();

    @Test
    void whoOnlyReadsLeavesTablesWithoutAMark() throws IOException {
        InstallationMark.requireReadable(tables, false);
        assertEquals(Optional.empty(), InstallationMark.in(tables));
    }

    @Test
    void theFirstMarkStays() throws IOException {
        InstallationMark.requireReadable(tables, true);
        InstallationMark first = InstallationMark.in(tables).orElseThrow();
        InstallationMark.requireReadable(tables, true);
        assertEquals(Optional.of(first), InstallationMark.in(tables));
        assertEquals(InstallationMark.FORMAT, first.format());
        assertDoesNotThrow(() -> InstallationMark.requireReadable(tables, false));
    }

    @Test
    void whoMayMarkMarksAnewWhatAnEarlierVersionWrote() throws IOException {
        InstallationMark earlier = new InstallationMark(InstallationMark.FORMAT - 1, "earlier");
        earlier.putInto(tables);
        InstallationMark.requireReadable(tables, false);
        assertEquals(Optional.of(earlier), InstallationMark.in(tables));
        InstallationMark.requireReadable(tables, true);
        assertEquals(Optional.of(earlier.raised()), InstallationMark.in(tables));
    }

    @Test
    void whatALaterVersionWroteIsRefused() {
        new InstallationMark(InstallationMark.FORMAT + 1, "later").putInto(tables);
        for (boolean mayMark : new boolean[] {true, false}) {
            StartFailure refused = assertThrows(StartFailure.class, () -> InstallationMark.requireReadable(tables, mayMark));
            assertTrue(refused.getMessage().contains("later version of Coffer"), refused::getMessage);
        }
    }
}
