package io.coffer.standalone.server;

import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.Installation;
import io.coffer.accounts.KeyWrapping;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.accounts.MasterKey;
import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import io.coffer.auth.SignatureVersions;
import io.coffer.blobs.BlobStore;
import io.coffer.blobs.FileBlobStore;
import io.coffer.housekeeping.ScrubRounds;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.embedded.LostCommits;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.Admission;
import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Identities;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.standalone.backup.Backup;
import io.coffer.standalone.control.ControlSocket;
import io.coffer.standalone.data.DataLayout;
import io.coffer.standalone.data.DiskSpace;
import io.coffer.standalone.data.InstallationParts;
import io.coffer.standalone.data.ScrubFile;
import io.coffer.standalone.observation.RequestMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** The stores, the operations, the pipeline and the sweeps of one process. */
public final class CofferInstance implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CofferInstance.class);

    /** For what a request does beside its own thread: promises of blobs, the objects of a DeleteObjects. */
    private static final int HELPER_THREADS = 32;

    /** Beside embedded metadata bytes cost nothing but the log they pass through; two syncs of a file cost more up to about here. */
    private static final int SMALL_EMBEDDED = 64 << 10;

    /** What a disk of today gives, and a processor hashes, before clients give up waiting after half a minute. */
    private static final long READ_OF_FILES = 8L << 30;

    private final OrderedTables tables;
    private final BlobStore blobs;
    private final RequestHandler handler;
    private final Authenticator authenticator;
    private final Shares shares;
    private final DiskSpace space;
    private final Observers observers;
    private final Identities identities;
    private final ExecutorService helpers;
    private final Sweeps sweeps;
    private final Optional<ControlSocket> control;
    private final Optional<ScrubRounds> scrubs;

    private CofferInstance(OrderedTables tables, BlobStore blobs, RequestHandler handler, Authenticator authenticator, Shares shares,
            DiskSpace space, Observers observers, Identities identities, ExecutorService helpers, Sweeps sweeps,
            Optional<ControlSocket> control, Optional<ScrubRounds> scrubs) {
        this.tables = tables;
        this.blobs = blobs;
        this.handler = handler;
        this.authenticator = authenticator;
        this.shares = shares;
        this.space = space;
        this.observers = observers;
        this.identities = identities;
        this.helpers = helpers;
        this.sweeps = sweeps;
        this.control = control;
        this.scrubs = scrubs;
    }

    /**
     * @param cloud makes the stores that need clients of AWS's services; empty if none does
     * @param commands carries out what operators send to the running server
     * @throws IOException if the data directory cannot be used
     */
    public static CofferInstance open(ServeOptions options, Optional<CloudStores> cloud, OperatorCommands commands)
            throws IOException {
        Clock clock = Clock.systemUTC();
        boolean embedded = options.hasEmbeddedMetadata();
        InstallationParts parts = new InstallationParts(options.data(), embedded, options.hasBlobFiles());
        parts.requireMounted();
        OrderedTables tables = embedded
                ? embeddedTables(options)
                : cloud.orElseThrow().tables(options.settings());
        BlobStore blobs = options.hasBlobFiles()
                ? FileBlobStore.open(ownersAlone(DataLayout.blobs(options.data())))
                : cloud.orElseThrow().blobs(options.settings());
        parts.requireSame(tables);
        Backup.removeUnfinished(options.data());
        KeyWrapping wrapping = options.kmsKey().<KeyWrapping>map(key -> cloud.orElseThrow().masterKey(key, tables))
                .orElseGet(() -> fileMasterKey(options, tables));
        Installation installation = new Installation(tables, wrapping, clock);
        Stores stores = installation.stores();
        // In AWS whoever makes the installation makes the key.
        MasterKey masterKey = wrapping instanceof KmsMasterKey ? installation.masterKey() : installation.openOrMakeMasterKey();
        AccountOpening accounts = installation.opening();
        options.rootKeys().ifPresent(accounts::openFirst);
        options.accounts().forEach(account -> accounts.open(account.accountId(), account.name(), account.keys()));
        ExecutorService helpers = Executors.newFixedThreadPool(HELPER_THREADS, daemons("coffer-helper"));
        Shares shares = new Shares();
        DiskSpace space = embedded || options.hasBlobFiles()
                ? DiskSpace.of(options.data(), options.settings().find(ServeSettings.DISK_RESERVE))
                : DiskSpace.ofNothing(options.data());
        Backend.Settings settings = settings(options, embedded, admission(shares, space));
        Backend backend = new Backend(settings, stores, () -> blobs, masterKey.bytes(), helpers, clock);
        Observers observers = Observers.of(options, tables, space, clock);
        RequestHandler handler = EveryApi.of(backend, observers, observers.activity(),
                options.settings().find(ServeSettings.KUBO_RPC));
        Lock removing = new ReentrantLock();
        Sweeps sweeps = new Sweeps(stores, backend.lifecycles(), clock, daemons("coffer-sweep"));
        sweeps.reclaim(blobs, embedded, removing, () -> space.isShort() ? Duration.ZERO : options.reclaimAfter());
        sweeps.expire(options.settings().get(ServeSettings.LIFECYCLE_INTERVAL));
        sweeps.abort(options.uploadAge());
        sweeps.flush(options.settings().get(ServeSettings.USAGE_INTERVAL));
        sweeps.recount();
        Optional<Path> data = options.rootKeys().map(keys -> options.data());
        Optional<LocalData> local = tables instanceof EmbeddedTables own && blobs instanceof FileBlobStore files
                ? Optional.of(LocalData.of(options.data(), own, stores, files, removing))
                : Optional.empty();
        Optional<ScrubRounds> scrubs = local.filter(all -> !options.scrubEvery().isZero()).map(all -> new ScrubRounds(
                stores, all.verification().scrub(), all.verification().census(), new ScrubFile(options.data()),
                options.scrubEvery(), clock));
        scrubs.ifPresent(rounds -> {
            sweeps.scrub(rounds);
            observers.metrics().gauge("coffer_scrub_findings", "What is damaged or missing, by the last round of reading",
                    () -> rounds.last().map(ScrubRounds.Last::findings).orElse(0L));
        });
        OpenInstallation open = new OpenInstallation(installation, data, local, settings.rates());
        Optional<ControlSocket> control = ControlSocket.listen(options.data(),
                (command, meanwhile) -> carryOut(commands, command, meanwhile, open, backend));
        return new CofferInstance(
                tables, blobs, handler, backend.verifier()::verify, shares, space, observers, backend.identities(), helpers, sweeps,
                control, scrubs);
    }

    /** What a command revokes is refused from the moment on when it tells so. */
    private static ControlSocket.Answer carryOut(
            OperatorCommands commands, ControlSocket.Command command, ControlSocket.Meanwhile meanwhile, OpenInstallation installation,
            Backend backend) {
        try {
            return commands.run(installation, command, meanwhile);
        } finally {
            backend.identities().forget();
        }
    }

    /** Small objects, ids of keys and blobs are nobody else's to read, even where others may enter the data directory. */
    private static Path ownersAlone(Path directory) throws IOException {
        PrivateFile.makeDirectory(directory);
        return directory;
    }

    private static EmbeddedTables embeddedTables(ServeOptions options) throws IOException {
        Path directory = ownersAlone(DataLayout.tables(options.data()));
        try {
            return EmbeddedTables.open(directory, options.settings().get(ServeSettings.ACCEPT_LOST_COMMITS));
        } catch (LostCommits e) {
            throw new StartFailure(e.getMessage() + "; restore a backup, or go on with what is left: --accept-lost-commits");
        }
    }

    private static Admission admission(Shares shares, DiskSpace space) {
        return new Admission() {

            @Override
            public void require(String accountId) {
                shares.require(accountId);
            }

            @Override
            public void requireSpace() {
                if (space.isShort()) {
                    throw new S3Exception(S3ErrorCode.INSUFFICIENT_STORAGE);
                }
            }
        };
    }

    private static FileMasterKey fileMasterKey(ServeOptions options, OrderedTables tables) {
        return options.settings().find(InstallationSettings.MASTER_KEY)
                .map(file -> FileMasterKey.given(file, tables))
                .orElseGet(() -> FileMasterKey.in(options.data(), tables));
    }

    private static Backend.Settings settings(ServeOptions options, boolean embedded, Admission admission) {
        if (options.signatures() == SignatureVersions.ALSO_2) {
            LOG.warn("--sigv2: requests, links and forms signed by Signature Version 2 are taken; AWS's newer regions refuse them");
        }
        return new Backend.Settings(
                options.behaviour(), options.servesPlainHttp(), smallLimit(options, embedded),
                new ServeRates(options.settings().find(ServeSettings.REQUESTS_PER_SECOND)), admission, options.signatures(),
                options.hasBlobFiles() ? READ_OF_FILES : Backend.Settings.READ_BEHIND_GATEWAY);
    }

    private static int smallLimit(ServeOptions options, boolean embedded) {
        return embedded ? SMALL_EMBEDDED : options.settings().get(InstallationSettings.SMALL_OBJECT_BYTES);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    public RequestHandler handler() {
        return handler;
    }

    public Authenticator authenticator() {
        return authenticator;
    }

    public RequestMetrics metrics() {
        return observers.metrics();
    }

    /** What accounts and networks have of the requests in flight. */
    public Shares shares() {
        return shares;
    }

    /** Whether requests may be signed with a key. */
    public boolean accepts(String accessKeyId) {
        return identities.find(accessKeyId).isPresent();
    }

    /** Whether the disk has room for writes. */
    public boolean hasSpace() {
        return !space.isShort();
    }

    /** What housekeeping's last reading of everything found; empty before the first, and if nothing is read. */
    public Optional<ScrubRounds.Last> lastScrub() {
        return scrubs.flatMap(ScrubRounds::last);
    }

    /** Whether each part the process depends on answers, by its name: {@code metadata}, {@code blobs}. */
    public Map<String, Boolean> readiness() {
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
        control.ifPresent(ControlSocket::close);
        helpers.shutdownNow();
        sweeps.close();
        observers.close();
        blobs.close();
        tables.close();
    }
}
