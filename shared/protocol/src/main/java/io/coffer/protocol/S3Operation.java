package io.coffer.protocol;

import io.coffer.protocol.S3Address.Level;

/**
 * S3's operations, under AWS's names, with the level of resource each acts on. The router knows them all; those nobody has written answer
 * NotImplemented.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">S3 API Reference,
 *     Actions</a>
 */
public enum S3Operation {
    LIST_BUCKETS("ListBuckets", Level.SERVICE),
    LIST_DIRECTORY_BUCKETS("ListDirectoryBuckets", Level.SERVICE),
    CREATE_BUCKET("CreateBucket", Level.BUCKET),
    HEAD_BUCKET("HeadBucket", Level.BUCKET),
    DELETE_BUCKET("DeleteBucket", Level.BUCKET),
    GET_BUCKET_LOCATION("GetBucketLocation", Level.BUCKET),
    LIST_OBJECTS("ListObjects", Level.BUCKET),
    LIST_OBJECTS_V2("ListObjectsV2", Level.BUCKET),
    LIST_OBJECT_VERSIONS("ListObjectVersions", Level.BUCKET),
    LIST_MULTIPART_UPLOADS("ListMultipartUploads", Level.BUCKET),
    DELETE_OBJECTS("DeleteObjects", Level.BUCKET),
    POST_OBJECT("PostObject", Level.BUCKET),
    GET_BUCKET_ACL("GetBucketAcl", Level.BUCKET),
    PUT_BUCKET_ACL("PutBucketAcl", Level.BUCKET),
    GET_BUCKET_CORS("GetBucketCors", Level.BUCKET),
    PUT_BUCKET_CORS("PutBucketCors", Level.BUCKET),
    DELETE_BUCKET_CORS("DeleteBucketCors", Level.BUCKET),
    GET_BUCKET_LIFECYCLE_CONFIGURATION("GetBucketLifecycleConfiguration", Level.BUCKET),
    PUT_BUCKET_LIFECYCLE_CONFIGURATION("PutBucketLifecycleConfiguration", Level.BUCKET),
    DELETE_BUCKET_LIFECYCLE("DeleteBucketLifecycle", Level.BUCKET),
    GET_BUCKET_VERSIONING("GetBucketVersioning", Level.BUCKET),
    PUT_BUCKET_VERSIONING("PutBucketVersioning", Level.BUCKET),
    GET_BUCKET_LOGGING("GetBucketLogging", Level.BUCKET),
    PUT_BUCKET_LOGGING("PutBucketLogging", Level.BUCKET),
    GET_BUCKET_TAGGING("GetBucketTagging", Level.BUCKET),
    PUT_BUCKET_TAGGING("PutBucketTagging", Level.BUCKET),
    DELETE_BUCKET_TAGGING("DeleteBucketTagging", Level.BUCKET),
    GET_BUCKET_POLICY("GetBucketPolicy", Level.BUCKET),
    PUT_BUCKET_POLICY("PutBucketPolicy", Level.BUCKET),
    DELETE_BUCKET_POLICY("DeleteBucketPolicy", Level.BUCKET),
    GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", Level.BUCKET),
    GET_BUCKET_WEBSITE("GetBucketWebsite", Level.BUCKET),
    PUT_BUCKET_WEBSITE("PutBucketWebsite", Level.BUCKET),
    DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", Level.BUCKET),
    GET_BUCKET_REPLICATION("GetBucketReplication", Level.BUCKET),
    PUT_BUCKET_REPLICATION("PutBucketReplication", Level.BUCKET),
    DELETE_BUCKET_REPLICATION("DeleteBucketReplication", Level.BUCKET),
    GET_BUCKET_ENCRYPTION("GetBucketEncryption", Level.BUCKET),
    PUT_BUCKET_ENCRYPTION("PutBucketEncryption", Level.BUCKET),
    DELETE_BUCKET_ENCRYPTION("DeleteBucketEncryption", Level.BUCKET),
    GET_BUCKET_REQUEST_PAYMENT("GetBucketRequestPayment", Level.BUCKET),
    PUT_BUCKET_REQUEST_PAYMENT("PutBucketRequestPayment", Level.BUCKET),
    GET_BUCKET_ACCELERATE_CONFIGURATION("GetBucketAccelerateConfiguration", Level.BUCKET),
    PUT_BUCKET_ACCELERATE_CONFIGURATION("PutBucketAccelerateConfiguration", Level.BUCKET),
    GET_BUCKET_NOTIFICATION_CONFIGURATION("GetBucketNotificationConfiguration", Level.BUCKET),
    PUT_BUCKET_NOTIFICATION_CONFIGURATION("PutBucketNotificationConfiguration", Level.BUCKET),
    GET_OBJECT_LOCK_CONFIGURATION("GetObjectLockConfiguration", Level.BUCKET),
    PUT_OBJECT_LOCK_CONFIGURATION("PutObjectLockConfiguration", Level.BUCKET),
    GET_BUCKET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", Level.BUCKET),
    PUT_BUCKET_OWNERSHIP_CONTROLS("PutBucketOwnershipControls", Level.BUCKET),
    DELETE_BUCKET_OWNERSHIP_CONTROLS("DeleteBucketOwnershipControls", Level.BUCKET),
    GET_PUBLIC_ACCESS_BLOCK("GetPublicAccessBlock", Level.BUCKET),
    PUT_PUBLIC_ACCESS_BLOCK("PutPublicAccessBlock", Level.BUCKET),
    DELETE_PUBLIC_ACCESS_BLOCK("DeletePublicAccessBlock", Level.BUCKET),
    GET_BUCKET_ANALYTICS_CONFIGURATION("GetBucketAnalyticsConfiguration", Level.BUCKET),
    LIST_BUCKET_ANALYTICS_CONFIGURATIONS("ListBucketAnalyticsConfigurations", Level.BUCKET),
    PUT_BUCKET_ANALYTICS_CONFIGURATION("PutBucketAnalyticsConfiguration", Level.BUCKET),
    DELETE_BUCKET_ANALYTICS_CONFIGURATION("DeleteBucketAnalyticsConfiguration", Level.BUCKET),
    GET_BUCKET_INVENTORY_CONFIGURATION("GetBucketInventoryConfiguration", Level.BUCKET),
    LIST_BUCKET_INVENTORY_CONFIGURATIONS("ListBucketInventoryConfigurations", Level.BUCKET),
    PUT_BUCKET_INVENTORY_CONFIGURATION("PutBucketInventoryConfiguration", Level.BUCKET),
    DELETE_BUCKET_INVENTORY_CONFIGURATION("DeleteBucketInventoryConfiguration", Level.BUCKET),
    GET_BUCKET_METRICS_CONFIGURATION("GetBucketMetricsConfiguration", Level.BUCKET),
    LIST_BUCKET_METRICS_CONFIGURATIONS("ListBucketMetricsConfigurations", Level.BUCKET),
    PUT_BUCKET_METRICS_CONFIGURATION("PutBucketMetricsConfiguration", Level.BUCKET),
    DELETE_BUCKET_METRICS_CONFIGURATION("DeleteBucketMetricsConfiguration", Level.BUCKET),
    GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION("GetBucketIntelligentTieringConfiguration", Level.BUCKET),
    LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS("ListBucketIntelligentTieringConfigurations", Level.BUCKET),
    PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION("PutBucketIntelligentTieringConfiguration", Level.BUCKET),
    DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION("DeleteBucketIntelligentTieringConfiguration", Level.BUCKET),
    CREATE_SESSION("CreateSession", Level.BUCKET),
    GET_BUCKET_METADATA_TABLE_CONFIGURATION("GetBucketMetadataTableConfiguration", Level.BUCKET),
    CREATE_BUCKET_METADATA_TABLE_CONFIGURATION("CreateBucketMetadataTableConfiguration", Level.BUCKET),
    DELETE_BUCKET_METADATA_TABLE_CONFIGURATION("DeleteBucketMetadataTableConfiguration", Level.BUCKET),
    GET_BUCKET_METADATA_CONFIGURATION("GetBucketMetadataConfiguration", Level.BUCKET),
    CREATE_BUCKET_METADATA_CONFIGURATION("CreateBucketMetadataConfiguration", Level.BUCKET),
    DELETE_BUCKET_METADATA_CONFIGURATION("DeleteBucketMetadataConfiguration", Level.BUCKET),
    UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION("UpdateBucketMetadataInventoryTableConfiguration", Level.BUCKET),
    UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION("UpdateBucketMetadataJournalTableConfiguration", Level.BUCKET),
    UPDATE_BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION("UpdateBucketMetadataAnnotationTableConfiguration", Level.BUCKET),
    GET_BUCKET_ABAC("GetBucketAbac", Level.BUCKET),
    PUT_BUCKET_ABAC("PutBucketAbac", Level.BUCKET),
    GET_OBJECT("GetObject", Level.OBJECT),
    HEAD_OBJECT("HeadObject", Level.OBJECT),
    PUT_OBJECT("PutObject", Level.OBJECT),
    COPY_OBJECT("CopyObject", Level.OBJECT),
    DELETE_OBJECT("DeleteObject", Level.OBJECT),
    GET_OBJECT_ATTRIBUTES("GetObjectAttributes", Level.OBJECT),
    GET_OBJECT_ACL("GetObjectAcl", Level.OBJECT),
    PUT_OBJECT_ACL("PutObjectAcl", Level.OBJECT),
    GET_OBJECT_TAGGING("GetObjectTagging", Level.OBJECT),
    PUT_OBJECT_TAGGING("PutObjectTagging", Level.OBJECT),
    DELETE_OBJECT_TAGGING("DeleteObjectTagging", Level.OBJECT),
    GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", Level.OBJECT),
    PUT_OBJECT_LEGAL_HOLD("PutObjectLegalHold", Level.OBJECT),
    GET_OBJECT_RETENTION("GetObjectRetention", Level.OBJECT),
    PUT_OBJECT_RETENTION("PutObjectRetention", Level.OBJECT),
    GET_OBJECT_TORRENT("GetObjectTorrent", Level.OBJECT),
    GET_OBJECT_ANNOTATION("GetObjectAnnotation", Level.OBJECT),
    LIST_OBJECT_ANNOTATIONS("ListObjectAnnotations", Level.OBJECT),
    PUT_OBJECT_ANNOTATION("PutObjectAnnotation", Level.OBJECT),
    DELETE_OBJECT_ANNOTATION("DeleteObjectAnnotation", Level.OBJECT),
    UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", Level.OBJECT),
    RESTORE_OBJECT("RestoreObject", Level.OBJECT),
    SELECT_OBJECT_CONTENT("SelectObjectContent", Level.OBJECT),
    RENAME_OBJECT("RenameObject", Level.OBJECT),
    WRITE_GET_OBJECT_RESPONSE("WriteGetObjectResponse", Level.OBJECT),
    CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", Level.OBJECT),
    UPLOAD_PART("UploadPart", Level.OBJECT),
    UPLOAD_PART_COPY("UploadPartCopy", Level.OBJECT),
    LIST_PARTS("ListParts", Level.OBJECT),
    COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", Level.OBJECT),
    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", Level.OBJECT);

    private final String awsName;
    private final Level level;

    S3Operation(String awsName, Level level) {
        this.awsName = awsName;
        this.level = level;
    }

    /** The name in AWS's documentation, such as {@code PutObject}. */
    public String awsName() {
        return awsName;
    }

    public Level level() {
        return level;
    }
}
