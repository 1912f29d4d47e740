package io.coffer.metadata.dynamodb;

import io.coffer.metadata.tables.MetadataBusy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Tries a request again while DynamoDB is contended or throttled, after pauses of random length that may double each time ("full
 * jitter"). What the SDK retries by itself (lost connections, errors 500) it has retried before, except for a {@link SinglePut}.
 */
final class Retry {

    /** How to let time pass; tests let none pass. */
    interface Pause {
        void forDuration(Duration duration) throws InterruptedException;
    }

    static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /** DynamoDB API Reference, TransactWriteItems: the cancellation reasons that may pass. */
    private static final Set<String> PASSING_REASONS = Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final Pause pause;

    Retry(Pause pause) {
        this.pause = pause;
    }

    /** @throws MetadataBusy if the last attempt too was refused; the request was not applied */
    <T> T call(Supplier<T> request) {
        for (int attempt = 1;; attempt++) {
            try {
                return request.get();
            } catch (AwsServiceException e) {
                if (!maySucceedLater(e)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw outcomeUnknown(e) ? e : new MetadataBusy(e);
                }
                pause(attempt, e);
            }
        }
    }

    private static boolean maySucceedLater(AwsServiceException e) {
        return e.isThrottlingException()
                || e instanceof TransactionConflictException
                || e instanceof TransactionInProgressException
                || (e instanceof TransactionCanceledException cancelled && maySucceedLater(cancelled));
    }

    private static boolean maySucceedLater(TransactionCanceledException e) {
        var codes = e.cancellationReasons().stream().map(CancellationReason::code).filter(code -> !"None".equals(code)).toList();
        return !codes.isEmpty() && PASSING_REASONS.containsAll(codes);
    }

    /** The transaction in progress is our own, sent before: it may yet be applied. */
    private static boolean outcomeUnknown(AwsServiceException e) {
        return e instanceof TransactionInProgressException;
    }

    /** A pause after an attempt that failed; the first is attempt 1. */
    void pause(int attempt, SdkException cause) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << (attempt - 1));
        try {
            pause.forDuration(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MetadataBusy(cause);
        }
    }
}
