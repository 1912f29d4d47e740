package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.IamClientTest;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** S3 Control's tags of buckets, as Terraform's provider asks for them; there is no SDK of that API among the dependencies. */
@OneGatewayStyle
final class S3ControlIT extends IamClientTest {

    private static final String ACCOUNT = "000000000000";
    private static final String PATH = "/v20180820/tags/";

    private static String arn(String bucket) {
        return URLEncoder.encode("arn:aws:s3:::" + bucket, StandardCharsets.UTF_8);
    }

    private static String document(String... tags) {
        StringBuilder document = new StringBuilder(
                "<TagResourceRequest xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\"><Tags>");
        for (int i = 0; i < tags.length; i += 2) {
            document.append("<Tag><Key>").append(tags[i]).append("</Key><Value>").append(tags[i + 1]).append("</Value></Tag>");
        }
        return document.append("</Tags></TagResourceRequest>").toString();
    }

    private RawRequest control(String method, String target) {
        return raw(method, target).header("x-amz-account-id", ACCOUNT);
    }

    private HttpResponse<String> tag(String bucket, String... tags) {
        return control("POST", PATH + arn(bucket)).body(document(tags).getBytes(StandardCharsets.UTF_8)).signed().send();
    }

    private Map<String, String> tags(String bucket) {
        return s3.getBucketTagging(r -> r.bucket(bucket)).tagSet().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> one, TreeMap::new));
    }

    @Test
    void aBucketsTagsAreTheSameInBothApis() {
        String bucket = bucket();
        HttpResponse<String> none = control("GET", PATH + arn(bucket)).signed().send();
        assertEquals(200, none.statusCode(), none::body);
        assertFalse(none.body().contains("<Tag>"), none::body);
        assertEquals(204, tag(bucket, "a", "1", "b", "").statusCode());
        assertEquals(204, tag(bucket, "b", "2", "c d", "3").statusCode());
        assertEquals(Map.of("a", "1", "b", "2", "c d", "3"), tags(bucket));
        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListTagsForResourceResult><Tags><Tag><Key>a</Key><Value>1</Value></Tag>"
                + "<Tag><Key>b</Key><Value>2</Value></Tag><Tag><Key>c d</Key><Value>3</Value></Tag></Tags></ListTagsForResourceResult>",
                control("GET", PATH + arn(bucket)).signed().send().body());
        assertEquals(204, control("DELETE", PATH + arn(bucket) + "?tagKeys=a&tagKeys=c%20d&tagKeys=unknown").signed().send().statusCode());
        assertEquals(Map.of("b", "2"), tags(bucket));
        assertEquals(204, control("DELETE", PATH + arn(bucket) + "?tagKeys=b").signed().send().statusCode());
        assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket(bucket)));
    }

    @Test
    void theHostMayBeginWithTheAccount() {
        String bucket = bucket();
        tag(bucket, "a", "1");
        URI address = URI.create("http://" + ACCOUNT + ".localhost:" + server.origin().getPort() + PATH + arn(bucket));
        HttpResponse<String> answer = RawRequest.of("GET", address).header("x-amz-account-id", ACCOUNT).signed().send();
        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Key>a</Key>"), answer::body);
    }

    @Test
    void noTagThatIsAddedBesideAnotherIsLost() throws Exception {
        String bucket = bucket();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<HttpResponse<String>>> calls = IntStream.range(0, 4)
                    .<Callable<HttpResponse<String>>>mapToObj(i -> () -> tag(bucket, "key" + i, String.valueOf(i))).toList();
            for (Future<HttpResponse<String>> call : pool.invokeAll(calls)) {
                assertEquals(204, call.get().statusCode(), call.get()::body);
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(Map.of("key0", "0", "key1", "1", "key2", "2", "key3", "3"), tags(bucket));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<TagResourceRequest><Tags><Tag><Key>aws:a</Key><Value>b</Value></Tag></Tags></TagResourceRequest> | InvalidTag",
        "<TagResourceRequest><Tags><Tag><Key>a</Key></Tag></Tags></TagResourceRequest> | MalformedXML",
        "<TagResourceRequest/> | MalformedXML",
        "<Tagging><TagSet/></Tagging> | MalformedXML"})
    void tagsThatCannotBeAreRefusedInS3ControlsWords(String document, String code) {
        String bucket = bucket();
        tag(bucket, "kept", "1");
        HttpResponse<String> answer = control("POST", PATH + arn(bucket)).body(document.getBytes()).signed().send();
        assertCode(400, code, answer);
        assertTrue(answer.body().contains("<ErrorResponse><Error><Code>"), answer::body);
        assertTrue(answer.body().contains("</Error><RequestId>"), answer::body);
        assertCode(400, "InvalidRequest", control("DELETE", PATH + arn(bucket)).signed().send());
        assertEquals(Map.of("kept", "1"), tags(bucket));
    }

    @Test
    void aBucketHas50TagsAtMost() {
        String bucket = bucket();
        String[] most = IntStream.range(0, 50).boxed().flatMap(i -> List.of("key" + i, "").stream()).toArray(String[]::new);
        assertEquals(204, tag(bucket, most).statusCode());
        assertEquals(204, tag(bucket, "key0", "another value").statusCode());
        assertCode(400, "InvalidTag", tag(bucket, "one more", ""));
        assertEquals(50, tags(bucket).size());
    }

    @Test
    void othersBucketsAndNobodyInParticularAreRefused() {
        String bucket = bucket();
        tag(bucket, "a", "1");
        RawRequest anonymous = control("GET", PATH + arn(bucket));
        assertCode(403, "AccessDenied", anonymous.send());
        assertCode(403, "AccessDenied", control("GET", PATH + arn(bucket)).signed(TestServer.OTHER_CREDENTIALS, Clock.systemUTC()).send());
        assertCode(403, "AccessDenied", raw("GET", PATH + arn(bucket)).header("x-amz-account-id", "111122223333").signed().send());
        assertCode(403, "SignatureDoesNotMatch",
                control("GET", PATH + arn(bucket)).signed().header("x-amz-account-id", "111122223333").send());
        assertCode(404, "NoSuchBucket", control("GET", PATH + arn(bucketName())).signed().send());
    }

    @ParameterizedTest
    @CsvSource({"GET, s3:ListTagsForResource, 200", "POST, s3:TagResource, 204", "DELETE, s3:UntagResource, 204"})
    void aUserNeedsAwssOwnPermission(String method, String action, int status) {
        String bucket = bucket();
        String target = PATH + arn(bucket) + (method.equals("DELETE") ? "?tagKeys=a" : "");
        byte[] body = method.equals("POST") ? document("a", "1").getBytes() : new byte[0];
        AwsBasicCredentials without = userWith(statement("Allow", "'s3:*BucketTagging','s3:ListBucket'", "", bucket));
        AwsBasicCredentials with = userWith(statement("Allow", "'" + action + "'", "", bucket));
        assertCode(403, "AccessDenied", control(method, target).body(body).signed(without, Clock.systemUTC()).send());
        assertEquals(status, control(method, target).body(body).signed(with, Clock.systemUTC()).send().statusCode());
    }

    @Test
    void whoMakesABucketWithTagsNeedsThePermissionToTag() {
        String bucket = bucketName();
        S3Client maker = s3(userWith(statement("Allow", "'s3:CreateBucket'", "", bucket)));
        Tag tag = Tag.builder().key("a").value("1").build();
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucket).createBucketConfiguration(c -> c.tags(tag))));
        assertRefused(404, () -> s3.headBucket(r -> r.bucket(bucket)));
        S3Client tagger = s3(userWith(statement("Allow", "'s3:CreateBucket','s3:TagResource'", "", bucket)));
        tagger.createBucket(r -> r.bucket(bucket).createBucketConfiguration(c -> c.tags(tag)));
        assertEquals(Map.of("a", "1"), tags(bucket));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /v20180820/configuration/publicAccessBlock", "PUT /v20180820/configuration/publicAccessBlock",
        "DELETE /v20180820/configuration/publicAccessBlock", "GET /v20180820/jobs", "POST /v20180820/jobs", "DELETE /v20180820/bucket/b",
        "PUT /v20180820/accesspoint/a", "PUT /v20180820/tags/arn%3Aaws%3As3%3A%3A%3Abucket",
        "GET /v20180820/tags/arn%3Aaws%3As3%3Aus-east-1%3A000000000000%3Astorage-lens-group/a"})
    void everythingElseOfS3ControlIsRefusedByName(String request) {
        String[] parts = request.split(" ");
        HttpResponse<String> answer = control(parts[0], parts[1]).signed().send();
        assertCode(501, "NotImplemented", answer);
        assertTrue(answer.body().contains("<Message>S3 Control"), answer::body);
    }

    /** Its name is legal, and S3's clients do not send S3 Control's header. */
    @Test
    void aBucketMayBeCalledAsS3ControlsPathsBegin() {
        String bucket = "v20180820";
        s3.createBucket(r -> r.bucket(bucket));
        put(bucket, "tags/key", "value");
        assertEquals("value", text(bucket, "tags/key"));
        assertCode(501, "NotImplemented", control("DELETE", "/v20180820/key").signed().send());
        s3.deleteObject(r -> r.bucket(bucket).key("tags/key"));
        s3.deleteBucket(r -> r.bucket(bucket));
    }
}
