package io.coffer.keys;


import io.coffer.endpoints.IamClientTest;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What tests of users' rights have in common: requests to S3 as a user, and bucket policies about users. */
abstract class UserRightsClientTest extends IamClientTest {

    static final String EVERYTHING = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    static void put(S3Client client, String bucket, String key) {
        client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(key));
    }

    static String get(S3Client client, String bucket, String key) {
        return client.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    static List<String> list(S3Client client, String bucket, String prefix) {
        return client.listObjectsV2(r -> r.bucket(bucket).prefix(prefix)).contents().stream().map(S3Object::key).toList();
    }

    void putBucketPolicy(String bucket, String effect, String principal, String actions, String... resources) {
        String statement = statement(effect, actions, "", resources).replace("'Action'", "'Principal':" + principal + ",'Action'");
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy(statement)));
    }

    static String user(String accountId, String name) {
        return "{'AWS':'arn:aws:iam::" + accountId + ":user/" + name + "'}";
    }

    static void copyTagged(S3Client client, String bucket) {
        client.copyObject(r -> r.sourceBucket(bucket).sourceKey("tagged").destinationBucket(bucket).destinationKey("copy"));
    }
}
