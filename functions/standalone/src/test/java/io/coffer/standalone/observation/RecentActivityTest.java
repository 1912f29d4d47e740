package io.coffer.standalone.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.keys.Activity;
import io.coffer.keys.Activity.Counts;
import io.coffer.keys.Activity.OfOperation;
import io.coffer.pipeline.AnsweredRequest;
import io.coffer.protocol.S3Operation;
import io.coffer.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecentActivityTest {

    private final ManualClock clock = new ManualClock();
    private final RecentActivity activity = new RecentActivity(clock);

    private void answer(S3Operation operation, int status, Duration time) {
        answer("000000000000", operation, status, time);
    }

    private void answer(String owner, S3Operation operation, int status, Duration time) {
        Optional<String> error = status == 404 ? Optional.of("NoSuchKey")
                : status == 500 ? Optional.of("InternalError") : Optional.empty();
        activity.answered(new AnsweredRequest("request-" + status, clock.instant(), "192.0.2.1", "GET", "s3",
                Optional.ofNullable(operation).map(S3Operation::awsName),
                Optional.of("000000000000"), Optional.of("AKIATEST"), Optional.of(owner), Optional.of("bucket"), Optional.empty(), status,
                error, 10, 20, Optional.empty(), time));
    }

    private Activity now() {
        return activity.now(Optional.empty()).orElseThrow();
    }

    private Activity of(String account) {
        return activity.now(Optional.of(account)).orElseThrow();
    }

    private Counts counts(String operation) {
        return now().operations().stream().filter(one -> one.operation().equals(operation)).findFirst().orElseThrow().counts();
    }

    @Test
    void requestsAreCountedByMinuteAndByOperation() {
        answer(S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
        answer(S3Operation.GET_OBJECT, 404, Duration.ofMillis(1));
        clock.advance(Duration.ofMinutes(1));
        answer(S3Operation.PUT_OBJECT, 500, Duration.ofMillis(1));
        answer(null, 400, Duration.ofMillis(1));

        Activity now = now();
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
        assertEquals(2, now().minutes().size());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of("PutObject"), now().operations().stream().map(OfOperation::operation).toList());
        clock.advance(Duration.ofHours(1));
        assertEquals(List.of(), now().minutes());
    }

    @Test
    void theLastFiftyRefusalsAreKeptTheNewestFirst() {
        answer(S3Operation.GET_OBJECT, 500, Duration.ofMillis(1));
        for (int i = 0; i < 60; i++) {
            answer(S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
            answer(S3Operation.GET_OBJECT, 404, Duration.ofMillis(1));
        }
        answer(null, 400, Duration.ofMillis(1));

        List<Activity.Refusal> refusals = now().refusals();
        assertEquals(50, refusals.size());
        assertEquals("none", refusals.get(0).operation());
        assertEquals(List.of("NoSuchKey"), refusals.stream().skip(1).map(Activity.Refusal::error).distinct().toList());
    }

    @Test
    void anAccountSeesWhatCountsForItAlone() {
        answer("111122223333", S3Operation.GET_OBJECT, 404, Duration.ofMillis(1));
        answer("111122223333", S3Operation.PUT_OBJECT, 500, Duration.ofMillis(1));
        answer(S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));

        Activity theirs = of("111122223333");
        assertEquals(List.of(2L), theirs.minutes().stream().map(minute -> minute.counts().requests()).toList());
        assertEquals(1, theirs.minutes().get(0).counts().refused());
        assertEquals(1, theirs.minutes().get(0).counts().failed());
        assertEquals(List.of(500, 404), theirs.refusals().stream().map(Activity.Refusal::status).toList());
        assertEquals(List.of(), theirs.operations());
        assertEquals(List.of(), of("999999999999").minutes());
        assertEquals(3, now().minutes().get(0).counts().requests());
    }

    @Test
    void ofMoreThanAHundredAccountsThoseThatWereSilentLongestAreForgotten() {
        answer("first", S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
        for (int i = 0; i < 99; i++) {
            answer("other-" + i, S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
        }
        answer("first", S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));
        answer("last", S3Operation.GET_OBJECT, 200, Duration.ofMillis(1));

        assertEquals(2, of("first").minutes().get(0).counts().requests());
        assertEquals(1, of("other-1").minutes().size());
        assertEquals(0, of("other-0").minutes().size());
    }
}
