package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every condition key with every action: what AWS does not give an action meets no condition of it, whatever a request says.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Service Authorization Reference,
 *     Actions, resources, and condition keys for Amazon S3</a>
 */
final class ActionTableTest {

    private static final String GRANTS = "BypassGovernanceRetention CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl";
    private static final String OF_PUT = "BypassGovernanceRetention PutObject";
    private static final String TAGS = "BypassGovernanceRetention PutObject PutObjectTagging PutObjectVersionTagging";
    private static final String LISTINGS = "ListBucket ListBucketVersions";
    private static final String ENCRYPTION = "BypassGovernanceRetention PutObject ReplicateObject";

    private static final String ANNOTATIONS = "GetObjectAnnotation ListObjectAnnotations PutObjectAnnotation DeleteObjectAnnotation ";
    private static final String VERSIONS_ANNOTATIONS =
            "GetObjectVersionAnnotation ListObjectVersionAnnotations PutObjectVersionAnnotation DeleteObjectVersionAnnotation ";

    /** The reference's table the other way round: for each key that only some actions have, those actions. */
    private static final Map<String, String> ACTIONS = new TreeMap<>();

    static {
        ACTIONS.put("s3:ExistingObjectTag/", ANNOTATIONS + VERSIONS_ANNOTATIONS + "UpdateObjectEncryption DeleteObjectTagging"
                + " DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes GetObjectTagging GetObjectVersion"
                + " GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionTagging PutObjectAcl"
                + " PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging");
        ACTIONS.put("s3:ObjectCreationOperation", "PutObject");
        ACTIONS.put("s3:RequestObjectTag/", TAGS);
        ACTIONS.put("s3:RequestObjectTagKeys", TAGS);
        ACTIONS.put("s3:delimiter", LISTINGS);
        ACTIONS.put("s3:if-match", "DeleteObject PutObject");
        ACTIONS.put("s3:if-none-match", "PutObject");
        ACTIONS.put("s3:locationconstraint", "CreateBucket");
        ACTIONS.put("s3:max-keys", LISTINGS);
        ACTIONS.put("s3:prefix", LISTINGS);
        ACTIONS.put("s3:versionid", VERSIONS_ANNOTATIONS + "DeleteObjectVersion DeleteObjectVersionTagging GetObjectVersion"
                + " GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionTagging GetObjectVersionTorrent PutObjectVersionAcl"
                + " PutObjectVersionTagging");
        ACTIONS.put("s3:x-amz-acl", GRANTS);
        ACTIONS.put("s3:x-amz-copy-source", OF_PUT);
        ACTIONS.put("s3:x-amz-grant-full-control", GRANTS);
        ACTIONS.put("s3:x-amz-grant-read", GRANTS);
        ACTIONS.put("s3:x-amz-grant-read-acp", GRANTS);
        ACTIONS.put("s3:x-amz-grant-write", GRANTS);
        ACTIONS.put("s3:x-amz-grant-write-acp", GRANTS);
        ACTIONS.put("s3:x-amz-metadata-directive", OF_PUT);
        ACTIONS.put("s3:x-amz-object-ownership", "CreateBucket");
        ACTIONS.put("s3:x-amz-server-side-encryption", ENCRYPTION + " UpdateObjectEncryption");
        ACTIONS.put("s3:x-amz-server-side-encryption-aws-kms-key-id", ENCRYPTION + " UpdateObjectEncryption");
        ACTIONS.put("s3:x-amz-server-side-encryption-customer-algorithm", ENCRYPTION);
        ACTIONS.put("s3:x-amz-storage-class", "BypassGovernanceRetention PutObject PutObjectAcl PutObjectVersionAcl");
        ACTIONS.put("s3:x-amz-website-redirect-location", OF_PUT);
    }

    private static final Set<String> OF_ALL_OF_S3 = Set.of(
            "s3:ResourceAccount", "s3:authType", "s3:signatureAge", "s3:signatureversion", "s3:x-amz-content-sha256");

    @Test
    void everyActionOfS3HasTheKeysThatTheReferenceGivesIt() throws IllegalAccessException {
        List<String> actions = new ArrayList<>(List.of("s3:ListAllMyBuckets"));
        ActionTable.matching("s3:*").forEach(action -> actions.add(action.name()));
        for (String action : actions) {
            Set<String> expected = new TreeSet<>();
            for (String key : keys()) {
                boolean has = key.startsWith("aws:") || OF_ALL_OF_S3.contains(key)
                        || List.of(ACTIONS.getOrDefault(key, "").split(" ")).contains(action.substring("s3:".length()));
                if (has) {
                    expected.add(key);
                }
            }
            assertEquals(expected, keysThatMeetAConditionOf(action), action);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam:CreateUser", "sts:GetCallerIdentity", "coffer:GetUsage", "s3express:CreateSession", "s3:NoSuchAction"})
    void otherActionsHaveTheKeysOfEveryServiceAlone(String action) throws IllegalAccessException {
        Set<String> expected = new TreeSet<>();
        keys().stream().filter(key -> key.startsWith("aws:")).forEach(expected::add);
        assertEquals(expected, keysThatMeetAConditionOf(action), action);
    }

    /** Asks policies that allow where the key has its value, that deny where it has not, and that ask whether it is there. */
    private static Set<String> keysThatMeetAConditionOf(String action) throws IllegalAccessException {
        Set<String> met = new TreeSet<>();
        for (String key : keys()) {
            String named = key.endsWith("/") ? key + "team" : key;
            boolean allowed = decide(action, "Allow", "StringEquals", named, "v") == Decision.ALLOW;
            assertEquals(allowed, decide(action, "Deny", "StringNotEquals", named, "v") == Decision.NONE, action + " " + key);
            assertEquals(allowed, decide(action, "Deny", "Null", named, "true") == Decision.NONE, action + " " + key);
            if (allowed) {
                met.add(key);
            }
        }
        return met;
    }

    /** By a request that has a value for every key. */
    private static Decision decide(String action, String effect, String operator, String key, String value) {
        UserPolicy policy = UserPolicy.parse("""
                {"Version": "2012-10-17", "Statement": {"Effect": "%s", "Action": "%s", "Resource": "*",
                "Condition": {"%s": {"%s": "%s"}}}}""".formatted(effect, action, operator, key, value));
        return UserPolicy.decide(List.of(policy),
                new PolicyRequest(Principal.ANONYMOUS, action, "arn:aws:s3:::tour/key", name -> List.of("v")));
    }

    /** Every key there is; of tags, the family. */
    private static Set<String> keys() throws IllegalAccessException {
        Set<String> keys = new TreeSet<>();
        for (Field field : Arrays.asList(ConditionKeys.class.getFields())) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                keys.add((String) field.get(null));
            }
        }
        return keys;
    }
}
