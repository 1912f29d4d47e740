package io.coffer.housekeeping;

import io.coffer.housekeeping.BucketSum.Counted;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Recounting;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.usage.UsageStore.Recount;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks what buckets really hold, each once a week: processes that died took counts with them. A bucket costs a query for each 1,000
 * objects, one for each key that has versions beside its current one, one for each key with uploads in progress and one for each of these
 * uploads; to know which are due, a read of each bucket's counts.
 *
 * <p>A bucket is looked at once, if that takes a few seconds and nobody writes counts of it meanwhile. What was found then takes the place
 * of what was counted. This process writes its own before and after, so if there is no other the result is exact. Another one may have
 * counts that it has not written yet: those from before the look are not added any more, those from while it lasted may be in it already,
 * so that each write then may count twice, and no other.
 *
 * <p>Any other bucket is counted piece by piece, and however many runs that takes. After each piece the bucket's record says up to which
 * key it was counted; writes to these keys are counted apart, and added. A run goes on behind the bucket where the last one stopped, and
 * recounts what is due when it meets it. When it has met all, those that are not done take turns, in any order.
 * docs/decisions/soft-quotas.md says what may be wrong in the end.
 */
public final class UsageRecount {

    private static final Logger LOG = Logger.getLogger(UsageRecount.class);
    private static final String KIND = "recount";
    private static final Duration BETWEEN = Duration.ofDays(7);
    private static final Duration TURN = Duration.ofSeconds(20);
    private static final Duration PIECE = Duration.ofSeconds(5);

    private final Stores stores;
    private final Clock clock;

    private enum Outcome { ENDED, STOPPED, DROPPED }

    public UsageRecount(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Recounts the buckets that are due; one that fails does not keep the others. Ends early if its thread is interrupted.
     *
     * @param time after which nothing more is begun; the next run goes on
     * @return how many buckets were put right, or found right
     */
    public int run(Duration time) {
        return run(Deadline.in(time, clock));
    }

    int run(Deadline deadline) {
        Run run = new Run(deadline);
        BucketRound round = new BucketRound(stores, KIND, deadline, clock);
        boolean isFirstPartLeft = round.run(Duration.ZERO, run::take);
        if (isFirstPartLeft && !deadline.isOver()) {
            round.run(Duration.ZERO, run::take);
        }
        return run.rest();
    }

    /** Recounts buckets when they are met, and then those that take more than one turn. */
    private final class Run {

        private final Deadline deadline;
        private final Map<String, Bucket> stopped = new HashMap<>();
        private int ended;

        Run(Deadline deadline) {
            this.deadline = deadline;
        }

        Optional<String> take(Bucket listed, @Nullable String none) {
            Outcome outcome = stopped.containsKey(listed.id()) ? Outcome.STOPPED : turn(listed, deadline);
            ended += outcome == Outcome.ENDED ? 1 : 0;
            if (outcome == Outcome.STOPPED) {
                stopped.put(listed.id(), listed);
            }
            return Optional.empty();
        }

        int rest() {
            while (!stopped.isEmpty()) {
                List<Bucket> left = new ArrayList<>(stopped.values());
                Collections.shuffle(left);
                stopped.clear();
                for (Bucket bucket : left) {
                    if (deadline.isOver()) {
                        return ended;
                    }
                    take(bucket, null);
                }
            }
            return ended;
        }
    }

    private Outcome turn(Bucket listed, Deadline deadline) {
        try {
            if (!stores.usage().isRecountDue(listed, clock.millis() - BETWEEN.toMillis())) {
                return Outcome.DROPPED;
            }
            return stores.buckets().find(listed.name())
                    .filter(bucket -> bucket.id().equals(listed.id()))
                    .map(bucket -> readable(bucket, deadline))
                    .orElse(Outcome.DROPPED);
        } catch (RuntimeException e) {
            LOG.errorf(e, "bucket %s was not recounted; the next run goes on", listed.name());
            return Outcome.DROPPED;
        }
    }

    private Outcome readable(Bucket bucket, Deadline deadline) {
        try {
            return turn(bucket, stores.usage().underWay(bucket), deadline);
        } catch (UncheckedIOException e) {
            LOG.errorf(e, "bucket %s was not recounted: ./coffer verify names what cannot be read", bucket.name());
            stores.usage().giveUp(bucket);
            return Outcome.DROPPED;
        }
    }

    private Outcome turn(Bucket bucket, Optional<Recounting> underWay, Deadline deadline) {
        Deadline time = Deadline.in(TURN, clock);
        Deadline turn = () -> time.isOver() || deadline.isOver();
        if (underWay.isEmpty() && isRightAtOnce(bucket, turn)) {
            return Outcome.ENDED;
        }
        Optional<Recounting> from = underWay
                .or(() -> stores.buckets().recount(bucket, now -> stores.usage().begin(now, clock.millis())));
        while (from.isPresent() && !turn.isOver()) {
            Recounting before = from.get();
            Deadline piece = Deadline.in(PIECE, clock);
            Counted counted = new BucketSum(stores, bucket, () -> piece.isOver() || turn.isOver()).behind(before.counted());
            if (counted.whole()) {
                return stores.buckets().recount(bucket, now -> stores.usage().end(now, before, counted.held())).isPresent()
                        ? Outcome.ENDED
                        : Outcome.DROPPED;
            }
            String last = counted.last();
            if (last == null) {
                return Outcome.STOPPED;
            }
            from = stores.buckets().recount(bucket, now -> stores.usage().passed(now, before, last, counted.held()));
        }
        return from.isPresent() ? Outcome.STOPPED : Outcome.DROPPED;
    }

    /** Whether the bucket is so small, and so quiet, that it was counted within a piece. */
    private boolean isRightAtOnce(Bucket bucket, Deadline turn) {
        long now = clock.millis();
        stores.meter().flush();
        Optional<Recount> recount = stores.usage().begin(bucket, now - BETWEEN.toMillis(), now);
        if (recount.isEmpty()) {
            return false;
        }
        Deadline piece = Deadline.in(PIECE, clock);
        Counted counted = new BucketSum(stores, bucket, () -> piece.isOver() || turn.isOver()).behind(null);
        stores.meter().flush();
        return counted.whole() && stores.usage().end(recount.get(), counted.held());
    }
}
