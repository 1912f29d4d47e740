package io.coffer.standalone.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.keys.Activity;
import io.coffer.keys.Activity.Counts;
import io.coffer.keys.Activity.OfOperation;
import io.coffer.pipeline.AnsweredRequest;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.testkit.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecentActivityTest {

    private final HandClock clock = new HandClock();
    private final RecentActivity activity = new RecentActivity(clock);

    private void answer(S3Operation operation, int status, Duration time) {
        Optional<S3ErrorCode> error = status == 404 ? Optional.of(S3ErrorCode.NO_SUCH_KEY)
                : status == 500 ? Optional.of(S3ErrorCode.INTERNAL_ERROR) : Optional.empty();
        activity.answered(new AnsweredRequest("request-" + status, clock.instant(), "192.0.2.1", "GET", Optional.ofNullable(operation),
                Optional.of("000000000000"), Optional.of("AKIATEST"), Optional.of("bucket"), Optional.empty(), status, error, 10, 20,
                Optional.empty(), time));
    }

    private Counts counts(String operation) {
        return activity.now().operations().stream().filter(one -> one.operation().equals(operation)).findFirst().orElseThrow().counts();
    }

    @Test
    void requestsAreCountedByMinuteAndByOperation() {
        answer(S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
        answer(S3Operation.GET_OBJECT, 404, Duration.ofMillis(1));
        clock.advance(Duration.ofMinutes(1));
        answer(S3Operation.PUT_OBJECT, 500, Duration.ofMillis(1));
        answer(null, 400, Duration.ofMillis(1));

        Activity now = activity.now();
        assertEquals(List.of(2L, 2L), now.minutes().stream().map(minute -> minute.counts().requests()).toList());
        assertEquals(List.of("GetObject", "PutObject", "none"), now.operations().stream().map(OfOperation::operation).toList());
        assertEquals(1, counts("GetObject").refused());
        assertEquals(1, counts("PutObject").failed());
        assertEquals(20, counts("GetObject").received());
        assertEquals(40, counts("GetObject").sent());
    }

    @Test
    void latenciesAreThoseOfHalfAndOfNearlyAll() {
        for (int i = 0; i < 98; i++) {
            answer(S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
        }
        answer(S3Operation.GET_OBJECT, 200, Duration.ofSeconds(1));
        answer(S3Operation.GET_OBJECT, 200, Duration.ofHours(1));

        Activity.Latency latency = counts("GetObject").latency();
        assertTrue(latency.half() >= 1_000 && latency.half() < 1_100, () -> "half: " + latency);
        assertTrue(latency.nineTenths() < 1_100, () -> "nine tenths: " + latency);
        assertTrue(latency.most() >= 1_000_000 && latency.most() < 1_100_000, () -> "most: " + latency);
    }

    @Test
    void whatIsOlderThanAnHourIsForgotten() {
        answer(S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
        clock.advance(Duration.ofMinutes(59));
        answer(S3Operation.PUT_OBJECT, 200, Duration.ofMillis(1));
        assertEquals(2, activity.now().minutes().size());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of("PutObject"), activity.now().operations().stream().map(OfOperation::operation).toList());
        clock.advance(Duration.ofHours(1));
        assertEquals(List.of(), activity.now().minutes());
    }

    @Test
    void theLastFiftyRefusalsAreKeptTheNewestFirst() {
        answer(S3Operation.GET_OBJECT, 500, Duration.ofMillis(1));
        for (int i = 0; i < 60; i++) {
            answer(S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
            answer(S3Operation.GET_OBJECT, 404, Duration.ofMillis(1));
        }
        answer(null, 400, Duration.ofMillis(1));

        List<Activity.Refusal> refusals = activity.now().refusals();
        assertEquals(50, refusals.size());
        assertEquals("none", refusals.get(0).operation());
        assertEquals(List.of("NoSuchKey"), refusals.stream().skip(1).map(Activity.Refusal::error).distinct().toList());
    }
}
