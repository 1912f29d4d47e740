package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.Tag;

final class CreateBucketIT extends S3ClientTest {

    @Test
    void aNewBucketIsThereForEveryone() {
        String bucket = bucketName();
        assertEquals("/" + bucket, s3.createBucket(r -> r.bucket(bucket)).location());
        assertEquals(TestServer.REGION, s3.headBucket(r -> r.bucket(bucket)).bucketRegion());
        Bucket listed = s3.listBuckets().buckets().stream().filter(b -> b.name().equals(bucket)).findFirst().orElseThrow();
        assertNotNull(listed.creationDate());
        assertTrue(s3.listObjectsV2(r -> r.bucket(bucket)).contents().isEmpty());
    }

    @Test
    void makingItAgainSucceedsInUsEast1AndChangesTheAclThatItNamesAlone() {
        String bucket = bucket();
        put(bucket, "key", "kept");
        assertDoesNotThrow(() -> s3.createBucket(r -> r.bucket(bucket).acl("public-read")));
        assertEquals("kept", text(bucket, "key"));
        assertEquals(2, s3.getBucketAcl(r -> r.bucket(bucket)).grants().size());
        s3.createBucket(r -> r.bucket(bucket));
        assertEquals(2, s3.getBucketAcl(r -> r.bucket(bucket)).grants().size());
        s3.createBucket(r -> r.bucket(bucket).acl("private"));
        assertEquals(1, s3.getBucketAcl(r -> r.bucket(bucket)).grants().size());
    }

    @Test
    void aNameMayHaveDots() {
        String bucket = create("t." + UUID.randomUUID());
        put(bucket, "key", "value");
        assertEquals("value", text(bucket, "key"));
    }

    @Test
    void onlyTheServersOwnRegionIsALocation() {
        String bucket = bucketName();
        assertRefused(400, "IllegalLocationConstraintException", () -> s3.createBucket(
                r -> r.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint("eu-central-1"))));
        assertRefused(404, () -> s3.headBucket(r -> r.bucket(bucket)));
        s3.createBucket(r -> r.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint("us-east-1")));
        assertEquals("", s3.getBucketLocation(r -> r.bucket(bucket)).locationConstraintAsString());
    }

    @Test
    void aBucketIsMadeWithItsTags() {
        String bucket = bucketName();
        s3.createBucket(r -> r.bucket(bucket).createBucketConfiguration(c -> c.tags(
                Tag.builder().key("team").value("storage").build(), Tag.builder().key("empty").value("").build())));
        assertEquals(Map.of("team", "storage", "empty", ""), s3.getBucketTagging(r -> r.bucket(bucket)).tagSet().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)));
        String none = bucketName();
        assertEquals(200, create(none, "<Tags/>").statusCode());
        assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket(none)));
    }

    @ParameterizedTest
    @CsvSource({
        "<Tags><Tag><Key>aws:a</Key><Value>b</Value></Tag></Tags>, 400, InvalidTag",
        "<Tags><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>a</Key><Value>c</Value></Tag></Tags>, 400, InvalidTag",
        "<Tags><Tag><Key>a</Key></Tag></Tags>, 400, MalformedXML",
        "<Tags><TagSet/></Tags>, 400, MalformedXML",
        "<Location><Name>use1-az1</Name><Type>AvailabilityZone</Type></Location>, 501, NotImplemented",
        "<Bucket><DataRedundancy>SingleAvailabilityZone</DataRedundancy><Type>Directory</Type></Bucket>, 501, NotImplemented"})
    void whatABucketCannotHaveKeepsItFromBeingMade(String element, int status, String code) {
        String bucket = bucketName();
        assertCode(status, code, create(bucket, element));
        assertRefused(404, () -> s3.headBucket(r -> r.bucket(bucket)));
    }

    @Test
    void aBucketOfAnAccountsOwnNamespaceIsRefusedByName() {
        String bucket = bucketName();
        HttpResponse<String> answer = raw("PUT", "/" + bucket).header("x-amz-bucket-namespace", "account-regional").signed().send();
        assertCode(501, "NotImplemented", answer);
        assertTrue(answer.body().contains("<Header>x-amz-bucket-namespace</Header>"), answer::body);
        assertRefused(404, () -> s3.headBucket(r -> r.bucket(bucket)));
        assertEquals(200, raw("PUT", "/" + bucket).header("x-amz-bucket-namespace", "global").signed().send().statusCode());
    }

    private HttpResponse<String> create(String bucket, String element) {
        return raw("PUT", "/" + bucket).body(("<CreateBucketConfiguration>" + element + "</CreateBucketConfiguration>").getBytes())
                .signed().send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "public-read", "public-read-write", "authenticated-read"})
    void aCannedAclMayBeNamed(String acl) {
        String bucket = bucketName();
        s3.createBucket(r -> r.bucket(bucket).acl(acl));
        s3.headBucket(r -> r.bucket(bucket));
    }

    @Test
    void anUnknownAclIsAnInvalidArgument() {
        String bucket = bucketName();
        assertRefused(400, "InvalidArgument", () -> s3.createBucket(r -> r.bucket(bucket).acl("world-writable")));
    }

    /** The SDK itself refuses some of these before they are sent. */
    @ParameterizedTest
    @ValueSource(strings = {"ab", "Upper", "under_score", "two..dots", "-dash", "dash-", "ping", "sping", "xn--name", "name-s3alias"})
    void aNameThatBreaksTheRulesIsInvalid(String name) {
        assertInvalidName(name);
    }

    @Test
    void aNameHas63CharactersAtMost() {
        String longest = (bucketName() + "-" + "0".repeat(63)).substring(0, 63);
        create(longest);
        assertInvalidName(longest + "0");
    }

    private void assertInvalidName(String name) {
        HttpResponse<String> answer = raw("PUT", "/" + name).signed().send();
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("<Code>InvalidBucketName</Code>"), answer::body);
    }
}
