package io.coffer.access;

import java.util.List;
import java.util.Set;

/**
 * The condition keys that policies may use: those Coffer has values for. Their names compare without regard to case.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Service Authorization Reference,
 *     Condition keys for Amazon S3</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM User Guide, Global condition
 *     context keys</a>
 */
public final class ConditionKeys {

    public static final String CURRENT_TIME = "aws:CurrentTime";
    public static final String EPOCH_TIME = "aws:EpochTime";
    public static final String PRINCIPAL_ACCOUNT = "aws:PrincipalAccount";
    public static final String PRINCIPAL_ARN = "aws:PrincipalArn";
    public static final String REFERER = "aws:Referer";
    public static final String SECURE_TRANSPORT = "aws:SecureTransport";
    public static final String SOURCE_IP = "aws:SourceIp";
    public static final String USER_AGENT = "aws:UserAgent";
    public static final String USER_ID = "aws:userid";
    public static final String USER_NAME = "aws:username";

    public static final String AUTH_TYPE = "s3:authType";
    public static final String CONTENT_SHA256 = "s3:x-amz-content-sha256";
    public static final String RESOURCE_ACCOUNT = "s3:ResourceAccount";
    public static final String SIGNATURE_AGE = "s3:signatureAge";
    public static final String SIGNATURE_VERSION = "s3:signatureversion";

    public static final String ACL = "s3:x-amz-acl";
    public static final String COPY_SOURCE = "s3:x-amz-copy-source";
    public static final String DELIMITER = "s3:delimiter";
    public static final String GRANT_FULL_CONTROL = "s3:x-amz-grant-full-control";
    public static final String GRANT_READ = "s3:x-amz-grant-read";
    public static final String GRANT_READ_ACP = "s3:x-amz-grant-read-acp";
    public static final String GRANT_WRITE = "s3:x-amz-grant-write";
    public static final String GRANT_WRITE_ACP = "s3:x-amz-grant-write-acp";
    public static final String IF_MATCH = "s3:if-match";
    public static final String IF_NONE_MATCH = "s3:if-none-match";
    public static final String LOCATION_CONSTRAINT = "s3:locationconstraint";
    public static final String MAX_KEYS = "s3:max-keys";
    public static final String METADATA_DIRECTIVE = "s3:x-amz-metadata-directive";
    public static final String OBJECT_CREATION_OPERATION = "s3:ObjectCreationOperation";
    public static final String OBJECT_OWNERSHIP = "s3:x-amz-object-ownership";
    public static final String PREFIX = "s3:prefix";
    public static final String REQUEST_OBJECT_TAG_KEYS = "s3:RequestObjectTagKeys";
    public static final String SERVER_SIDE_ENCRYPTION = "s3:x-amz-server-side-encryption";
    public static final String SERVER_SIDE_ENCRYPTION_CUSTOMER_ALGORITHM = "s3:x-amz-server-side-encryption-customer-algorithm";
    public static final String SERVER_SIDE_ENCRYPTION_KMS_KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    public static final String STORAGE_CLASS = "s3:x-amz-storage-class";
    public static final String VERSION_ID = "s3:versionid";
    public static final String WEBSITE_REDIRECT_LOCATION = "s3:x-amz-website-redirect-location";

    /** What follows it is the key of a tag that the object has. */
    public static final String EXISTING_OBJECT_TAG = "s3:ExistingObjectTag/";
    /** What follows it is the key of a tag that the request gives the object. */
    public static final String REQUEST_OBJECT_TAG = "s3:RequestObjectTag/";

    /** Keys that go with every action of every service. */
    static final Set<String> GLOBAL = Set.of(CURRENT_TIME, EPOCH_TIME, PRINCIPAL_ACCOUNT, PRINCIPAL_ARN, REFERER,
            SECURE_TRANSPORT, SOURCE_IP, USER_AGENT, USER_ID, USER_NAME);

    /** Keys that go with every action of S3. */
    static final Set<String> OF_S3 = Set.of(AUTH_TYPE, CONTENT_SHA256, RESOURCE_ACCOUNT, SIGNATURE_AGE, SIGNATURE_VERSION);

    static final List<String> TAG_FAMILIES = List.of(EXISTING_OBJECT_TAG, REQUEST_OBJECT_TAG);

    private ConditionKeys() {}

    /** Whether requests for any action of any service have the key. */
    static boolean isGlobal(String key) {
        return GLOBAL.contains(key);
    }

    /** Whether requests for any action of S3 have the key. */
    static boolean isOfS3(String key) {
        return OF_S3.contains(key);
    }

    /** What the table of actions calls a key: a tag's key without what is the tag's own. */
    static String family(String key) {
        return TAG_FAMILIES.stream().filter(key::startsWith).findFirst().orElse(key);
    }
}
