package io.coffer.certify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run found.
 *
 * @param date of the day it ran, as ISO 8601 writes it
 * @param commit of the checkout that ran it
 */
record Report(String date, String commit, String endpoint, List<Row> rows) {

    /**
     * @param version of the client, as it tells it; null if it could not be run
     * @param skipped why it could not be run; null if it was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(String name, String title, @Nullable String version, @Nullable String skipped, List<Cell> cells) {

        Optional<Cell> cell(Job job) {
            return cells.stream().filter(cell -> cell.job() == job).findFirst();
        }
    }

    boolean passed() {
        return count(Outcome.FAIL) == 0;
    }

    long count(Outcome outcome) {
        return rows.stream().flatMap(row -> row.cells().stream()).filter(cell -> cell.outcome() == outcome).count();
    }

    long skipped() {
        return rows.stream().filter(row -> row.skipped() != null).count();
    }

    /** The jobs that any client had. */
    List<Job> jobs() {
        return Arrays.stream(Job.values()).filter(job -> rows.stream().anyMatch(row -> row.cell(job).isPresent())).toList();
    }
}
