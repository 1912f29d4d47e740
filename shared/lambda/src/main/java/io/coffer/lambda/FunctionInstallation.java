package io.coffer.lambda;

import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.Installation;
import io.coffer.accounts.InstallationMark;
import io.coffer.accounts.KeyWrapping;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.accounts.MasterKey;
import io.coffer.accounts.StartFailure;
import io.coffer.auth.SecretSeal;
import io.coffer.blobs.BlobStore;
import io.coffer.blobs.S3BlobStore;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.Admission;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Lifecycles;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The installation that a function belongs to: its tables, its bucket and its master key. */
public final class FunctionInstallation {

    /** For what a request does beside its own thread; a sandbox has one request at a time. */
    private static final int HELPER_THREADS = 16;

    private final FunctionSettings settings;
    private final CloudClients clients;
    private final Installation installation;

    public FunctionInstallation(CloudClients clients) {
        this.settings = FunctionSettings.of(System.getenv());
        this.clients = clients;
        OrderedTables tables = new DynamoDbTables(clients.dynamoDb(), settings.tablePrefix(), settings.bucketLease());
        this.installation = new Installation(tables, this::wrapping, Clock.systemUTC());
    }

    FunctionSettings settings() {
        return settings;
    }

    public Clock clock() {
        return installation.clock();
    }

    public Stores stores() {
        return installation.stores();
    }

    public BlobStore blobs() {
        String bucket = settings.blobBucket().orElseThrow(() -> new StartFailure("COFFER_BLOB_BUCKET names no bucket"));
        return new S3BlobStore(clients.s3(), bucket, settings.blobPrefix());
    }

    /** What the buckets' lifecycle rules say. */
    public Lifecycles lifecycles() {
        return new Lifecycles(stores().configurations(), new LifecycleDay(settings.behaviour().lifecycleDay()));
    }

    /** After which uploads in progress are aborted; 0 for never. */
    public Duration uploadAge() {
        return settings.uploadAge();
    }

    /** Tells this installation from others, in metrics. */
    public String name() {
        return settings.tablePrefix();
    }

    /** @throws StartFailure if the installation has no master key yet */
    Backend backend() {
        requireFormat();
        return backend(stores(), installation.masterKey().bytes());
    }

    /** One whose tables are empty and end with it, and whose master key nobody else has. */
    Backend rehearsal() {
        return backend(Stores.over(new MemoryTables(), clock()), SecretSeal.newMasterKey());
    }

    private Backend backend(Stores stores, byte[] masterKey) {
        AllowedRates rates = AllowedRates.shared(stores.meter(), settings::rateOf);
        // Functions are reached over TLS alone, so that customers' keys are never taken over plain HTTP.
        Backend.Settings own = new Backend.Settings(settings.behaviour(), false, settings.smallLimit(), rates, Admission.OF_ALL);
        return new Backend(own, stores, this::blobs, masterKey,
                Executors.newFixedThreadPool(HELPER_THREADS, FunctionInstallation::daemon), clock());
    }

    /** For whoever makes the installation: no other function may. Marks the tables, too. */
    public MasterKey openOrMakeMasterKey() {
        InstallationMark.requireReadable(installation.tables(), true);
        return installation.openOrMakeMasterKey();
    }

    /** The secret that keeps the first access key pair. */
    public Optional<String> firstKeysSecret() {
        return settings.firstKeysSecret();
    }

    /**
     * Reads the mark that whoever made the installation left: one read, once in a process, or in a run of housekeeping.
     *
     * @throws StartFailure if a later version wrote the tables
     */
    public void requireFormat() {
        InstallationMark.requireReadable(installation.tables(), false);
    }

    private KeyWrapping wrapping() {
        if (settings.masterKeyFile().isPresent()) {
            return FileMasterKey.given(settings.masterKeyFile().get(), installation.tables());
        }
        String key = settings.kmsKey().orElseThrow(() -> new StartFailure("COFFER_KMS_KEY names no key"));
        return new KmsMasterKey(clients.kms(), key, installation.tables());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "coffer-helper");
        thread.setDaemon(true);
        return thread;
    }
}
