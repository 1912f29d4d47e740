package io.coffer.buckets;

import io.coffer.access.AccessControlList;
import io.coffer.access.AclHeaders;
import io.coffer.access.CannedAcl;
import io.coffer.access.ConditionKeys;
import io.coffer.metadata.Account;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.BucketNetwork;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.pipeline.Access;
import io.coffer.pipeline.AccessControlLists;
import io.coffer.pipeline.Behaviour;
import io.coffer.pipeline.KeptAccessControlList;
import io.coffer.pipeline.NetworkHeader;
import io.coffer.pipeline.Refusals;
import io.coffer.pipeline.ServiceCall;
import io.coffer.pipeline.ServiceOperation;
import io.coffer.pipeline.UnauthorisedServiceCall;
import io.coffer.protocol.BucketName;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.CreateBucketConfiguration;
import io.coffer.protocol.xml.OwnershipControls;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.protocol.xml.Tagging;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a bucket, with the tags it is to have and what it is told of who owns its objects: three reads, one commit. Making a bucket that
 * the account owns already is refused outside us-east-1, as at AWS. In us-east-1 it answers as if the bucket had been made and changes
 * nothing, except that it puts the access control list that the headers name, which takes the right to PutBucketAcl. AWS resets the list
 * there even where no header names one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">S3 API Reference, CreateBucket, Permissions</a>
 */
final class CreateBucket implements ServiceOperation.SelfAuthorised {

    private static final String CLASSIC_REGION = "us-east-1";
    private static final String OWNERSHIP = "x-amz-object-ownership";

    private final BucketStore buckets;
    private final AccessControlLists lists;
    private final Behaviour behaviour;

    CreateBucket(BucketStore buckets, AccessControlLists lists, Behaviour behaviour) {
        this.buckets = buckets;
        this.lists = lists;
        this.behaviour = behaviour;
    }

    @Override
    public S3Operation name() {
        return S3Operation.CREATE_BUCKET;
    }

    /** A policy may ask for the location, which stands in the document. */
    @Override
    public S3Response handle(UnauthorisedServiceCall asked) throws IOException {
        String owner = asked.account().accountId();
        String name = asked.bucketName();
        Optional<CreateBucketConfiguration> configuration = asked.document(CreateBucketConfiguration.class);
        String location = configuration.map(CreateBucketConfiguration::locationConstraint).orElse(null);
        ServiceCall call = asked.authorise(access -> access.telling(ConditionKeys.LOCATION_CONSTRAINT, location));
        switch (behaviour.bucketNames()) {
            case AWS -> BucketName.require(name);
            case FILEBASE -> BucketName.requireWithoutDots(name);
        }
        requireOrDefault(call, "x-amz-bucket-object-lock-enabled", "false");
        requireOrDefault(call, "x-amz-bucket-namespace", "global");
        configuration.ifPresent(this::require);
        BucketNetwork on = NetworkHeader.of(call.headers(), behaviour.network());
        TagSet tags = tags(call, name, configuration);
        Optional<Bucket> existing = buckets.find(name).filter(bucket -> bucket.accountId().equals(owner));
        if (existing.isEmpty()) {
            create(call, name, owner, tags, on);
        } else if (behaviour.region().equals(CLASSIC_REGION)) {
            remake(call, existing.get());
        } else {
            throw new S3Exception(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU).with("BucketName", name);
        }
        return S3Response.ok().with("Location", "/" + name);
    }

    /** What a header may say that could ask for a kind of bucket there is none of. */
    private static void requireOrDefault(ServiceCall call, String header, String only) {
        if (!call.headers().find(header).orElse(only).equalsIgnoreCase(only)) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", header);
        }
    }

    private void require(CreateBucketConfiguration configuration) {
        if (configuration.location() != null || configuration.bucket() != null) {
            throw S3Exception.notImplemented("A directory bucket");
        }
        requireOurRegion(configuration.locationConstraint());
    }

    /** S3 API Reference, CreateBucket: whoever gives a bucket tags needs {@code s3:TagResource}. */
    private static TagSet tags(ServiceCall call, String name, Optional<CreateBucketConfiguration> configuration) {
        TagSet tags = configuration.map(CreateBucketConfiguration::tags)
                .map(given -> TagSet.of(new Tagging(given), TagSet.MAX_OF_BUCKET))
                .orElse(TagSet.EMPTY);
        if (tags.size() > 0) {
            call.access().requireService("s3:TagResource", name);
        }
        return tags;
    }

    private void create(ServiceCall call, String name, String accountId, TagSet tags, BucketNetwork on) {
        if (AclHeaders.areMoreThanPrivate(call.headers())) {
            call.access().requireService(S3Operation.PUT_BUCKET_ACL, name);
        }
        if (call.headers().has(OWNERSHIP)) {
            call.access().requireService(S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS, name);
        }
        Optional<OwnershipControls> ownership = call.headers().find(OWNERSHIP).map(OwnershipControls::ofHeader);
        Map<BucketConfiguration, byte[]> documents = new EnumMap<>(BucketConfiguration.class);
        ownership.ifPresent(controls -> documents.put(BucketConfiguration.OWNERSHIP_CONTROLS, S3Xml.write(controls)));
        if (tags.size() > 0) {
            documents.put(BucketConfiguration.TAGGING, S3Xml.write(tags.document()));
        }
        Refusals.require(buckets.create(name, accountId, behaviour.region(), owner -> {
            AccessControlList list = list(call, owner);
            if (ownership.filter(OwnershipControls::bucketOwnerEnforced).isPresent() && !list.isPrivate(owner.canonicalId())) {
                throw new S3Exception(S3ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
            }
            return KeptAccessControlList.of(list);
        }, documents, on));
    }

    private void remake(ServiceCall call, Bucket bucket) {
        Access access = call.access();
        access.require(name(), bucket, null, null);
        if (!AclHeaders.areIn(call.headers())) {
            return;
        }
        Account owner = lists.owner(bucket);
        AccessControlList list = list(call, owner);
        if (!list.givesTheSameAs(KeptAccessControlList.of(bucket), owner.canonicalId())) {
            access.require(S3Operation.PUT_BUCKET_ACL, bucket, null, null);
            access.requireListAllowed(bucket, list);
            Refusals.require(buckets.putAccessControlList(bucket, KeptAccessControlList.of(list)));
        }
    }

    private AccessControlList list(ServiceCall call, Account owner) {
        AccessControlList list = AclHeaders.read(call.headers(), owner.canonicalId())
                .orElseGet(() -> AccessControlList.of(CannedAcl.PRIVATE, owner.canonicalId()));
        lists.requireKnown(list, owner);
        return list;
    }

    /** The server's own region is taken under its name, us-east-1 too: clients of other stores than AWS name it. */
    private void requireOurRegion(@Nullable String constraint) {
        if (constraint == null || constraint.isEmpty() || constraint.equals("auto")
                || constraint.equals(behaviour.region())) {
            return;
        }
        if (constraint.equals(CLASSIC_REGION)) {
            // S3 API Reference, CreateBucket: us-east-1 is asked for by naming no location.
            throw new S3Exception(S3ErrorCode.INVALID_LOCATION_CONSTRAINT).with("LocationConstraint", constraint);
        }
        throw new S3Exception(S3ErrorCode.ILLEGAL_LOCATION_CONSTRAINT, "The " + constraint
                + " location constraint is incompatible for the region specific endpoint this request was sent to.");
    }
}
