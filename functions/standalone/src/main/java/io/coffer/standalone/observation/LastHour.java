package io.coffer.standalone.observation;

import io.coffer.keys.Activity;
import io.coffer.keys.Activity.Minute;
import io.coffer.keys.Activity.OfOperation;
import io.coffer.keys.Activity.Refusal;
import io.coffer.pipeline.AnsweredRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was answered in each of the last sixty minutes, and the last refusals. Not thread-safe. */
final class LastHour {

    private static final int MINUTES = 60;
    private static final int REFUSED = 400;
    private static final String NO_OPERATION = "none";
    /** Stands for all, if operations are not told apart. */
    private static final String ALL = "";

    private final Clock clock;
    private final boolean byOperation;
    private final int mostRefusals;
    private final Deque<OneMinute> minutes = new ArrayDeque<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();

    private record OneMinute(long number, Map<String, Totals> operations) {

        Instant start() {
            return Instant.ofEpochSecond(number * 60);
        }
    }

    LastHour(Clock clock, boolean byOperation, int mostRefusals) {
        this.clock = clock;
        this.byOperation = byOperation;
        this.mostRefusals = mostRefusals;
    }

    void add(AnsweredRequest request) {
        String operation = request.operation().orElse(NO_OPERATION);
        minute().operations.computeIfAbsent(byOperation ? operation : ALL, name -> new Totals()).add(request);
        if (request.status() >= REFUSED) {
            if (refusals.size() == mostRefusals) {
                refusals.removeLast();
            }
            refusals.addFirst(new Refusal(request.began(), request.requestId(), operation, request.bucket().orElse(null),
                    request.status(), request.error().orElse(""), request.accountId().orElse(null)));
        }
    }

    /** The present one; those that are older than an hour are dropped. */
    private OneMinute minute() {
        long number = drop();
        OneMinute last = minutes.peekLast();
        if (last == null || last.number < number) {
            last = new OneMinute(number, new HashMap<>());
            minutes.addLast(last);
        }
        return last;
    }

    /** @return the number of the present minute */
    private long drop() {
        long number = clock.instant().getEpochSecond() / 60;
        while (!minutes.isEmpty() && minutes.peekFirst().number <= number - MINUTES) {
            minutes.removeFirst();
        }
        return number;
    }

    Activity since(Instant since) {
        drop();
        List<Minute> shown = new ArrayList<>();
        Map<String, Totals> operations = new TreeMap<>();
        for (OneMinute minute : minutes) {
            Totals all = new Totals();
            minute.operations.forEach((operation, totals) -> {
                all.add(totals);
                operations.computeIfAbsent(operation, name -> new Totals()).add(totals);
            });
            shown.add(new Minute(minute.start(), all.counts()));
        }
        operations.remove(ALL);
        List<OfOperation> ofOperations = operations.entrySet().stream()
                .map(entry -> new OfOperation(entry.getKey(), entry.getValue().counts()))
                .toList();
        return new Activity(since, shown, ofOperations, List.copyOf(refusals));
    }
}
