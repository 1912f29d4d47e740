package io.coffer.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverTest {

    private static final Client CLIENT = new Client("it", "It", "it.sh", null, null, null, null);

    @TempDir
    private Path drivers;

    private Driver driver(String script, Duration timeout) throws IOException {
        Files.writeString(drivers.resolve("it.sh"), script);
        return new Driver(CLIENT, drivers, drivers, timeout);
    }

    private Cell run(String script) throws IOException {
        return driver(script, Duration.ofMinutes(1)).run(Job.SIZES, Files.createTempDirectory(drivers, "job"), Map.of("BUCKET", "b"));
    }

    @Test
    void aJobThatEndsWellPasses() throws IOException {
        Cell cell = run("[ \"$1 $2 $BUCKET\" = 'run sizes b' ]");

        assertEquals(Outcome.PASS, cell.outcome());
        assertNull(cell.reason());
    }

    @Test
    void aFailureHasTheLastLineAsItsReasonAndTheRequestIdThatTheClientPrinted() throws IOException {
        Cell cell = run("echo '<RequestId>4442587FB7D0A2F9</RequestId>'; echo 'it was refused'; echo; exit 9");

        assertEquals(Outcome.FAIL, cell.outcome());
        assertEquals("it was refused", cell.reason());
        assertEquals("4442587FB7D0A2F9", cell.requestId());
    }

    @Test
    void whatIsNotApplicableIsNoFailure() throws IOException {
        Cell cell = run("echo 'no such thing'; exit 103");

        assertEquals(Outcome.NOT_APPLICABLE, cell.outcome());
        assertEquals("no such thing", cell.reason());
    }

    @Test
    void whatIsByDesignNamesItsPlaceInTheDocuments() throws IOException {
        Cell cell = run("echo 'not that | docs/page.md#place'; exit 104");

        assertEquals(Outcome.BY_DESIGN, cell.outcome());
        assertEquals("not that", cell.reason());
        assertEquals("docs/page.md#place", cell.link());
    }

    @Test
    void aClientThatDoesNotEndIsStopped() throws IOException {
        Path directory = Files.createTempDirectory(drivers, "job");

        Cell cell = driver("read never < <(tail -f /dev/null)", Duration.ofMillis(200)).run(Job.SIZES, directory, Map.of());

        assertEquals(Outcome.FAIL, cell.outcome());
        assertEquals("no end in 0 seconds", cell.reason());
    }

    @Test
    void aClientThatIsNotThereIsSkippedWithItsDriversReason() throws IOException {
        Driver.Told told = driver("echo 'it is not installed'; exit 1", Duration.ofMinutes(1)).tell(drivers);

        assertFalse(told.can());
        assertEquals("it is not installed", told.line());
    }

    @Test
    void aClientTellsItsVersionAndItsJobs() throws IOException {
        Driver.Told told = driver("case $1 in version) echo 1.2 ;; jobs) echo tree; echo sizes; echo other ;; esac", Duration.ofMinutes(1))
                .tell(drivers);

        assertEquals("1.2", told.line());
        assertEquals(List.of(Job.SIZES, Job.TREE), told.jobs());
    }
}
