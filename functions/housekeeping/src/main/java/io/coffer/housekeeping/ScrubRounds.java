package io.coffer.housekeeping;

import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.housekeeping.Scrub.State;
import io.coffer.metadata.Account;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.stores.Stores;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that is stored once in a period, as slowly as that allows, and looks for orphaned blobs at the end of a round. What is
 * found goes to the log. A round survives the end of its process.
 */
public final class ScrubRounds {

    /** In bytes a second: a small installation is through in less than the period, and rests for the remainder. */
    private static final long SLOWEST = 256 << 10;
    private static final Logger LOG = Logger.getLogger(ScrubRounds.class);
    private static final int PAGE = 1000;

    private final Stores stores;
    private final Scrub scrub;
    private final BlobCensus census;
    private final Memory memory;
    private final Duration period;
    private final Clock clock;

    /**
     * The round that is on its way, and the one before.
     *
     * @param began in milliseconds since the epoch; 0 before the first round
     * @param state null before the first round
     * @param last null before the end of the first round
     */
    public record Kept(long began, @Nullable State state, @Nullable Last last) {

        public static final Kept NOTHING = new Kept(0, null, null);
    }

    /**
     * What a whole round found.
     *
     * @param ended in milliseconds since the epoch
     * @param findings what is damaged or missing
     * @param orphans blobs that nothing names
     */
    public record Last(long ended, long objects, long parts, long bytes, long findings, long orphans) {}

    /** Keeps a round over the end of the process. */
    public interface Memory {

        Kept read() throws IOException;

        void write(Kept kept) throws IOException;
    }

    /** @param period from the beginning of one round to that of the next */
    public ScrubRounds(Stores stores, Scrub scrub, BlobCensus census, Memory memory, Duration period, Clock clock) {
        this.stores = stores;
        this.scrub = scrub;
        this.census = census;
        this.memory = memory;
        this.period = period;
        this.clock = clock;
    }

    /** What the last whole round found; empty before the first. */
    public Optional<Last> last() {
        try {
            return Optional.ofNullable(memory.read().last());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Goes on with the round that is due for some time: until what it then reads is read. */
    public void run(Duration time) throws IOException {
        long now = clock.millis();
        Kept kept = memory.read();
        long began = kept.began();
        State from = kept.state();
        if (from == null || from.ended()) {
            if (now < began + period.toMillis()) {
                return;
            }
            began = now;
            from = State.BEGINNING;
        }
        long end = now + time.toMillis();
        State state = scrub.run(from, Pace.of(rate(began, from, now)), new Scrub.Watcher() {

            @Override
            public void found(Finding finding) {
                tell(finding);
            }

            @Override
            public boolean reached(State reached) {
                return clock.millis() < end;
            }
        });
        Last last = state.ended() ? end(state) : kept.last();
        if (!Thread.currentThread().isInterrupted() || !state.ended()) {
            memory.write(new Kept(began, state, last));
        }
    }

    private Last end(State state) throws IOException {
        BlobCensus.Report report = census.run(false, new BlobCensus.Watcher() {

            @Override
            public void found(Finding finding) {
                tell(finding);
            }

            @Override
            public void orphan(String id, long length) {
                LOG.warnf("nothing points to blob %s of %d bytes; ./coffer verify --quarantine moves such blobs away", id, length);
            }
        });
        Last last = new Last(clock.millis(), state.objects(), state.parts(), state.bytes(), state.findings(), report.orphans());
        String message = "everything that is stored was read: " + last.objects() + " objects, " + last.parts() + " parts of uploads, "
                + last.bytes() + " bytes; " + last.findings() + " damaged or missing, " + last.orphans() + " orphaned blobs";
        LOG.log(last.findings() > 0 ? Logger.Level.ERROR : Logger.Level.INFO, message);
        return last;
    }

    private static void tell(Finding finding) {
        LOG.errorf("damaged or missing: %s/%s (%s): %s", finding.bucket(), finding.key(), finding.versionId(), finding.problem());
    }

    /** In bytes a second, so that the round ends with its period; a round that is late does the rest in a tenth of it. */
    private long rate(long began, State state, long now) {
        long left = stored() - state.bytes() - state.objects() * Scrub.BYTES_OF_AN_OBJECT;
        long millis = Math.max(began + period.toMillis() - now, period.toMillis() / 10);
        return Math.max(SLOWEST, left / Math.max(1, millis / 1000));
    }

    /** What was counted, with what looking it up counts as: two queries for each account. */
    private long stored() {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(clock.millis()), ZoneOffset.UTC);
        long bytes = 0;
        String after = null;
        List<Account> page;
        do {
            page = stores.accounts().list(after, PAGE);
            for (Account account : page) {
                for (BucketUsage bucket : stores.usage().of(account.id(), today, today).buckets()) {
                    Amount held = bucket.held();
                    bytes += held.bytes() + held.objects() * Scrub.BYTES_OF_AN_OBJECT;
                }
                after = account.id();
            }
        } while (page.size() == PAGE);
        return bytes;
    }
}
