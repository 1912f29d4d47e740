package io.coffer.certify;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What one client made of one job.
 *
 * @param reason why it did not pass; null if it did
 * @param requestId of the request that failed; null if the client did not tell it
 * @param link to the place in the documents that says why it is so by design; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Cell(Job job, Outcome outcome, @Nullable String reason, @Nullable String requestId, @Nullable String link, double seconds) {

    static Cell passed(Job job, double seconds) {
        return new Cell(job, Outcome.PASS, null, null, null, seconds);
    }

    static Cell failed(Job job, String reason, double seconds) {
        return new Cell(job, Outcome.FAIL, reason, null, null, seconds);
    }
}
