package io.coffer.standalone.observation;

import io.coffer.keys.Activity;
import io.coffer.pipeline.AnsweredRequest;
import io.coffer.pipeline.RequestObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what was answered in each of the last sixty minutes: of all accounts by operation, and of each account all together. It grows with
 * the operations that are asked for, by a kilobyte and a half for each minute in which one was, and with the accounts that requests count
 * for, by at most 90 kilobytes each. It does not grow with requests.
 */
public final class RecentActivity implements RequestObserver, Activity.Source {

    private static final int REFUSALS = 50;
    private static final int REFUSALS_OF_ACCOUNT = 20;
    /** Of more accounts, those are forgotten for whom no request has counted for the longest time. */
    private static final int MOST_ACCOUNTS = 100;

    private final Clock clock;
    private final Instant since;
    private final LastHour all;
    private final Map<String, LastHour> ofAccounts = new LinkedHashMap<>(MOST_ACCOUNTS, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LastHour> eldest) {
            return size() > MOST_ACCOUNTS;
        }
    };

    public RecentActivity(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
        this.all = new LastHour(clock, true, REFUSALS);
    }

    @Override
    public synchronized void answered(AnsweredRequest request) {
        if (!request.isOfS3()) {
            // The console asks the query APIs for what it shows, which would be most of it.
            return;
        }
        all.add(request);
        request.countedFor().ifPresent(account -> ofAccounts.computeIfAbsent(account, id -> ofAccount()).add(request));
    }

    private LastHour ofAccount() {
        return new LastHour(clock, false, REFUSALS_OF_ACCOUNT);
    }

    @Override
    public synchronized Optional<Activity> now(Optional<String> accountId) {
        LastHour asked = accountId.isEmpty() ? all : ofAccounts.getOrDefault(accountId.get(), ofAccount());
        return Optional.of(asked.since(since));
    }
}
