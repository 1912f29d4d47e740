package io.coffer.access;

import static io.coffer.access.ConditionKeys.ACL;
import static io.coffer.access.ConditionKeys.COPY_SOURCE;
import static io.coffer.access.ConditionKeys.DELIMITER;
import static io.coffer.access.ConditionKeys.EXISTING_OBJECT_TAG;
import static io.coffer.access.ConditionKeys.GRANT_FULL_CONTROL;
import static io.coffer.access.ConditionKeys.GRANT_READ;
import static io.coffer.access.ConditionKeys.GRANT_READ_ACP;
import static io.coffer.access.ConditionKeys.GRANT_WRITE;
import static io.coffer.access.ConditionKeys.GRANT_WRITE_ACP;
import static io.coffer.access.ConditionKeys.IF_MATCH;
import static io.coffer.access.ConditionKeys.IF_NONE_MATCH;
import static io.coffer.access.ConditionKeys.LOCATION_CONSTRAINT;
import static io.coffer.access.ConditionKeys.MAX_KEYS;
import static io.coffer.access.ConditionKeys.METADATA_DIRECTIVE;
import static io.coffer.access.ConditionKeys.OBJECT_CREATION_OPERATION;
import static io.coffer.access.ConditionKeys.OBJECT_OWNERSHIP;
import static io.coffer.access.ConditionKeys.PREFIX;
import static io.coffer.access.ConditionKeys.REQUEST_OBJECT_TAG;
import static io.coffer.access.ConditionKeys.REQUEST_OBJECT_TAG_KEYS;
import static io.coffer.access.ConditionKeys.SERVER_SIDE_ENCRYPTION;
import static io.coffer.access.ConditionKeys.SERVER_SIDE_ENCRYPTION_CUSTOMER_ALGORITHM;
import static io.coffer.access.ConditionKeys.SERVER_SIDE_ENCRYPTION_KMS_KEY_ID;
import static io.coffer.access.ConditionKeys.STORAGE_CLASS;
import static io.coffer.access.ConditionKeys.VERSION_ID;
import static io.coffer.access.ConditionKeys.WEBSITE_REDIRECT_LOCATION;

import io.coffer.protocol.S3Address.Level;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The actions of S3, each with the kind of resource it is about and the condition keys that only some actions have.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Service Authorization Reference,
 *     Actions defined by Amazon S3</a>
 */
final class ActionTable {

    /**
     * An action.
     *
     * @param name such as {@code s3:GetObject}
     * @param keys its condition keys beside those of every action; of tags, the family
     */
    record Action(String name, Level level, Set<String> keys) {

        boolean has(String key) {
            return ConditionKeys.isGlobal(key) || ConditionKeys.isOfS3(key) || keys.contains(ConditionKeys.family(key));
        }
    }

    private static final Map<String, Action> ACTIONS = new LinkedHashMap<>();

    static {
        add("ListAllMyBuckets", Level.SERVICE);

        bucket("CreateBucket", LOCATION_CONSTRAINT, OBJECT_OWNERSHIP, ACL, GRANT_FULL_CONTROL, GRANT_READ, GRANT_READ_ACP, GRANT_WRITE,
                GRANT_WRITE_ACP);
        bucket("DeleteBucket");
        bucket("ListBucket", PREFIX, DELIMITER, MAX_KEYS);
        bucket("ListBucketVersions", PREFIX, DELIMITER, MAX_KEYS);
        bucket("ListBucketMultipartUploads");
        bucket("GetBucketLocation");
        bucket("GetBucketAcl");
        bucket("PutBucketAcl", ACL, GRANT_FULL_CONTROL, GRANT_READ, GRANT_READ_ACP, GRANT_WRITE, GRANT_WRITE_ACP);
        bucket("GetBucketCORS");
        bucket("PutBucketCORS");
        bucket("GetBucketLogging");
        bucket("PutBucketLogging");
        bucket("GetBucketNotification");
        bucket("PutBucketNotification");
        bucket("GetBucketObjectLockConfiguration");
        bucket("PutBucketObjectLockConfiguration");
        bucket("GetBucketOwnershipControls");
        bucket("PutBucketOwnershipControls");
        bucket("GetBucketPolicy");
        bucket("PutBucketPolicy");
        bucket("DeleteBucketPolicy");
        bucket("GetBucketPolicyStatus");
        bucket("GetBucketPublicAccessBlock");
        bucket("PutBucketPublicAccessBlock");
        bucket("GetBucketRequestPayment");
        bucket("PutBucketRequestPayment");
        bucket("GetBucketTagging");
        bucket("PutBucketTagging");
        bucket("ListTagsForResource");
        bucket("TagResource");
        bucket("UntagResource");
        bucket("GetBucketVersioning");
        bucket("PutBucketVersioning");
        bucket("GetBucketWebsite");
        bucket("PutBucketWebsite");
        bucket("DeleteBucketWebsite");
        bucket("GetAccelerateConfiguration");
        bucket("PutAccelerateConfiguration");
        bucket("GetAnalyticsConfiguration");
        bucket("PutAnalyticsConfiguration");
        bucket("GetEncryptionConfiguration");
        bucket("PutEncryptionConfiguration");
        bucket("GetIntelligentTieringConfiguration");
        bucket("PutIntelligentTieringConfiguration");
        bucket("GetInventoryConfiguration");
        bucket("PutInventoryConfiguration");
        bucket("GetLifecycleConfiguration");
        bucket("PutLifecycleConfiguration");
        bucket("GetMetricsConfiguration");
        bucket("PutMetricsConfiguration");
        bucket("GetReplicationConfiguration");
        bucket("PutReplicationConfiguration");
        bucket("PauseReplication");
        bucket("GetBucketAbac");
        bucket("PutBucketAbac");
        bucket("CreateBucketMetadataTableConfiguration");
        bucket("GetBucketMetadataTableConfiguration");
        bucket("DeleteBucketMetadataTableConfiguration");
        bucket("UpdateBucketMetadataInventoryTableConfiguration");
        bucket("UpdateBucketMetadataJournalTableConfiguration");
        bucket("UpdateBucketMetadataAnnotationTableConfiguration");

        object("GetObject", EXISTING_OBJECT_TAG);
        object("GetObjectVersion", EXISTING_OBJECT_TAG, VERSION_ID);
        object("GetObjectAttributes", EXISTING_OBJECT_TAG);
        object("GetObjectVersionAttributes", EXISTING_OBJECT_TAG, VERSION_ID);
        object("PutObject", REQUEST_OBJECT_TAG, REQUEST_OBJECT_TAG_KEYS, ACL, COPY_SOURCE, GRANT_FULL_CONTROL, GRANT_READ, GRANT_READ_ACP,
                GRANT_WRITE, GRANT_WRITE_ACP, METADATA_DIRECTIVE, SERVER_SIDE_ENCRYPTION, SERVER_SIDE_ENCRYPTION_KMS_KEY_ID,
                SERVER_SIDE_ENCRYPTION_CUSTOMER_ALGORITHM, STORAGE_CLASS, WEBSITE_REDIRECT_LOCATION, IF_MATCH, IF_NONE_MATCH,
                OBJECT_CREATION_OPERATION);
        object("DeleteObject", IF_MATCH);
        object("DeleteObjectVersion", VERSION_ID);
        object("AbortMultipartUpload");
        object("ListMultipartUploadParts");
        object("GetObjectAcl", EXISTING_OBJECT_TAG);
        object("GetObjectVersionAcl", EXISTING_OBJECT_TAG, VERSION_ID);
        object("PutObjectAcl", EXISTING_OBJECT_TAG, ACL, GRANT_FULL_CONTROL, GRANT_READ, GRANT_READ_ACP, GRANT_WRITE, GRANT_WRITE_ACP,
                STORAGE_CLASS);
        object("PutObjectVersionAcl", EXISTING_OBJECT_TAG, VERSION_ID, ACL, GRANT_FULL_CONTROL, GRANT_READ, GRANT_READ_ACP, GRANT_WRITE,
                GRANT_WRITE_ACP, STORAGE_CLASS);
        object("GetObjectTagging", EXISTING_OBJECT_TAG);
        object("GetObjectVersionTagging", EXISTING_OBJECT_TAG, VERSION_ID);
        object("PutObjectTagging", EXISTING_OBJECT_TAG, REQUEST_OBJECT_TAG, REQUEST_OBJECT_TAG_KEYS);
        object("PutObjectVersionTagging", EXISTING_OBJECT_TAG, REQUEST_OBJECT_TAG, REQUEST_OBJECT_TAG_KEYS, VERSION_ID);
        object("DeleteObjectTagging", EXISTING_OBJECT_TAG);
        object("DeleteObjectVersionTagging", EXISTING_OBJECT_TAG, VERSION_ID);
        object("GetObjectLegalHold");
        object("PutObjectLegalHold");
        object("GetObjectRetention");
        object("PutObjectRetention");
        object("BypassGovernanceRetention", REQUEST_OBJECT_TAG, REQUEST_OBJECT_TAG_KEYS, ACL, COPY_SOURCE, GRANT_FULL_CONTROL, GRANT_READ,
                GRANT_READ_ACP, GRANT_WRITE, GRANT_WRITE_ACP, METADATA_DIRECTIVE, SERVER_SIDE_ENCRYPTION,
                SERVER_SIDE_ENCRYPTION_KMS_KEY_ID, SERVER_SIDE_ENCRYPTION_CUSTOMER_ALGORITHM, STORAGE_CLASS, WEBSITE_REDIRECT_LOCATION);
        object("GetObjectTorrent");
        object("GetObjectVersionTorrent", VERSION_ID);
        object("GetObjectAnnotation", EXISTING_OBJECT_TAG);
        object("GetObjectVersionAnnotation", EXISTING_OBJECT_TAG, VERSION_ID);
        object("ListObjectAnnotations", EXISTING_OBJECT_TAG);
        object("ListObjectVersionAnnotations", EXISTING_OBJECT_TAG, VERSION_ID);
        object("PutObjectAnnotation", EXISTING_OBJECT_TAG);
        object("PutObjectVersionAnnotation", EXISTING_OBJECT_TAG, VERSION_ID);
        object("DeleteObjectAnnotation", EXISTING_OBJECT_TAG);
        object("DeleteObjectVersionAnnotation", EXISTING_OBJECT_TAG, VERSION_ID);
        object("UpdateObjectEncryption", EXISTING_OBJECT_TAG, SERVER_SIDE_ENCRYPTION, SERVER_SIDE_ENCRYPTION_KMS_KEY_ID);
        object("RestoreObject");
        object("GetObjectVersionForReplication");
        object("InitiateReplication");
        object("ObjectOwnerOverrideToBucketOwner");
        object("ReplicateDelete");
        object("ReplicateObject", SERVER_SIDE_ENCRYPTION, SERVER_SIDE_ENCRYPTION_KMS_KEY_ID, SERVER_SIDE_ENCRYPTION_CUSTOMER_ALGORITHM);
        object("ReplicateTags");
    }

    private ActionTable() {}

    /** Actions compare without regard to case: in policies they are kept in this form. */
    static String comparable(String action) {
        return action.toLowerCase(Locale.ROOT);
    }

    /** Whether requests for an action have a key: those for what is not in the table have the keys of every service alone. */
    static boolean has(String action, String key) {
        Action known = ACTIONS.get(comparable(action));
        return known == null ? ConditionKeys.isGlobal(key) : known.has(key);
    }

    /** The actions on buckets and objects that a pattern, in lower case, stands for. */
    static List<Action> matching(String pattern) {
        return ACTIONS.entrySet().stream()
                .filter(action -> action.getValue().level() != Level.SERVICE)
                .filter(action -> Wildcards.match(pattern, action.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toList());
    }

    static Stream<String> keys() {
        return ACTIONS.values().stream().flatMap(action -> action.keys().stream()).distinct();
    }

    private static void bucket(String name, String... keys) {
        add(name, Level.BUCKET, keys);
    }

    private static void object(String name, String... keys) {
        add(name, Level.OBJECT, keys);
    }

    private static void add(String name, Level level, String... keys) {
        Action action = new Action("s3:" + name, level, Arrays.stream(keys).collect(Collectors.toUnmodifiableSet()));
        ACTIONS.put(comparable(action.name()), action);
    }
}
