package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.BucketPolicy;
import io.coffer.access.Decision;
import io.coffer.access.Permission;
import io.coffer.access.PolicyRequest;
import io.coffer.access.Principal;
import io.coffer.access.S3Actions;
import io.coffer.auth.Caller;
import io.coffer.metadata.Account;
import io.coffer.metadata.AccountStore;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.ObjectStore;
import io.coffer.metadata.Upload;
import io.coffer.metadata.UploadStore;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Operation;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who may do what. What a bucket's policy denies nobody may do, not even its owner; otherwise the owner may do everything with it, and
 * everybody else what its policy allows or its access control list grants. Objects have no lists of their own: what is granted on a bucket
 * holds for every object in it. Blocking public access takes from lists and policies what they give to everybody.
 */
public final class Authorisation {

    /** Whatever a policy says, its owner can see and mend it. */
    private static final Set<S3Operation> ALWAYS_THE_OWNERS =
            EnumSet.of(S3Operation.GET_BUCKET_POLICY, S3Operation.PUT_BUCKET_POLICY, S3Operation.DELETE_BUCKET_POLICY);

    private final AccountStore accounts;
    private final ObjectStore objects;
    private final UploadStore uploads;
    private final AccessSettings settings;
    private final Clock clock;

    public Authorisation(AccountStore accounts, ObjectStore objects, UploadStore uploads, AccessSettings settings, Clock clock) {
        this.accounts = accounts;
        this.objects = objects;
        this.uploads = uploads;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Whether a caller may do an operation. No read, but of the caller's account where a list or a policy may name it by its canonical id,
     * of the object where a policy asks for its tags, and of an upload where a policy asks how it is encrypted.
     *
     * @param key null for what is about the bucket
     * @param versionId null where no version is named
     */
    boolean allows(Asker asker, S3Operation operation, Bucket bucket, String key, String versionId) {
        Caller caller = asker.caller();
        boolean owner = caller instanceof Caller.Account account && account.accountId().equals(bucket.accountId());
        if (owner && ALWAYS_THE_OWNERS.contains(operation)) {
            return true;
        }
        Optional<BucketPolicy> policy = settings.policy(bucket);
        Decision decision = policy.map(found -> decide(found, asker, operation, bucket, key, versionId)).orElse(Decision.NONE);
        if (decision == Decision.DENY) {
            return false;
        }
        if (owner) {
            return true;
        }
        if (policy.filter(BucketPolicy::isPublic).isPresent() && settings.publicAccessBlock(bucket).restrictPublicBuckets()) {
            return false;
        }
        return decision == Decision.ALLOW || listAllows(caller, operation, bucket);
    }

    private boolean listAllows(Caller caller, S3Operation operation, Bucket bucket) {
        if (settings.bucketOwnerEnforced(bucket)) {
            return false;
        }
        AccessControlList list = settings.accessControlList(bucket);
        return permission(operation)
                .filter(permission -> list.allowsAnybody(permission)
                        || (caller instanceof Caller.Account account && list.allows(canonicalId(account.accountId()), permission)))
                .isPresent();
    }

    private Decision decide(
            BucketPolicy policy, Asker asker, S3Operation operation, Bucket bucket, String key, String versionId) {
        Principal principal = principal(asker.caller());
        Function<String, List<String>> values = new ConditionValues(asker, principal, bucket, versionId,
                () -> existingTags(bucket, key, versionId), () -> encryptionOfUpload(asker, bucket, key), clock.instant());
        Decision decision = Decision.ALLOW;
        for (S3Operation needed : needed(operation)) {
            Decision one = policy.decide(new PolicyRequest(
                    principal, S3Actions.of(needed, versionId != null), PolicyRequest.arn(bucket.name(), key), values));
            if (one == Decision.DENY) {
                return one;
            }
            decision = one == Decision.NONE ? one : decision;
        }
        return decision;
    }

    /** S3 API Reference, GetObjectAttributes: who may have an object's attributes may have the object. */
    private static List<S3Operation> needed(S3Operation operation) {
        return operation == S3Operation.GET_OBJECT_ATTRIBUTES ? List.of(operation, S3Operation.GET_OBJECT) : List.of(operation);
    }

    private Principal principal(Caller caller) {
        return caller instanceof Caller.Account account
                ? Principal.account(account.accountId(), () -> canonicalId(account.accountId()))
                : Principal.ANONYMOUS;
    }

    /** One read, up to three for a version; none of what there is not. */
    private Map<String, String> existingTags(Bucket bucket, String key, String versionId) {
        try {
            return key == null ? Map.of() : objects.require(bucket, key, versionId).tags();
        } catch (S3Exception e) {
            return Map.of();
        }
    }

    /** Parts and the completion of an upload that we encrypt do not say so again: policies see what its creation said. */
    private Optional<String> encryptionOfUpload(Asker asker, Bucket bucket, String key) {
        String uploadId = asker.request().parameter("uploadId");
        return key == null || uploadId == null
                ? Optional.empty()
                : uploads.find(bucket, key, uploadId)
                        .map(Upload::encryption)
                        .filter(encryption -> encryption.kind() == Encryption.Kind.SSE_S3)
                        .map(encryption -> "AES256");
    }

    AccessSettings settings() {
        return settings;
    }

    /** The id by which access control lists know an account. */
    String canonicalId(String accountId) {
        return accounts.find(accountId).map(Account::canonicalId).orElse("");
    }

    /**
     * What a list must grant for an operation; empty for what is the owner's alone.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions">S3 User Guide, What permissions
     *     can I grant?</a>
     */
    private static Optional<Permission> permission(S3Operation operation) {
        return Optional.ofNullable(switch (operation) {
            case HEAD_BUCKET, LIST_OBJECTS, LIST_OBJECTS_V2, LIST_OBJECT_VERSIONS, LIST_MULTIPART_UPLOADS,
                    GET_OBJECT, HEAD_OBJECT, GET_OBJECT_ATTRIBUTES -> Permission.READ;
            case PUT_OBJECT, POST_OBJECT, COPY_OBJECT, DELETE_OBJECT, DELETE_OBJECTS, CREATE_MULTIPART_UPLOAD, UPLOAD_PART,
                    UPLOAD_PART_COPY, LIST_PARTS, COMPLETE_MULTIPART_UPLOAD, ABORT_MULTIPART_UPLOAD -> Permission.WRITE;
            case GET_BUCKET_ACL, GET_OBJECT_ACL -> Permission.READ_ACP;
            case PUT_BUCKET_ACL, PUT_OBJECT_ACL -> Permission.WRITE_ACP;
            default -> null;
        });
    }
}
