package io.coffer.housekeeping;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.usage.UsageStore.Recount;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks what buckets really hold, each once a week: processes that died took counts with them. A bucket costs a query for each 1,000
 * objects, one for each key that has versions beside its current one, one for each key with uploads in progress and one for each of these
 * uploads; to know which are due, a read of each bucket's counts.
 *
 * <p>What was found takes the place of what was counted only if nobody wrote counts of the bucket meanwhile; else it is left to the next
 * week. This process writes its own before and after, so if there is no other the result is exact. Another one may have counts that it
 * has not written yet: those from before the look are not added any more, those from while it lasted may be in it already, so that each
 * write then may count twice, and no other.
 */
public final class UsageRecount {

    private static final Logger LOG = Logger.getLogger(UsageRecount.class);
    private static final Duration BETWEEN = Duration.ofDays(7);

    private final Stores stores;
    private final Clock clock;

    public UsageRecount(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Recounts the buckets that are due; one that fails does not keep the others. Ends early if its thread is interrupted.
     *
     * @param time after which no more buckets are begun, and what is not at its end is given up
     * @return how many buckets were put right, or found right
     */
    public int run(Duration time) {
        Deadline deadline = Deadline.in(time, clock);
        return new EveryBucket(stores, deadline).sum(listed -> recount(listed, deadline) ? 1 : 0);
    }

    private boolean recount(Bucket listed, Deadline deadline) {
        try {
            long now = clock.millis();
            stores.meter().flush();
            Optional<Recount> recount = stores.usage().begin(listed, now - BETWEEN.toMillis(), now);
            if (recount.isEmpty()) {
                return false;
            }
            Sum sum = new Sum();
            boolean whole = new BucketContents(stores, listed, deadline).visit(sum);
            stores.meter().flush();
            return whole && stores.usage().end(recount.get(), sum.held);
        } catch (RuntimeException e) {
            LOG.errorf(e, "bucket %s was not recounted", listed.name());
            return false;
        }
    }

    private static final class Sum implements BucketContents.Visitor {

        private Amount held = Amount.NOTHING;

        @Override
        public void object(String key, ObjectRecord version) {
            if (!version.isDeleteMarker()) {
                held = held.plus(Amount.ofObjects(1, version.size()));
            }
        }

        @Override
        public void upload(Upload upload, List<Part> parts) {
            held = held.plus(new Amount(0, UploadStore.bytes(parts), 1));
        }
    }
}
