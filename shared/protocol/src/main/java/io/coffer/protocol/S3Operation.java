package io.coffer.protocol;

import static io.coffer.protocol.Permission.READ;
import static io.coffer.protocol.Permission.READ_ACP;
import static io.coffer.protocol.Permission.WRITE;
import static io.coffer.protocol.Permission.WRITE_ACP;
import static io.coffer.protocol.S3Address.Level.BUCKET;
import static io.coffer.protocol.S3Address.Level.OBJECT;
import static io.coffer.protocol.S3Address.Level.SERVICE;

import io.coffer.protocol.S3Address.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * S3's operations, under AWS's names, each with the level of resource that it acts on and with what its caller needs: the action that a
 * policy must allow, that action on a version where it has another name, and the permission by which a list lets others than the owner do
 * it. Removing and replacing objects is the owner's alone. The router knows all operations; one that nobody has written answers
 * NotImplemented.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">S3 API Reference,
 *     Actions</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Amazon S3 User Guide, Required
 *     permissions for Amazon S3 API operations</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions">S3 User Guide, What permissions can I
 *     grant?</a>
 */
public enum S3Operation {
    LIST_BUCKETS("ListBuckets", SERVICE, "s3:ListAllMyBuckets"),
    LIST_DIRECTORY_BUCKETS("ListDirectoryBuckets", SERVICE, "s3express:ListAllMyDirectoryBuckets"),
    CREATE_BUCKET("CreateBucket", BUCKET, "s3:CreateBucket"),
    HEAD_BUCKET("HeadBucket", BUCKET, "s3:ListBucket", READ),
    DELETE_BUCKET("DeleteBucket", BUCKET, "s3:DeleteBucket"),
    GET_BUCKET_LOCATION("GetBucketLocation", BUCKET, "s3:GetBucketLocation"),
    LIST_OBJECTS("ListObjects", BUCKET, "s3:ListBucket", READ),
    LIST_OBJECTS_V2("ListObjectsV2", BUCKET, "s3:ListBucket", READ),
    LIST_OBJECT_VERSIONS("ListObjectVersions", BUCKET, "s3:ListBucketVersions", READ),
    LIST_MULTIPART_UPLOADS("ListMultipartUploads", BUCKET, "s3:ListBucketMultipartUploads", READ),
    DELETE_OBJECTS("DeleteObjects", BUCKET, "s3:DeleteObject", "s3:DeleteObjectVersion"),
    POST_OBJECT("PostObject", BUCKET, "s3:PutObject", WRITE),
    GET_BUCKET_ACL("GetBucketAcl", BUCKET, "s3:GetBucketAcl", READ_ACP),
    PUT_BUCKET_ACL("PutBucketAcl", BUCKET, "s3:PutBucketAcl", WRITE_ACP),
    GET_BUCKET_CORS("GetBucketCors", BUCKET, "s3:GetBucketCORS"),
    PUT_BUCKET_CORS("PutBucketCors", BUCKET, "s3:PutBucketCORS"),
    DELETE_BUCKET_CORS("DeleteBucketCors", BUCKET, "s3:PutBucketCORS"),
    GET_BUCKET_LIFECYCLE_CONFIGURATION("GetBucketLifecycleConfiguration", BUCKET, "s3:GetLifecycleConfiguration"),
    PUT_BUCKET_LIFECYCLE_CONFIGURATION("PutBucketLifecycleConfiguration", BUCKET, "s3:PutLifecycleConfiguration"),
    DELETE_BUCKET_LIFECYCLE("DeleteBucketLifecycle", BUCKET, "s3:PutLifecycleConfiguration"),
    GET_BUCKET_VERSIONING("GetBucketVersioning", BUCKET, "s3:GetBucketVersioning"),
    PUT_BUCKET_VERSIONING("PutBucketVersioning", BUCKET, "s3:PutBucketVersioning"),
    GET_BUCKET_LOGGING("GetBucketLogging", BUCKET, "s3:GetBucketLogging"),
    PUT_BUCKET_LOGGING("PutBucketLogging", BUCKET, "s3:PutBucketLogging"),
    GET_BUCKET_TAGGING("GetBucketTagging", BUCKET, "s3:GetBucketTagging"),
    PUT_BUCKET_TAGGING("PutBucketTagging", BUCKET, "s3:PutBucketTagging"),
    DELETE_BUCKET_TAGGING("DeleteBucketTagging", BUCKET, "s3:PutBucketTagging"),
    GET_BUCKET_POLICY("GetBucketPolicy", BUCKET, "s3:GetBucketPolicy"),
    PUT_BUCKET_POLICY("PutBucketPolicy", BUCKET, "s3:PutBucketPolicy"),
    DELETE_BUCKET_POLICY("DeleteBucketPolicy", BUCKET, "s3:DeleteBucketPolicy"),
    GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", BUCKET, "s3:GetBucketPolicyStatus"),
    GET_BUCKET_WEBSITE("GetBucketWebsite", BUCKET, "s3:GetBucketWebsite"),
    PUT_BUCKET_WEBSITE("PutBucketWebsite", BUCKET, "s3:PutBucketWebsite"),
    DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", BUCKET, "s3:DeleteBucketWebsite"),
    GET_BUCKET_REPLICATION("GetBucketReplication", BUCKET, "s3:GetReplicationConfiguration"),
    PUT_BUCKET_REPLICATION("PutBucketReplication", BUCKET, "s3:PutReplicationConfiguration"),
    DELETE_BUCKET_REPLICATION("DeleteBucketReplication", BUCKET, "s3:PutReplicationConfiguration"),
    GET_BUCKET_ENCRYPTION("GetBucketEncryption", BUCKET, "s3:GetEncryptionConfiguration"),
    PUT_BUCKET_ENCRYPTION("PutBucketEncryption", BUCKET, "s3:PutEncryptionConfiguration"),
    DELETE_BUCKET_ENCRYPTION("DeleteBucketEncryption", BUCKET, "s3:PutEncryptionConfiguration"),
    GET_BUCKET_REQUEST_PAYMENT("GetBucketRequestPayment", BUCKET, "s3:GetBucketRequestPayment"),
    PUT_BUCKET_REQUEST_PAYMENT("PutBucketRequestPayment", BUCKET, "s3:PutBucketRequestPayment"),
    GET_BUCKET_ACCELERATE_CONFIGURATION("GetBucketAccelerateConfiguration", BUCKET, "s3:GetAccelerateConfiguration"),
    PUT_BUCKET_ACCELERATE_CONFIGURATION("PutBucketAccelerateConfiguration", BUCKET, "s3:PutAccelerateConfiguration"),
    GET_BUCKET_NOTIFICATION_CONFIGURATION("GetBucketNotificationConfiguration", BUCKET, "s3:GetBucketNotification"),
    PUT_BUCKET_NOTIFICATION_CONFIGURATION("PutBucketNotificationConfiguration", BUCKET, "s3:PutBucketNotification"),
    GET_OBJECT_LOCK_CONFIGURATION("GetObjectLockConfiguration", BUCKET, "s3:GetBucketObjectLockConfiguration"),
    PUT_OBJECT_LOCK_CONFIGURATION("PutObjectLockConfiguration", BUCKET, "s3:PutBucketObjectLockConfiguration"),
    GET_BUCKET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", BUCKET, "s3:GetBucketOwnershipControls"),
    PUT_BUCKET_OWNERSHIP_CONTROLS("PutBucketOwnershipControls", BUCKET, "s3:PutBucketOwnershipControls"),
    DELETE_BUCKET_OWNERSHIP_CONTROLS("DeleteBucketOwnershipControls", BUCKET, "s3:PutBucketOwnershipControls"),
    GET_PUBLIC_ACCESS_BLOCK("GetPublicAccessBlock", BUCKET, "s3:GetBucketPublicAccessBlock"),
    PUT_PUBLIC_ACCESS_BLOCK("PutPublicAccessBlock", BUCKET, "s3:PutBucketPublicAccessBlock"),
    DELETE_PUBLIC_ACCESS_BLOCK("DeletePublicAccessBlock", BUCKET, "s3:PutBucketPublicAccessBlock"),
    GET_BUCKET_ANALYTICS_CONFIGURATION("GetBucketAnalyticsConfiguration", BUCKET, "s3:GetAnalyticsConfiguration"),
    LIST_BUCKET_ANALYTICS_CONFIGURATIONS("ListBucketAnalyticsConfigurations", BUCKET, "s3:GetAnalyticsConfiguration"),
    PUT_BUCKET_ANALYTICS_CONFIGURATION("PutBucketAnalyticsConfiguration", BUCKET, "s3:PutAnalyticsConfiguration"),
    DELETE_BUCKET_ANALYTICS_CONFIGURATION("DeleteBucketAnalyticsConfiguration", BUCKET, "s3:PutAnalyticsConfiguration"),
    GET_BUCKET_INVENTORY_CONFIGURATION("GetBucketInventoryConfiguration", BUCKET, "s3:GetInventoryConfiguration"),
    LIST_BUCKET_INVENTORY_CONFIGURATIONS("ListBucketInventoryConfigurations", BUCKET, "s3:GetInventoryConfiguration"),
    PUT_BUCKET_INVENTORY_CONFIGURATION("PutBucketInventoryConfiguration", BUCKET, "s3:PutInventoryConfiguration"),
    DELETE_BUCKET_INVENTORY_CONFIGURATION("DeleteBucketInventoryConfiguration", BUCKET, "s3:PutInventoryConfiguration"),
    GET_BUCKET_METRICS_CONFIGURATION("GetBucketMetricsConfiguration", BUCKET, "s3:GetMetricsConfiguration"),
    LIST_BUCKET_METRICS_CONFIGURATIONS("ListBucketMetricsConfigurations", BUCKET, "s3:GetMetricsConfiguration"),
    PUT_BUCKET_METRICS_CONFIGURATION("PutBucketMetricsConfiguration", BUCKET, "s3:PutMetricsConfiguration"),
    DELETE_BUCKET_METRICS_CONFIGURATION("DeleteBucketMetricsConfiguration", BUCKET, "s3:PutMetricsConfiguration"),
    GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION("GetBucketIntelligentTieringConfiguration", BUCKET,
            "s3:GetIntelligentTieringConfiguration"),
    LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS("ListBucketIntelligentTieringConfigurations", BUCKET,
            "s3:GetIntelligentTieringConfiguration"),
    PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION("PutBucketIntelligentTieringConfiguration", BUCKET,
            "s3:PutIntelligentTieringConfiguration"),
    DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION("DeleteBucketIntelligentTieringConfiguration", BUCKET,
            "s3:PutIntelligentTieringConfiguration"),
    CREATE_SESSION("CreateSession", BUCKET, "s3express:CreateSession"),
    GET_BUCKET_METADATA_TABLE_CONFIGURATION("GetBucketMetadataTableConfiguration", BUCKET, "s3:GetBucketMetadataTableConfiguration"),
    CREATE_BUCKET_METADATA_TABLE_CONFIGURATION("CreateBucketMetadataTableConfiguration", BUCKET,
            "s3:CreateBucketMetadataTableConfiguration"),
    DELETE_BUCKET_METADATA_TABLE_CONFIGURATION("DeleteBucketMetadataTableConfiguration", BUCKET,
            "s3:DeleteBucketMetadataTableConfiguration"),
    GET_BUCKET_METADATA_CONFIGURATION("GetBucketMetadataConfiguration", BUCKET, "s3:GetBucketMetadataTableConfiguration"),
    CREATE_BUCKET_METADATA_CONFIGURATION("CreateBucketMetadataConfiguration", BUCKET, "s3:CreateBucketMetadataTableConfiguration"),
    DELETE_BUCKET_METADATA_CONFIGURATION("DeleteBucketMetadataConfiguration", BUCKET, "s3:DeleteBucketMetadataTableConfiguration"),
    UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION("UpdateBucketMetadataInventoryTableConfiguration", BUCKET,
            "s3:UpdateBucketMetadataInventoryTableConfiguration"),
    UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION("UpdateBucketMetadataJournalTableConfiguration", BUCKET,
            "s3:UpdateBucketMetadataJournalTableConfiguration"),
    UPDATE_BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION("UpdateBucketMetadataAnnotationTableConfiguration", BUCKET,
            "s3:UpdateBucketMetadataAnnotationTableConfiguration"),
    GET_BUCKET_ABAC("GetBucketAbac", BUCKET, "s3:GetBucketAbac"),
    PUT_BUCKET_ABAC("PutBucketAbac", BUCKET, "s3:PutBucketAbac"),
    GET_OBJECT("GetObject", OBJECT, "s3:GetObject", "s3:GetObjectVersion", READ),
    HEAD_OBJECT("HeadObject", OBJECT, "s3:GetObject", "s3:GetObjectVersion", READ),
    PUT_OBJECT("PutObject", OBJECT, "s3:PutObject", WRITE),
    COPY_OBJECT("CopyObject", OBJECT, "s3:PutObject", WRITE),
    DELETE_OBJECT("DeleteObject", OBJECT, "s3:DeleteObject", "s3:DeleteObjectVersion"),
    GET_OBJECT_ATTRIBUTES("GetObjectAttributes", OBJECT, "s3:GetObjectAttributes", "s3:GetObjectVersionAttributes", READ),
    GET_OBJECT_ACL("GetObjectAcl", OBJECT, "s3:GetObjectAcl", "s3:GetObjectVersionAcl", READ_ACP),
    PUT_OBJECT_ACL("PutObjectAcl", OBJECT, "s3:PutObjectAcl", "s3:PutObjectVersionAcl", WRITE_ACP),
    GET_OBJECT_TAGGING("GetObjectTagging", OBJECT, "s3:GetObjectTagging", "s3:GetObjectVersionTagging"),
    PUT_OBJECT_TAGGING("PutObjectTagging", OBJECT, "s3:PutObjectTagging", "s3:PutObjectVersionTagging"),
    DELETE_OBJECT_TAGGING("DeleteObjectTagging", OBJECT, "s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging"),
    GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", OBJECT, "s3:GetObjectLegalHold"),
    PUT_OBJECT_LEGAL_HOLD("PutObjectLegalHold", OBJECT, "s3:PutObjectLegalHold"),
    GET_OBJECT_RETENTION("GetObjectRetention", OBJECT, "s3:GetObjectRetention"),
    PUT_OBJECT_RETENTION("PutObjectRetention", OBJECT, "s3:PutObjectRetention"),
    GET_OBJECT_TORRENT("GetObjectTorrent", OBJECT, "s3:GetObjectTorrent", "s3:GetObjectVersionTorrent"),
    GET_OBJECT_ANNOTATION("GetObjectAnnotation", OBJECT, "s3:GetObjectAnnotation", "s3:GetObjectVersionAnnotation"),
    LIST_OBJECT_ANNOTATIONS("ListObjectAnnotations", OBJECT, "s3:ListObjectAnnotations", "s3:ListObjectVersionAnnotations"),
    PUT_OBJECT_ANNOTATION("PutObjectAnnotation", OBJECT, "s3:PutObjectAnnotation", "s3:PutObjectVersionAnnotation"),
    DELETE_OBJECT_ANNOTATION("DeleteObjectAnnotation", OBJECT, "s3:DeleteObjectAnnotation", "s3:DeleteObjectVersionAnnotation"),
    UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", OBJECT, "s3:UpdateObjectEncryption"),
    RESTORE_OBJECT("RestoreObject", OBJECT, "s3:RestoreObject"),
    SELECT_OBJECT_CONTENT("SelectObjectContent", OBJECT, "s3:GetObject", "s3:GetObjectVersion"),
    RENAME_OBJECT("RenameObject", OBJECT, "s3express:CreateSession"),
    WRITE_GET_OBJECT_RESPONSE("WriteGetObjectResponse", OBJECT, "s3-object-lambda:WriteGetObjectResponse"),
    CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", OBJECT, "s3:PutObject", WRITE),
    UPLOAD_PART("UploadPart", OBJECT, "s3:PutObject", WRITE),
    UPLOAD_PART_COPY("UploadPartCopy", OBJECT, "s3:PutObject", WRITE),
    LIST_PARTS("ListParts", OBJECT, "s3:ListMultipartUploadParts", WRITE),
    COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", OBJECT, "s3:PutObject", WRITE),
    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", OBJECT, "s3:AbortMultipartUpload", WRITE);

    private final String awsName;
    private final Level level;
    private final String action;
    private final String versionedAction;
    private final @Nullable Permission permission;

    S3Operation(String awsName, Level level, String action) {
        this(awsName, level, action, action, null);
    }

    S3Operation(String awsName, Level level, String action, Permission permission) {
        this(awsName, level, action, action, permission);
    }

    S3Operation(String awsName, Level level, String action, String versionedAction) {
        this(awsName, level, action, versionedAction, null);
    }

    S3Operation(String awsName, Level level, String action, String versionedAction, @Nullable Permission permission) {
        this.awsName = awsName;
        this.level = level;
        this.action = action;
        this.versionedAction = versionedAction;
        this.permission = permission;
    }

    /** The name in AWS's documentation, such as {@code PutObject}. */
    public String awsName() {
        return awsName;
    }

    public Level level() {
        return level;
    }

    /**
     * The action that a caller needs on the operation's own bucket or object. A copy also reads its source, which takes
     * {@link #GET_OBJECT}'s action there; GetObjectAttributes also takes GetObject's on the same object; DeleteObjects takes its action on
     * each key.
     *
     * @param versioned whether the request names a version
     */
    public String action(boolean versioned) {
        return versioned ? versionedAction : action;
    }

    /** What an access control list must grant; empty if no list lets anybody do it, except the owner. */
    public Optional<Permission> permission() {
        return Optional.ofNullable(permission);
    }
}
