package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.AclHeaders;
import io.coffer.access.BucketPolicy;
import io.coffer.access.Decision;
import io.coffer.access.PolicyRequest;
import io.coffer.access.Principal;
import io.coffer.access.UserPolicy;
import io.coffer.auth.Caller;
import io.coffer.metadata.Account;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Upload;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.protocol.Permission;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.http.S3Headers;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. What a bucket's policy denies nobody may do, not even its owner; otherwise the account that owns it may do everything
 * with it, its users what their own policies allow or the bucket's allows them by name, and everybody else what its policy allows or its
 * access control list grants, users of other accounts only where their own policies allow it too. Objects have no lists of their own: what
 * is granted on a bucket holds for every object in it, except that a list lets nobody replace or remove what is there. Blocking public
 * access takes from lists and policies what they give to everybody. Buckets of a suspended account are closed to all.
 */
final class Authorisation {

    /** Whatever a policy says, its owner can see and mend it. */
    private static final Set<S3Operation> ALWAYS_THE_OWNERS =
            EnumSet.of(S3Operation.GET_BUCKET_POLICY, S3Operation.PUT_BUCKET_POLICY, S3Operation.DELETE_BUCKET_POLICY);

    /** What is done to an upload that somebody began. */
    private static final Set<S3Operation> OF_UPLOADS = EnumSet.of(S3Operation.UPLOAD_PART, S3Operation.UPLOAD_PART_COPY,
            S3Operation.LIST_PARTS, S3Operation.COMPLETE_MULTIPART_UPLOAD, S3Operation.ABORT_MULTIPART_UPLOAD);

    private static final Set<S3Operation> MAKE_OBJECTS = EnumSet.of(S3Operation.PUT_OBJECT, S3Operation.POST_OBJECT,
            S3Operation.COPY_OBJECT, S3Operation.CREATE_MULTIPART_UPLOAD);

    private final Identities identities;
    private final ObjectStore objects;
    private final UploadStore uploads;
    private final AccessSettings settings;
    private final Clock clock;

    Authorisation(Identities identities, ObjectStore objects, UploadStore uploads, AccessSettings settings, Clock clock) {
        this.identities = identities;
        this.objects = objects;
        this.uploads = uploads;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Whether a caller may do an operation. No read where {@link Identities} remembers, but of the caller's account where a list or a
     * policy may name it by its canonical id, of the object where a policy asks for its tags, and of an upload where a policy asks what it
     * was begun with, or if a list alone lets the caller go on with it.
     *
     * @param key null for what is about the bucket
     * @param versionId null if no version is named
     */
    boolean allows(RequestContext context, S3Operation operation, Bucket bucket, @Nullable String key, @Nullable String versionId) {
        Grounds grounds = grounds(context, operation, bucket, key, versionId);
        return grounds == Grounds.RIGHT
                || (grounds == Grounds.LIST && (!OF_UPLOADS.contains(operation) || beganUpload(context, bucket, key)));
    }

    /** Whether the bucket's list alone lets a caller write. */
    boolean allowsByListAlone(RequestContext context, S3Operation operation, Bucket bucket, String key) {
        boolean owner = isOfOwner(context.caller(), bucket);
        return listAllows(context.caller(), owner, operation.permission(), bucket)
                && grounds(context, operation, bucket, key, null) == Grounds.LIST;
    }

    /** S3 API Reference, PutBucketAcl: who was granted WRITE makes objects; what others have begun is theirs and the owner's. */
    private boolean beganUpload(RequestContext context, Bucket bucket, @Nullable String key) {
        String initiator = context.caller() instanceof Caller.Account account ? account.accountId() : null;
        return upload(context, bucket, key).filter(found -> !Objects.equals(found.initiatorId(), initiator)).isEmpty();
    }

    /**
     * Whether a caller could have a right of the kind on anything in a bucket; asked before the operation that judges each key by itself
     * reads its keys. Who signed a request is told of each key, as at S3, and who signed a form stands in the form. No read where
     * {@link Identities} remembers.
     */
    boolean mayHaveRight(RequestContext context, S3Operation operation, Bucket bucket) {
        return operation == S3Operation.POST_OBJECT
                || context.caller() instanceof Caller.Account
                || settings.policy(bucket).isPresent()
                || listAllows(context.caller(), false, operation.permission(), bucket);
    }

    private static boolean isOfOwner(Caller caller, Bucket bucket) {
        return caller instanceof Caller.Account account && account.accountId().equals(bucket.accountId());
    }

    /** Whether a caller may do an action on a bucket that no list grants. */
    boolean allows(RequestContext context, String action, Bucket bucket) {
        return grounds(context, List.of(action), List.of(), Optional.empty(), false, bucket, null, null) == Grounds.RIGHT;
    }

    /** What lets a caller do something. */
    private enum Grounds {
        NONE, RIGHT, LIST
    }

    private Grounds grounds(
            RequestContext context, S3Operation operation, Bucket bucket, @Nullable String key, @Nullable String versionId) {
        if (putsTags(operation, context.request().headers()) && !allows(context, S3Operation.PUT_OBJECT_TAGGING, bucket, key, null)) {
            return Grounds.NONE;
        }
        List<String> actions = needed(operation).stream().map(needed -> needed.action(versionId != null)).toList();
        List<String> besides = putsList(operation, context.request().headers())
                ? List.of(S3Operation.PUT_OBJECT_ACL.action(false))
                : List.of();
        return grounds(context, actions, besides, operation.permission(), ALWAYS_THE_OWNERS.contains(operation), bucket, key, versionId);
    }

    /** @param besides what a user's own policies must allow, too, and a bucket's policy must not deny */
    private Grounds grounds(RequestContext context, List<String> actions, List<String> besides, Optional<Permission> permission,
            boolean alwaysTheOwners, Bucket bucket, @Nullable String key, @Nullable String versionId) {
        Caller caller = context.caller();
        boolean owner = isOfOwner(caller, bucket);
        boolean user = caller instanceof Caller.Account account && !account.isRoot();
        if (isSuspended(bucket.accountId())) {
            return Grounds.NONE;
        }
        if (owner && !user && alwaysTheOwners) {
            return Grounds.RIGHT;
        }
        Principal principal = principal(caller, !owner);
        Function<String, List<String>> values = values(context, principal, bucket, bucket.accountId(), key, versionId);
        Function<String, PolicyRequest> asked =
                action -> new PolicyRequest(principal, action, PolicyRequest.arn(bucket.name(), key), values);
        List<String> all = Stream.concat(actions.stream(), besides.stream()).toList();
        Decision own = user ? decide(all, asked, request -> ownPolicies(caller, request)) : Decision.ALLOW;
        Optional<BucketPolicy> policy = settings.policy(bucket);
        Decision buckets = policy.map(found -> denies(besides, asked, found) ? Decision.DENY : decide(actions, asked, found::decide))
                .orElse(Decision.NONE);
        if (own == Decision.DENY || buckets == Decision.DENY) {
            return Grounds.NONE;
        }
        if (own == Decision.ALLOW && owner) {
            return Grounds.RIGHT;
        }
        if (!owner && (own != Decision.ALLOW || isClosedToOthers(bucket, policy))) {
            return Grounds.NONE;
        }
        if (buckets == Decision.ALLOW) {
            return Grounds.RIGHT;
        }
        return listAllows(caller, owner, permission, bucket) ? Grounds.LIST : Grounds.NONE;
    }

    /** S3 User Guide, Blocking public access: who restricts public buckets lets nobody else's accounts in, where their policy is public. */
    private boolean isClosedToOthers(Bucket bucket, Optional<BucketPolicy> policy) {
        return policy.filter(BucketPolicy::isPublic).isPresent() && settings.publicAccessBlock(bucket).restrictsPublicBuckets();
    }

    /**
     * Whether a caller may do what is about no bucket that is there: the root may, a user where its policies allow it. Anonymous requests
     * are left to the operation.
     *
     * @param resource the ARN of what it is about
     */
    boolean allowsService(RequestContext context, String action, String resource) {
        if (!(context.caller() instanceof Caller.Account account) || account.isRoot()) {
            return true;
        }
        Principal principal = principal(account, false);
        ConditionValues values = values(context, principal, null, account.accountId(), null, null);
        PolicyRequest request = new PolicyRequest(principal, action, resource, values);
        return ownPolicies(account, request) == Decision.ALLOW;
    }

    private Decision ownPolicies(Caller caller, PolicyRequest request) {
        return UserPolicy.decide(identities.policies((Caller.Account) caller), request);
    }

    private boolean isSuspended(String accountId) {
        return identities.account(accountId).filter(Account::suspended).isPresent();
    }

    /** @param owner whether the caller is of the owner's account: its users have what everybody has, and not what the account has */
    private boolean listAllows(Caller caller, boolean owner, Optional<Permission> wanted, Bucket bucket) {
        if (settings.bucketOwnerEnforced(bucket)) {
            return false;
        }
        AccessControlList list = settings.accessControlList(bucket);
        return wanted
                .filter(permission -> list.allowsAnybody(permission) || (!owner && caller instanceof Caller.Account account
                        && list.allows(canonicalId(account.accountId()), permission)))
                .isPresent();
    }

    /** What policies say to each action that an operation takes: one that is denied denies all, all must be allowed. */
    private static Decision decide(
            List<String> actions, Function<String, PolicyRequest> asked, Function<PolicyRequest, Decision> policies) {
        Decision decision = Decision.ALLOW;
        for (String action : actions) {
            Decision one = policies.apply(asked.apply(action));
            if (one == Decision.DENY) {
                return one;
            }
            decision = one == Decision.NONE ? one : decision;
        }
        return decision;
    }

    private ConditionValues values(
            RequestContext context, Principal principal, @Nullable Bucket bucket, String resourceAccount, @Nullable String key,
            @Nullable String versionId) {
        return new ConditionValues(context, principal, resourceAccount, versionId,
                () -> existingTags(bucket, key, versionId), () -> upload(context, bucket, key), clock.instant());
    }

    private static boolean denies(List<String> actions, Function<String, PolicyRequest> asked, BucketPolicy policy) {
        return actions.stream().anyMatch(action -> policy.decide(asked.apply(action)) == Decision.DENY);
    }

    /** S3 API Reference, GetObjectAttributes: who may have an object's attributes may have the object. */
    private static List<S3Operation> needed(S3Operation operation) {
        return operation == S3Operation.GET_OBJECT_ATTRIBUTES ? List.of(operation, S3Operation.GET_OBJECT) : List.of(operation);
    }

    /**
     * Whether an operation puts tags on the object that it makes, which takes the right to put them.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Amazon S3 User Guide,
     *     Required permissions for Amazon S3 API operations</a>
     */
    private static boolean putsTags(S3Operation operation, S3Headers headers) {
        return MAKE_OBJECTS.contains(operation) && !headers.find("x-amz-tagging").orElse("").isEmpty();
    }

    /**
     * Whether an operation states the list of the object that it makes. A bucket's policy need not allow that: AWS's examples of policies
     * that want such a list allow {@code s3:PutObject} alone.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ensure-object-ownership.html">Amazon S3 User Guide, Requiring the
     *     bucket-owner-full-control canned ACL</a>
     */
    private static boolean putsList(S3Operation operation, S3Headers headers) {
        return MAKE_OBJECTS.contains(operation) && AclHeaders.areIn(headers);
    }

    @Nullable String arn(Caller.Account caller) {
        return principal(caller, false).arn();
    }

    private Principal principal(Caller caller, boolean delegated) {
        return caller instanceof Caller.Account account
                ? new Principal(account.accountId(), () -> canonicalId(account.accountId()), identities.userId(account),
                        identities.userPath(account), account.userName(), delegated || account.isRoot())
                : Principal.ANONYMOUS;
    }

    /** One read, up to three for a version. No read if the request names no object. */
    private Map<String, String> existingTags(@Nullable Bucket bucket, @Nullable String key, @Nullable String versionId) {
        return bucket == null || key == null
                ? Map.of()
                : objects.find(bucket, key, versionId).answer().map(ObjectRecord::tags).orElse(Map.of());
    }

    /** Parts and the completion of an upload do not say again what its creation said, which holds for them. One read. */
    private Optional<Upload> upload(RequestContext context, @Nullable Bucket bucket, @Nullable String key) {
        String uploadId = context.request().parameter("uploadId");
        return bucket == null || key == null || uploadId == null ? Optional.empty() : uploads.find(bucket, key, uploadId);
    }

    AccessSettings settings() {
        return settings;
    }

    /** The id by which access control lists know an account. */
    String canonicalId(String accountId) {
        return identities.account(accountId).map(Account::canonicalId).orElse("");
    }
}
