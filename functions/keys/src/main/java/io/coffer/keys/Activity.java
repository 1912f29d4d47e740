package io.coffer.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process answered lately. Nothing in it is a secret: no signature, no query, no key of an object.
 *
 * @param since when it began to look
 * @param minutes those in which something was answered, in their order
 * @param operations of all these minutes together; none if it is about one account
 * @param refusals the last requests that were answered with 4xx or 5xx, the newest first
 */
public record Activity(Instant since, List<Minute> minutes, List<OfOperation> operations, List<Refusal> refusals) {

    /** Says it; {@link #NONE} if nobody looks. */
    public interface Source {

        Source NONE = accountId -> Optional.empty();

        /**
         * @param accountId whose requests, counted as {@link GetUsage} counts them; empty for those of all accounts
         * @return empty if nobody looks
         */
        Optional<Activity> now(Optional<String> accountId);
    }

    /**
     * How many requests there were, and how long it took until the heads of their responses were ready.
     *
     * @param refused answered with 4xx
     * @param failed answered with 5xx
     */
    public record Counts(long requests, long refused, long failed, long received, long sent, Latency latency) {}

    /** In microseconds: what half, nine tenths and 99 of 100 requests took at most. */
    public record Latency(long half, long nineTenths, long most) {}

    public record Minute(Instant start, Counts counts) {}

    /** @param operation {@code none} for requests that were refused before it was known */
    public record OfOperation(String operation, Counts counts) {}

    /**
     * @param operation {@code none} if it was refused before it was known
     * @param bucket null for none
     * @param accountId null for anonymous requests and those whose signature did not hold
     */
    public record Refusal(
            Instant time, String requestId, String operation, @Nullable String bucket, int status, String error,
            @Nullable String accountId) {}
}
