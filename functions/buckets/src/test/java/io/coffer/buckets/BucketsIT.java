package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.Tag;

final class BucketsIT extends S3ClientTest {

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
    void anEmptyBucketCanBeDeletedAndMadeAgain() {
        String bucket = bucket();
        s3.deleteBucket(r -> r.bucket(bucket));
        assertRefused(404, () -> s3.headBucket(r -> r.bucket(bucket)));
        assertRefused(404, "NoSuchBucket", () -> s3.deleteBucket(r -> r.bucket(bucket)));
        s3.createBucket(r -> r.bucket(bucket));
        assertTrue(s3.listObjectsV2(r -> r.bucket(bucket)).contents().isEmpty());
    }

    @Test
    void aBucketWithAnObjectIsNotEmpty() {
        String bucket = bucket();
        put(bucket, "key", "value");
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket(bucket)));
        put(bucket, "another", "the refusal left the bucket as it was");
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        s3.deleteObject(r -> r.bucket(bucket).key("another"));
        s3.deleteBucket(r -> r.bucket(bucket));
    }

    @Test
    void aBucketWithAnUploadInProgressIsNotEmpty() {
        String bucket = bucket();
        String uploadId = s3.createMultipartUpload(r -> r.bucket(bucket).key("key")).uploadId();
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket(bucket)));
        s3.abortMultipartUpload(r -> r.bucket(bucket).key("key").uploadId(uploadId));
        s3.deleteBucket(r -> r.bucket(bucket));
    }

    @Test
    void whatIsNotThereIsNamed() {
        String missing = bucketName();
        assertRefused(404, () -> s3.headBucket(r -> r.bucket(missing)));
        assertRefused(404, "NoSuchBucket", () -> s3.getBucketLocation(r -> r.bucket(missing)));
        assertRefused(404, "NoSuchBucket", () -> s3.listObjectsV2(r -> r.bucket(missing)));
        assertRefused(404, "NoSuchBucket", () -> s3.listMultipartUploads(r -> r.bucket(missing)));
        assertRefused(404, "NoSuchBucket", () -> get(missing, "key"));
        assertRefused(404, "NoSuchBucket", () -> put(missing, "key", "value"));
        assertRefused(404, "NoSuchBucket", () -> s3.deleteObject(r -> r.bucket(missing).key("key")));
        assertRefused(404, "NoSuchBucket", () -> s3.createMultipartUpload(r -> r.bucket(missing).key("key")));
    }

    @Test
    void theLocationOfUsEast1IsWrittenAsNothing() {
        String bucket = bucket();
        assertEquals("", s3.getBucketLocation(r -> r.bucket(bucket)).locationConstraintAsString());
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

    /** The SDK for JavaScript v2 looks for the location by a pattern, to whose {@code .} a line's end is none. */
    @Test
    void theLocationOfUsEast1IsAnEmptyElementOnALineOfItsOwn() {
        String body = raw("GET", "/" + bucket() + "?location").signed().send().body();
        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>", body);
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
    @ValueSource(strings = {"", "?list-type=2", "?versions"})
    void aListTellsTheBucketsRegion(String list) {
        HttpResponse<String> answer = raw("GET", "/" + bucket() + list).signed().send();
        assertEquals("us-east-1", answer.headers().firstValue("x-amz-bucket-region").orElse(null));
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

    @Test
    void bucketsAreListedByNameInPages() {
        String common = "l-" + UUID.randomUUID().toString().substring(0, 8);
        List<String> names = new ArrayList<>();
        for (String suffix : List.of("-c", "-a", "-b", "-d", "-e")) {
            String name = common + suffix;
            names.add(name);
            create(name);
        }
        names.sort(null);
        ListBucketsResponse all = s3.listBuckets(r -> r.prefix(common));
        assertEquals(names, all.buckets().stream().map(Bucket::name).toList());
        assertEquals(common, all.prefix());
        assertNull(all.continuationToken());

        List<String> paged = new ArrayList<>();
        ListBucketsResponse page = s3.listBuckets(r -> r.prefix(common).maxBuckets(2));
        assertEquals(2, page.buckets().size());
        page.buckets().forEach(bucket -> paged.add(bucket.name()));
        while (page.continuationToken() != null) {
            String token = page.continuationToken();
            page = s3.listBuckets(r -> r.prefix(common).maxBuckets(2).continuationToken(token));
            page.buckets().forEach(bucket -> paged.add(bucket.name()));
        }
        assertEquals(names, paged);
        assertTrue(s3.listBuckets(r -> r.prefix(common + "-f")).buckets().isEmpty());
        assertEquals(1, s3.listBuckets(r -> r.prefix(common + "-e").maxBuckets(1)).buckets().size());
    }

    @Test
    void maxBucketsIsFrom1To10000() {
        assertRefused(400, "InvalidArgument", () -> s3.listBuckets(r -> r.maxBuckets(0)));
        assertRefused(400, "InvalidArgument", () -> s3.listBuckets(r -> r.maxBuckets(10_001)));
        assertRefused(400, "InvalidArgument", () -> s3.listBuckets(r -> r.continuationToken("not one of ours!")));
    }

    @Test
    void bucketsBelongToTheirOwner() {
        ListBucketsResponse listed = s3.listBuckets();
        assertFalse(listed.owner().id().isEmpty());
    }

    @Test
    void anotherExpectedOwnerIsDenied() {
        String bucket = bucket();
        assertRefused(403, () -> s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner("123456789012")));
        assertRefused(403, "AccessDenied", () -> s3.putObject(
                r -> r.bucket(bucket).key("key").expectedBucketOwner("123456789012"), RequestBody.empty()));
        s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner(s3.listBuckets().owner().id()));
        assertRefused(403, () -> s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner(s3.listBuckets().owner().id() + "0")));
    }
}
