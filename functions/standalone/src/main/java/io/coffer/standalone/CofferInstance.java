package io.coffer.standalone;

import io.coffer.auth.PostPolicyVerifier;
import io.coffer.auth.SecretSeal;
import io.coffer.auth.SigV4Verifier;
import io.coffer.blobs.BlobStore;
import io.coffer.blobs.FileBlobStore;
import io.coffer.housekeeping.LifecycleSweep;
import io.coffer.housekeeping.ReclaimSweep;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.OrderedTables;
import io.coffer.metadata.Plan;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.pipeline.AccessSettings;
import io.coffer.pipeline.Authorisation;
import io.coffer.pipeline.Lifecycles;
import io.coffer.pipeline.Pipeline;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.pipeline.StoredCredentials;
import io.coffer.standalone.ServeOptions.BlobTier;
import io.coffer.standalone.ServeOptions.BucketNames;
import io.coffer.standalone.ServeOptions.Encrypted;
import io.coffer.standalone.ServeOptions.MetadataEngine;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The stores, the operations, the pipeline and the sweeps of one process. */
final class CofferInstance implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CofferInstance.class);

    /** The account that the first access key pair belongs to. */
    static final String LOCAL_ACCOUNT = "000000000000";

    /** For what a request does beside its own thread: promises of blobs, the objects of a DeleteObjects. */
    private static final int HELPER_THREADS = 32;

    /** Reclaiming and expiring; neither waits for the other. */
    private static final int SWEEPS = 2;
    private static final Duration SWEEP_PERIOD = Duration.ofMinutes(1);
    /** Longer than any answer or part upload of a well-behaved client waits between two blobs. */
    private static final Duration REST = Duration.ofMinutes(5);
    /** Other processes on the same tables may be writing blobs for as long as an upload of 5 GB takes. */
    private static final Duration PENDING_IN_CLOUD = Duration.ofHours(24);

    /** Beside embedded metadata bytes cost nothing but the log they pass through; two syncs of a file cost more up to about here. */
    private static final int SMALL_EMBEDDED = 64 << 10;
    /** Up to about here a PUT's bytes cost less in DynamoDB than as an S3 request (by both services' published prices). */
    private static final int SMALL_IN_DYNAMODB = 8 << 10;

    private final OrderedTables tables;
    private final BlobStore blobs;
    private final Pipeline pipeline;
    private final ExecutorService helpers;
    private final ScheduledExecutorService timer;

    private CofferInstance(OrderedTables tables, BlobStore blobs, Pipeline pipeline, ExecutorService helpers,
            ScheduledExecutorService timer) {
        this.tables = tables;
        this.blobs = blobs;
        this.pipeline = pipeline;
        this.helpers = helpers;
        this.timer = timer;
    }

    /**
     * @param cloud makes the stores that need clients of AWS's services; null where none does
     * @throws IOException where the data directory cannot be used
     */
    static CofferInstance open(ServeOptions options, CloudStores cloud) throws IOException {
        Clock clock = Clock.systemUTC();
        boolean embedded = options.metadata().engine() == MetadataEngine.EMBEDDED;
        OrderedTables tables = embedded
                ? EmbeddedTables.open(options.data().resolve("metadata"))
                : cloud.tables(options.metadata());
        BlobStore blobs = options.blobs().tier() == BlobTier.FILES
                ? FileBlobStore.open(options.data().resolve("blobs"))
                : cloud.blobs(options.blobs());
        Stores stores = Stores.over(tables, clock);
        SecretSeal seal = new SecretSeal(options.masterKey().bytes());
        ServerSideEncryption encryption = new ServerSideEncryption(
                options.masterKey().bytes(), options.encrypted() == Encrypted.ALL, options.servesPlainHttp());
        openAccount(stores, LOCAL_ACCOUNT, "coffer", options.rootKeys(), seal, clock);
        options.accounts().forEach(account -> openAccount(stores, account.accountId(), account.name(), account.keys(), seal, clock));
        StoredCredentials credentials = new StoredCredentials(stores.keys(), seal, clock);
        SigV4Verifier verifier = new SigV4Verifier(credentials, Set.of(options.region()), clock);
        PostPolicyVerifier forms = new PostPolicyVerifier(credentials, Set.of(options.region()), clock);
        ExecutorService helpers = Executors.newFixedThreadPool(HELPER_THREADS, daemons("coffer-helper"));
        Operations.Settings settings = new Operations.Settings(options.region(), options.bucketNames() == BucketNames.AWS,
                embedded ? SMALL_EMBEDDED : SMALL_IN_DYNAMODB);
        Lifecycles lifecycles = new Lifecycles(stores.configurations(), new LifecycleDay(options.lifecycle().day()));
        Pipeline pipeline = new Pipeline(verifier, authorisation(stores, clock), stores.buckets(), stores.configurations(),
                Operations.all(stores, lifecycles, encryption, blobs, forms, settings, helpers, clock), options.domain(),
                options.region(), clock);
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(SWEEPS, daemons("coffer-sweep"));
        reclaimOnTimer(timer, stores, blobs, embedded, clock);
        expireOnTimer(timer, stores, lifecycles, options.lifecycle().interval(), clock);
        return new CofferInstance(tables, blobs, pipeline, helpers, timer);
    }

    private static Authorisation authorisation(Stores stores, Clock clock) {
        return new Authorisation(stores.accounts(), stores.objects(), stores.uploads(), new AccessSettings(stores.configurations()), clock);
    }

    private static void openAccount(Stores stores, String accountId, String name, AccessKeyPair keys, SecretSeal seal, Clock clock) {
        stores.accounts().createIfAbsent(accountId, name, Plan.PRO);
        stores.keys().put(new AccessKeyRecord(keys.accessKeyId(), accountId,
                seal.seal(keys.accessKeyId(), keys.secretAccessKey()), true, clock.millis()));
    }

    /** An embedded engine has one process: promises older than its start were left by a process that is gone. */
    private static void reclaimOnTimer(
            ScheduledExecutorService timer, Stores stores, BlobStore blobs, boolean embedded, Clock clock) {
        ReclaimSweep sweep = new ReclaimSweep(
                stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, clock, REST);
        long start = clock.millis();
        Runnable sweepOnce = () -> {
            try {
                sweep.run(embedded ? start : clock.millis() - PENDING_IN_CLOUD.toMillis());
            } catch (IOException | RuntimeException e) {
                LOG.error("the sweep failed; the next takes up its work", e);
            }
        };
        timer.scheduleWithFixedDelay(sweepOnce, 1, SWEEP_PERIOD.toSeconds(), TimeUnit.SECONDS);
    }

    private static void expireOnTimer(
            ScheduledExecutorService timer, Stores stores, Lifecycles lifecycles, Duration interval, Clock clock) {
        LifecycleSweep sweep = new LifecycleSweep(
                stores.lifecycles(), stores.buckets(), lifecycles, stores.objects(), stores.expiry(), stores.uploads(), clock);
        Runnable sweepOnce = () -> {
            try {
                sweep.run();
            } catch (RuntimeException e) {
                LOG.error("lifecycle rules were not carried out; the next run takes them up", e);
            }
        };
        long period = interval.toMillis();
        timer.scheduleWithFixedDelay(sweepOnce, Math.min(period, SWEEP_PERIOD.toMillis()), period, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    RequestHandler handler() {
        return pipeline;
    }

    /** Whether each part the process depends on answers, by its name: {@code metadata}, {@code blobs}. */
    Map<String, Boolean> readiness() {
        return Map.of("metadata", answers(tables::probe), "blobs", answers(blobs::probe));
    }

    private interface Probe {
        void run() throws IOException;
    }

    private static boolean answers(Probe probe) {
        try {
            probe.run();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("not ready", e);
            return false;
        }
    }

    @Override
    public void close() {
        helpers.shutdownNow();
        timer.shutdownNow();
        try {
            timer.awaitTermination(REST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        blobs.close();
        tables.close();
    }
}
