package io.coffer.access;

import io.coffer.protocol.S3Operation;
import java.util.Locale;

/**
 * The action that a caller needs for an operation.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Amazon S3 User Guide, Required
 *     permissions for Amazon S3 API operations</a>
 */
public final class S3Actions {

    private S3Actions() {}

    /**
     * The action on the operation's own bucket or object. A copy reads its source besides, which takes {@link S3Operation#GET_OBJECT}'s
     * action on the source; GetObjectAttributes takes GetObject's on the same object besides; DeleteObjects takes its action on each key.
     *
     * @param versioned whether the request names a version
     */
    public static String of(S3Operation operation, boolean versioned) {
        return switch (operation) {
            case LIST_BUCKETS -> "s3:ListAllMyBuckets";
            case LIST_DIRECTORY_BUCKETS -> "s3express:ListAllMyDirectoryBuckets";
            case CREATE_BUCKET -> "s3:CreateBucket";
            case DELETE_BUCKET -> "s3:DeleteBucket";
            case HEAD_BUCKET, LIST_OBJECTS, LIST_OBJECTS_V2 -> "s3:ListBucket";
            case LIST_OBJECT_VERSIONS -> "s3:ListBucketVersions";
            case LIST_MULTIPART_UPLOADS -> "s3:ListBucketMultipartUploads";
            case GET_BUCKET_LOCATION -> "s3:GetBucketLocation";
            case GET_BUCKET_ACL -> "s3:GetBucketAcl";
            case PUT_BUCKET_ACL -> "s3:PutBucketAcl";
            case GET_BUCKET_CORS -> "s3:GetBucketCORS";
            case PUT_BUCKET_CORS, DELETE_BUCKET_CORS -> "s3:PutBucketCORS";
            case GET_BUCKET_LIFECYCLE_CONFIGURATION -> "s3:GetLifecycleConfiguration";
            case PUT_BUCKET_LIFECYCLE_CONFIGURATION, DELETE_BUCKET_LIFECYCLE -> "s3:PutLifecycleConfiguration";
            case GET_BUCKET_VERSIONING -> "s3:GetBucketVersioning";
            case PUT_BUCKET_VERSIONING -> "s3:PutBucketVersioning";
            case GET_BUCKET_LOGGING -> "s3:GetBucketLogging";
            case PUT_BUCKET_LOGGING -> "s3:PutBucketLogging";
            case GET_BUCKET_TAGGING -> "s3:GetBucketTagging";
            case PUT_BUCKET_TAGGING, DELETE_BUCKET_TAGGING -> "s3:PutBucketTagging";
            case GET_BUCKET_POLICY -> "s3:GetBucketPolicy";
            case PUT_BUCKET_POLICY -> "s3:PutBucketPolicy";
            case DELETE_BUCKET_POLICY -> "s3:DeleteBucketPolicy";
            case GET_BUCKET_POLICY_STATUS -> "s3:GetBucketPolicyStatus";
            case GET_BUCKET_WEBSITE -> "s3:GetBucketWebsite";
            case PUT_BUCKET_WEBSITE -> "s3:PutBucketWebsite";
            case DELETE_BUCKET_WEBSITE -> "s3:DeleteBucketWebsite";
            case GET_BUCKET_REPLICATION -> "s3:GetReplicationConfiguration";
            case PUT_BUCKET_REPLICATION, DELETE_BUCKET_REPLICATION -> "s3:PutReplicationConfiguration";
            case GET_BUCKET_ENCRYPTION -> "s3:GetEncryptionConfiguration";
            case PUT_BUCKET_ENCRYPTION, DELETE_BUCKET_ENCRYPTION -> "s3:PutEncryptionConfiguration";
            case GET_BUCKET_REQUEST_PAYMENT -> "s3:GetBucketRequestPayment";
            case PUT_BUCKET_REQUEST_PAYMENT -> "s3:PutBucketRequestPayment";
            case GET_BUCKET_ACCELERATE_CONFIGURATION -> "s3:GetAccelerateConfiguration";
            case PUT_BUCKET_ACCELERATE_CONFIGURATION -> "s3:PutAccelerateConfiguration";
            case GET_BUCKET_NOTIFICATION_CONFIGURATION -> "s3:GetBucketNotification";
            case PUT_BUCKET_NOTIFICATION_CONFIGURATION -> "s3:PutBucketNotification";
            case GET_OBJECT_LOCK_CONFIGURATION -> "s3:GetBucketObjectLockConfiguration";
            case PUT_OBJECT_LOCK_CONFIGURATION -> "s3:PutBucketObjectLockConfiguration";
            case GET_BUCKET_OWNERSHIP_CONTROLS -> "s3:GetBucketOwnershipControls";
            case PUT_BUCKET_OWNERSHIP_CONTROLS, DELETE_BUCKET_OWNERSHIP_CONTROLS -> "s3:PutBucketOwnershipControls";
            case GET_PUBLIC_ACCESS_BLOCK -> "s3:GetBucketPublicAccessBlock";
            case PUT_PUBLIC_ACCESS_BLOCK, DELETE_PUBLIC_ACCESS_BLOCK -> "s3:PutBucketPublicAccessBlock";
            case GET_BUCKET_ANALYTICS_CONFIGURATION, LIST_BUCKET_ANALYTICS_CONFIGURATIONS -> "s3:GetAnalyticsConfiguration";
            case PUT_BUCKET_ANALYTICS_CONFIGURATION, DELETE_BUCKET_ANALYTICS_CONFIGURATION -> "s3:PutAnalyticsConfiguration";
            case GET_BUCKET_INVENTORY_CONFIGURATION, LIST_BUCKET_INVENTORY_CONFIGURATIONS -> "s3:GetInventoryConfiguration";
            case PUT_BUCKET_INVENTORY_CONFIGURATION, DELETE_BUCKET_INVENTORY_CONFIGURATION -> "s3:PutInventoryConfiguration";
            case GET_BUCKET_METRICS_CONFIGURATION, LIST_BUCKET_METRICS_CONFIGURATIONS -> "s3:GetMetricsConfiguration";
            case PUT_BUCKET_METRICS_CONFIGURATION, DELETE_BUCKET_METRICS_CONFIGURATION -> "s3:PutMetricsConfiguration";
            case GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION, LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS ->
                    "s3:GetIntelligentTieringConfiguration";
            case PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION, DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION ->
                    "s3:PutIntelligentTieringConfiguration";
            case GET_BUCKET_METADATA_TABLE_CONFIGURATION, GET_BUCKET_METADATA_CONFIGURATION -> "s3:GetBucketMetadataTableConfiguration";
            case CREATE_BUCKET_METADATA_TABLE_CONFIGURATION, CREATE_BUCKET_METADATA_CONFIGURATION ->
                    "s3:CreateBucketMetadataTableConfiguration";
            case DELETE_BUCKET_METADATA_TABLE_CONFIGURATION, DELETE_BUCKET_METADATA_CONFIGURATION ->
                    "s3:DeleteBucketMetadataTableConfiguration";
            case UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION -> "s3:UpdateBucketMetadataInventoryTableConfiguration";
            case UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION -> "s3:UpdateBucketMetadataJournalTableConfiguration";
            case UPDATE_BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION -> "s3:UpdateBucketMetadataAnnotationTableConfiguration";
            case GET_BUCKET_ABAC -> "s3:GetBucketAbac";
            case PUT_BUCKET_ABAC -> "s3:PutBucketAbac";
            case CREATE_SESSION, RENAME_OBJECT -> "s3express:CreateSession";
            case GET_OBJECT, HEAD_OBJECT, SELECT_OBJECT_CONTENT -> versioned ? "s3:GetObjectVersion" : "s3:GetObject";
            case GET_OBJECT_ATTRIBUTES -> versioned ? "s3:GetObjectVersionAttributes" : "s3:GetObjectAttributes";
            case PUT_OBJECT, POST_OBJECT, COPY_OBJECT, CREATE_MULTIPART_UPLOAD, UPLOAD_PART, UPLOAD_PART_COPY, COMPLETE_MULTIPART_UPLOAD ->
                    "s3:PutObject";
            case DELETE_OBJECT, DELETE_OBJECTS -> versioned ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
            case LIST_PARTS -> "s3:ListMultipartUploadParts";
            case ABORT_MULTIPART_UPLOAD -> "s3:AbortMultipartUpload";
            case GET_OBJECT_ACL -> versioned ? "s3:GetObjectVersionAcl" : "s3:GetObjectAcl";
            case PUT_OBJECT_ACL -> versioned ? "s3:PutObjectVersionAcl" : "s3:PutObjectAcl";
            case GET_OBJECT_TAGGING -> versioned ? "s3:GetObjectVersionTagging" : "s3:GetObjectTagging";
            case PUT_OBJECT_TAGGING -> versioned ? "s3:PutObjectVersionTagging" : "s3:PutObjectTagging";
            case DELETE_OBJECT_TAGGING -> versioned ? "s3:DeleteObjectVersionTagging" : "s3:DeleteObjectTagging";
            case GET_OBJECT_LEGAL_HOLD -> "s3:GetObjectLegalHold";
            case PUT_OBJECT_LEGAL_HOLD -> "s3:PutObjectLegalHold";
            case GET_OBJECT_RETENTION -> "s3:GetObjectRetention";
            case PUT_OBJECT_RETENTION -> "s3:PutObjectRetention";
            case GET_OBJECT_TORRENT -> versioned ? "s3:GetObjectVersionTorrent" : "s3:GetObjectTorrent";
            case GET_OBJECT_ANNOTATION -> versioned ? "s3:GetObjectVersionAnnotation" : "s3:GetObjectAnnotation";
            case LIST_OBJECT_ANNOTATIONS -> versioned ? "s3:ListObjectVersionAnnotations" : "s3:ListObjectAnnotations";
            case PUT_OBJECT_ANNOTATION -> versioned ? "s3:PutObjectVersionAnnotation" : "s3:PutObjectAnnotation";
            case DELETE_OBJECT_ANNOTATION -> versioned ? "s3:DeleteObjectVersionAnnotation" : "s3:DeleteObjectAnnotation";
            case UPDATE_OBJECT_ENCRYPTION -> "s3:UpdateObjectEncryption";
            case WRITE_GET_OBJECT_RESPONSE -> "s3-object-lambda:WriteGetObjectResponse";
            case RESTORE_OBJECT -> "s3:RestoreObject";
        };
    }

    /** Actions compare without regard to case: in policies they are kept in this form. */
    static String comparable(String action) {
        return action.toLowerCase(Locale.ROOT);
    }
}
