package io.coffer.certify;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report for people: in a terminal, as a page of HTML, as a page of the documents. */
final class Pages {

    private static final Engine ENGINE = Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML))).build();

    private Pages() {}

    /**
     * A client's line in a table.
     *
     * @param texts one for each job of the table
     */
    public record Line(String title, @Nullable String version, List<Text> texts) {}

    /** @param note why it did not pass, else empty */
    public record Text(String sign, String note, @Nullable String link, String seconds) {}

    /** @param link relative to the directory of documents; null if there is none */
    public record Note(
            String title, String job, String outcome, @Nullable String reason, @Nullable String requestId, @Nullable String link) {}

    static String html(Report report) throws IOException {
        return page("report.html", Variant.TEXT_HTML, report);
    }

    static String markdown(Report report) throws IOException {
        return page("report.md", Variant.TEXT_PLAIN, report);
    }

    static String table(Report report) {
        List<Job> jobs = report.jobs();
        StringBuilder table = new StringBuilder("%-38s".formatted(""));
        jobs.forEach(job -> table.append(" %-10s".formatted(job.word())));
        for (Report.Row row : report.rows()) {
            table.append("\n%-38s".formatted(row.title()));
            if (row.skipped() != null) {
                table.append(" skipped: ").append(row.skipped());
            } else {
                jobs.forEach(job -> table.append(" %-10s".formatted(text(row, job).sign())));
            }
        }
        notes(report).forEach(note -> table.append("\n%s, %s: %s: %s%s".formatted(note.title(), note.job(), note.outcome(), note.reason(),
                note.requestId() == null ? "" : " (request " + note.requestId() + ")")));
        return table.append('\n').append(summary(report)).append('\n').toString();
    }

    private static String summary(Report report) {
        return "%d passed, %d failed, %d by design, %d not applicable; %d clients skipped".formatted(report.count(Outcome.PASS),
                report.count(Outcome.FAIL), report.count(Outcome.BY_DESIGN), report.count(Outcome.NOT_APPLICABLE), report.skipped());
    }

    private static String page(String name, String contentType, Report report) throws IOException {
        String template;
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Job> jobs = report.jobs();
        return ENGINE.parse(template, Variant.forContentType(contentType)).instance()
                .data("date", report.date()).data("commit", report.commit()).data("endpoint", report.endpoint())
                .data("summary", summary(report))
                .data("jobs", jobs.stream().map(job -> List.of(job.word(), job.description())).toList())
                .data("lines", report.rows().stream().filter(row -> row.skipped() == null)
                        .map(row -> new Line(row.title(), row.version(), jobs.stream().map(job -> text(row, job)).toList())).toList())
                .data("skipped", report.rows().stream().filter(row -> row.skipped() != null).toList())
                .data("notes", notes(report))
                .render();
    }

    private static Text text(Report.Row row, Job job) {
        return row.cell(job).map(cell -> new Text(cell.outcome().sign(), cell.reason() == null ? "" : cell.reason(), cell.link(),
                String.format(Locale.ROOT, "%.1f s", cell.seconds()))).orElse(new Text("-", "", null, ""));
    }

    private static List<Note> notes(Report report) {
        return report.rows().stream().flatMap(row -> row.cells().stream().filter(cell -> cell.reason() != null)
                .map(cell -> new Note(row.title(), cell.job().word(), cell.outcome().words(), cell.reason(), cell.requestId(),
                        cell.link() == null ? null : cell.link().replaceFirst("^docs/", "")))).collect(Collectors.toList());
    }
}
