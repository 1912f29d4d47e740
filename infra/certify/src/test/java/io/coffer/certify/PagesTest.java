package io.coffer.certify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final Report REPORT = new Report("2026-12-01", "abc1234", "./coffer serve", List.of(
            new Report.Row("one", "Client One", "1.0", null, List.of(
                    Cell.passed(Job.SIZES, 1.25),
                    new Cell(Job.TREE, Outcome.FAIL, "<b> is not & was", "4442587FB7D0A2F9", null, 2),
                    new Cell(Job.PRESIGNED, Outcome.BY_DESIGN, "SigV2", null, "docs/page.md#place", 0.5))),
            new Report.Row("two", "Client Two", null, "it is not installed", List.of())));

    @Test
    void aTableForTerminalsSaysWhatEachClientMadeOfEachJob() {
        String table = Pages.table(REPORT);

        assertTrue(table.contains("Client One"), table);
        assertTrue(table.lines().anyMatch(line -> line.startsWith("Client One") && line.contains("pass") && line.contains("FAIL")), table);
        assertTrue(table.contains("Client One, tree: fail: <b> is not & was (request 4442587FB7D0A2F9)"), table);
        assertTrue(table.contains("skipped: it is not installed"), table);
        assertTrue(table.contains("1 passed, 1 failed, 1 by design, 0 not applicable; 1 clients skipped"), table);
    }

    @Test
    void aPageOfHtmlEscapesWhatClientsSaid() throws IOException {
        String page = Pages.html(REPORT);

        assertTrue(page.contains("&lt;b&gt; is not &amp; was"), page);
        assertFalse(page.contains("<b> is not"), page);
        assertTrue(page.contains("1.3 s") || page.contains("1.2 s"), page);
    }

    @Test
    void aPageOfTheDocumentsLinksWhatIsByDesign() throws IOException {
        String page = Pages.markdown(REPORT);

        assertTrue(page.contains("| Client One | pass | FAIL | design |"), page);
        assertTrue(page.contains("SigV2 ([why](page.md#place))"), page);
        assertTrue(page.contains("* Client Two: it is not installed"), page);
        assertTrue(page.contains("`abc1234`"), page);
    }
}
