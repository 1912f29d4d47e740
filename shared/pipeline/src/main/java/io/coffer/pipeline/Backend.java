package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.auth.Caller;
import io.coffer.auth.PostPolicyVerifier;
import io.coffer.auth.SecretSeal;
import io.coffer.auth.SigV4Verifier;
import io.coffer.auth.SignatureVersions;
import io.coffer.blobs.BlobStore;
import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.usage.Quotas;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3Exception;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** What the operations of one process work on and with, each part made when it is first asked for or costs nothing. */
public final class Backend {

    /**
     * Up to about here a PUT costs less with its bytes in DynamoDB, where the commit pays for them twice, than with an S3 request and the
     * promise of a blob: CostsIT counts both.
     */
    public static final int SMALL_IN_DYNAMODB = 4 << 10;

    private final Settings settings;
    private final Stores stores;
    private final Supplier<BlobStore> blobs;
    private final ServerSideEncryption encryption;
    private final SecretSeal secrets;
    private final Identities identities;
    private final RequestRates rates;
    private final Lifecycles lifecycles;
    private final AccessSettings access;
    private final ExecutorService helpers;
    private final Clock clock;

    /**
     * How one process of an installation serves it.
     *
     * @param behaviour the same in all of its processes
     * @param customerKeysOverHttp whether customers' keys are taken over plain HTTP
     * @param smallLimit the most bytes kept beside the metadata
     * @param rates what is answered in a second
     * @param admission bounds what one account has in flight
     * @param signatures which of S3's requests and forms may be signed by
     * @param mostReadAgain how many bytes of parts may be read to tell the content id of their object, while the client waits
     */
    public record Settings(
            Behaviour behaviour,
            boolean customerKeysOverHttp,
            int smallLimit,
            AllowedRates rates,
            Admission admission,
            SignatureVersions signatures,
            long mostReadAgain) {

        /** What is read within the half minute that a gateway waits. */
        public static final long READ_BEHIND_GATEWAY = 1L << 30;

        /** Of a process that takes what AWS's newer regions take, and may be behind a gateway. */
        public Settings(Behaviour behaviour, boolean customerKeysOverHttp, int smallLimit, AllowedRates rates, Admission admission) {
            this(behaviour, customerKeysOverHttp, smallLimit, rates, admission, SignatureVersions.ONLY_4, READ_BEHIND_GATEWAY);
        }
    }

    /**
     * @param blobs asked only if an operation reads or writes bytes
     * @param masterKey 32 bytes: opens stored secrets and objects' keys
     * @param helpers runs what a request does beside its own thread
     */
    public Backend(
            Settings settings, Stores stores, Supplier<BlobStore> blobs, byte[] masterKey, ExecutorService helpers, Clock clock) {
        this.settings = settings;
        this.blobs = blobs;
        this.encryption = new ServerSideEncryption(
                masterKey, settings.behaviour.encrypted() == Encrypted.ALL, settings.customerKeysOverHttp);
        this.secrets = new SecretSeal(masterKey);
        this.identities = new Identities(stores, secrets, clock);
        this.stores = stores.within(new Quotas(stores.meter(), identities::account, clock));
        this.rates = new RequestRates(identities::account, settings.rates, clock);
        this.lifecycles = new Lifecycles(stores.configurations(), new LifecycleDay(settings.behaviour.lifecycleDay()));
        this.access = new AccessSettings(stores.configurations());
        this.helpers = helpers;
        this.clock = clock;
    }

    /**
     * The way of a request through these operations. Any other operation is refused by name.
     *
     * @param limit how long answers may be
     * @param observer is told of requests
     */
    public Pipeline pipeline(Collection<? extends Operation> operations, ResponseLimit limit, RequestObserver observer) {
        return new Pipeline(authorisation(), stores.buckets(), stores.configurations(), operations,
                new Pipeline.Usage(stores.meter(), rates, settings.admission, observer), limit,
                settings.behaviour.domain(), region(), clock);
    }

    private Authorisation authorisation() {
        return new Authorisation(identities, stores.objects(), stores.uploads(), access, clock);
    }

    /**
     * Whether a caller may do an action of another service than S3, such as {@code iam:CreateUser}.
     *
     * @param resource the ARN of what it is about
     */
    public boolean allows(Caller.Account caller, S3Request request, String action, String resource) {
        return authorisation().allowsService(RequestContext.of(caller, null, null, request), action, resource);
    }

    /**
     * A call of another API than S3's own about a bucket.
     *
     * @param action what the caller must be allowed, such as {@code s3:TagResource}
     * @throws S3Exception AccessDenied
     */
    public BucketCall authorise(AuthenticatedRequest authenticated, String action, Bucket bucket) {
        return BucketCall.authorised(authenticated, Access.of(authorisation(), null, authenticated), action, bucket);
    }

    /**
     * Notes when a caller's access key was last used; anonymous callers have none.
     *
     * @param service what the request was signed for
     */
    public void noteUse(Caller caller, String service) {
        if (caller instanceof Caller.Account account) {
            stores.meter().keyUsed(account.accessKeyId(), service, region());
        }
    }

    /**
     * Counts a request of an account against its rate.
     *
     * @throws S3Exception SlowDown
     */
    public void requireRate(Caller.Account caller) {
        rates.require(caller.accountId());
    }

    /**
     * Counts a request without a signature against the rate of the address that it comes from.
     *
     * @throws S3Exception SlowDown
     */
    public void requireRate(String address) {
        rates.requireOfAddress(address);
    }

    /** How many bytes of parts may be read to tell the content id of their object. */
    public long mostReadAgain() {
        return settings.mostReadAgain;
    }

    /** What accounts are held to. */
    public AllowedRates allowedRates() {
        return settings.rates;
    }

    /** The ARN of who signed, with the path of a user. */
    public String arn(Caller.Account caller) {
        return Objects.requireNonNull(authorisation().arn(caller), "every account has an ARN");
    }

    public SigV4Verifier verifier() {
        return settings.signatures == SignatureVersions.ALSO_2
                ? SigV4Verifier.takingVersion2(identities, Set.of(region()), settings.behaviour.domain(), clock)
                : new SigV4Verifier(identities, Set.of(region()), clock);
    }

    /** Verifies requests to another of AWS's services, which has one region for all. */
    public SigV4Verifier verifier(String service) {
        return SigV4Verifier.of(identities, service, new LinkedHashSet<>(List.of(region(), "us-east-1")), clock);
    }

    public Behaviour behaviour() {
        return settings.behaviour;
    }

    private String region() {
        return settings.behaviour.region();
    }

    public Stores stores() {
        return stores;
    }

    /** Seals what a new access key's secret is stored as. */
    public SecretSeal secrets() {
        return secrets;
    }

    public Identities identities() {
        return identities;
    }

    public ServerSideEncryption encryption() {
        return encryption;
    }

    public Lifecycles lifecycles() {
        return lifecycles;
    }

    public AccessSettings access() {
        return access;
    }

    public AccessControlLists accessControlLists() {
        return new AccessControlLists(stores.accounts(), access);
    }

    /** Verifies what browsers upload. */
    public PostPolicyVerifier forms() {
        return new PostPolicyVerifier(identities, Set.of(region()), clock, settings.signatures);
    }

    public ContentReader reader() {
        return new ContentReader(new SmallBlobs(stores.tables()), stores.manifests(), blobs.get());
    }

    public ContentWriter writer() {
        return new ContentWriter(blobs.get(), stores.reclaim(), settings.smallLimit, helpers);
    }

    public ExecutorService helpers() {
        return helpers;
    }

    public Clock clock() {
        return clock;
    }
}
