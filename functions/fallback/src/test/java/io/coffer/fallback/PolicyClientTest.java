package io.coffer.fallback;


import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What tests of bucket policies have in common: policies that go away after each test, and who sends requests. Policies are written with
 * single quotes.
 */
abstract class PolicyClientTest extends S3ClientTest {

    static final String EVERYONE = "'*'";
    static final String OTHER = "{'AWS':'" + TestServer.OTHER_ACCOUNT + "'}";
    final List<String> withPolicies = new ArrayList<>();

    @AfterEach
    void deletePolicies() {
        withPolicies.forEach(bucket -> s3.deleteBucketPolicy(r -> r.bucket(bucket)));
    }

    int anonymous(String method, String bucket, String key) {
        return raw(method, "/" + bucket + "/" + key).send().statusCode();
    }

    void putAsOther(Consumer<PutObjectRequest.Builder> request) {
        other.putObject(request, RequestBody.fromString("text"));
    }

    static void copy(S3Client client, String source, String key, String target) {
        client.copyObject(r -> r.sourceBucket(source).sourceKey(key).destinationBucket(target).destinationKey("copy"));
    }

    void putPolicy(String bucket, String... statements) {
        withPolicies.add(bucket);
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy(statements)));
    }

    static String policy(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    /** @param condition what stands in the braces of Condition; empty for none */
    static String statement(
            String effect, String principal, String action, String bucket, String resource, String condition, String... resources) {
        StringBuilder all = new StringBuilder("'arn:aws:s3:::" + bucket + resource + "'");
        for (String more : resources) {
            all.append(",'arn:aws:s3:::").append(bucket).append(more).append("'");
        }
        return "{'Effect':'" + effect + "','Principal':" + principal + ",'Action':" + action + ",'Resource':[" + all + "]"
                + (condition.isEmpty() ? "" : ",'Condition':{" + condition + "}") + "}";
    }
}
