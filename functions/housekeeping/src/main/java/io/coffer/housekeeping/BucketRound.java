package io.coffer.housekeeping;

import io.coffer.metadata.buckets.BucketWalks;
import io.coffer.metadata.buckets.BucketWalks.Place;
import io.coffer.metadata.buckets.BucketWalks.Walk;
import io.coffer.metadata.stores.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A walk over all buckets that goes on from run to run: each bucket has its turn, however short the runs are. A random place to begin at
 * would not do: names of buckets are not evenly spread, and what follows a large account would hardly ever be met.
 */
final class BucketRound {

    private final BucketWalks walks;
    private final EveryBucket buckets;
    private final String kind;
    private final Clock clock;

    /** @param kind tells walks of one purpose from others */
    BucketRound(Stores stores, String kind, Deadline deadline, Clock clock) {
        this.walks = new BucketWalks(stores.tables());
        this.buckets = new EveryBucket(stores, deadline);
        this.kind = kind;
        this.clock = clock;
    }

    /**
     * Goes on with the round, or begins one: a query and a commit, and what {@link EveryBucket} costs.
     *
     * @param between from the beginning of one round to that of the next
     * @return whether it came to an end that had been begun by an earlier run
     */
    boolean run(Duration between, EveryBucket.Turn turn) {
        Optional<Walk> before = walks.find(kind);
        Optional<Place> stopped = before.flatMap(walk -> Optional.ofNullable(walk.place()));
        long now = clock.millis();
        if (stopped.isEmpty() && before.filter(walk -> now < walk.began() + between.toMillis()).isPresent()) {
            return false;
        }
        long began = stopped.isPresent() ? before.map(Walk::began).orElse(now) : now;
        Optional<Place> reached = buckets.walk(stopped.orElse(Place.BEGINNING), turn);
        walks.put(kind, new Walk(began, reached.orElse(null)));
        return stopped.isPresent() && reached.isEmpty();
    }
}
