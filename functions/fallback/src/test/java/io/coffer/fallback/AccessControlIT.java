package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/** Who may do what by a bucket's access control list: its owner, another account, and anybody without a key. */
@OneGatewayStyle
final class AccessControlIT extends S3ClientTest {

    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

    private String bucket(String acl) {
        String bucket = bucketName();
        s3.createBucket(r -> r.bucket(bucket).acl(acl));
        return bucket;
    }

    private HttpResponse<String> anonymous(String method, String target) {
        return raw(method, target).send();
    }

    private String canonicalIdOfOther() {
        return other.listBuckets().owner().id();
    }

    private static List<String> lines(List<Grant> grants) {
        return grants.stream()
                .map(grant -> (grant.grantee().uri() == null ? "user" : grant.grantee().uri().replaceAll(".*/", "")) + " "
                        + grant.permission())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "private, user FULL_CONTROL",
        "public-read, user FULL_CONTROL;AllUsers READ",
        "public-read-write, user FULL_CONTROL;AllUsers READ;AllUsers WRITE",
        "authenticated-read, user FULL_CONTROL;AuthenticatedUsers READ"})
    void cannedListsAreWrittenOut(String acl, String grants) {
        String created = bucket(acl);
        String changed = bucket();
        s3.putBucketAcl(r -> r.bucket(changed).acl(acl));
        for (String bucket : List.of(created, changed)) {
            GetBucketAclResponse read = s3.getBucketAcl(r -> r.bucket(bucket));
            assertEquals(List.of(grants.split(";")), lines(read.grants()));
            assertEquals(read.owner().id(), read.grants().get(0).grantee().id());
            assertEquals(Type.CANONICAL_USER, read.grants().get(0).grantee().type());
        }
    }

    @Test
    void aPrivateBucketIsItsOwnersAlone() {
        String bucket = bucket();
        put(bucket, "key", "value");
        assertEquals(403, anonymous("GET", "/" + bucket + "/key").statusCode());
        assertEquals(403, anonymous("GET", "/" + bucket + "/missing").statusCode());
        assertEquals(403, anonymous("GET", "/" + bucket).statusCode());
        assertEquals(403, anonymous("HEAD", "/" + bucket).statusCode());
        assertEquals(403, raw("PUT", "/" + bucket + "/key").body(new byte[] {1}).send().statusCode());
        assertRefused(403, "AccessDenied", () -> other.getObjectAsBytes(r -> r.bucket(bucket).key("key")));
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> other.putObject(r -> r.bucket(bucket).key("x"), RequestBody.fromString("x")));
        assertRefused(403, "AccessDenied", () -> other.getBucketAcl(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> other.putBucketAcl(r -> r.bucket(bucket).acl("public-read")));
        assertRefused(403, "AccessDenied", () -> other.deleteBucket(r -> r.bucket(bucket)));
        assertRefused(409, "BucketAlreadyExists", () -> other.createBucket(r -> r.bucket(bucket)));
    }

    @Test
    void publicReadLetsAnybodyReadAndList() {
        String bucket = bucket("public-read");
        put(bucket, "key", "value");
        HttpResponse<String> read = anonymous("GET", "/" + bucket + "/key");
        assertEquals(200, read.statusCode());
        assertEquals("value", read.body());
        assertEquals(200, anonymous("HEAD", "/" + bucket + "/key").statusCode());
        assertEquals(400, anonymous("GET", "/" + bucket + "/key?response-content-type=text/html").statusCode());
        assertTrue(anonymous("GET", "/" + bucket + "?list-type=2").body().contains("<Key>key</Key>"));
        assertEquals(404, anonymous("GET", "/" + bucket + "/missing").statusCode());
        assertEquals("value", other.getObjectAsBytes(r -> r.bucket(bucket).key("key")).asUtf8String());
        assertEquals(403, raw("PUT", "/" + bucket + "/key").body(new byte[] {1}).send().statusCode());
        assertEquals(403, anonymous("DELETE", "/" + bucket + "/key").statusCode());
        assertEquals(403, anonymous("GET", "/" + bucket + "?acl").statusCode());
        assertEquals("value", text(bucket, "key"));
    }

    @Test
    void publicReadWriteLetsAnybodyMakeObjectsAndNobodyReplaceOrRemoveThem() {
        String bucket = bucket("public-read-write");
        assertEquals(200, raw("PUT", "/" + bucket + "/key").body("anybody's".getBytes()).send().statusCode());
        put(bucket, "owners", "owner's");
        for (String key : List.of("key", "owners")) {
            String before = text(bucket, key);
            assertEquals(403, raw("PUT", "/" + bucket + "/" + key).body("another".getBytes()).send().statusCode());
            assertEquals(403, anonymous("DELETE", "/" + bucket + "/" + key).statusCode());
            assertRefused(403, "AccessDenied", () -> other.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x")));
            assertRefused(403, "AccessDenied", () -> other.deleteObject(r -> r.bucket(bucket).key(key)));
            assertRefused(403, "AccessDenied", () -> other.copyObject(r ->
                    r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey(key).metadataDirective("REPLACE")));
            assertEquals("AccessDenied", other.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(o -> o.key(key))))
                    .errors().get(0).code());
            assertEquals(before, text(bucket, key));
        }
        assertEquals("anybody's", text(bucket, "key"));
        put(bucket, "key", "owner's");
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        assertEquals(200, raw("PUT", "/" + bucket + "/key").body("anybody's".getBytes()).send().statusCode());
        assertEquals(403, anonymous("DELETE", "/" + bucket).statusCode());
        assertEquals(403, anonymous("PUT", "/" + bucket + "?acl").statusCode());
    }

    @Test
    void authenticatedReadWantsASignature() {
        String bucket = bucket("authenticated-read");
        put(bucket, "key", "value");
        assertEquals(403, anonymous("GET", "/" + bucket + "/key").statusCode());
        assertEquals("value", other.getObjectAsBytes(r -> r.bucket(bucket).key("key")).asUtf8String());
        assertRefused(403, "AccessDenied", () -> other.putObject(r -> r.bucket(bucket).key("x"), RequestBody.fromString("x")));
    }

    @Test
    void aGrantToAnAccountIsForThatAccount() {
        String bucket = bucket();
        put(bucket, "key", "value");
        s3.putBucketAcl(r -> r.bucket(bucket).grantWrite("id=\"" + canonicalIdOfOther() + "\""));
        other.putObject(r -> r.bucket(bucket).key("theirs"), RequestBody.fromString("theirs"));
        assertRefused(403, "AccessDenied", () -> other.getObjectAsBytes(r -> r.bucket(bucket).key("theirs")));
        assertEquals("theirs", text(bucket, "theirs"));
        assertEquals(403, anonymous("GET", "/" + bucket + "/key").statusCode());
        s3.putBucketAcl(r -> r.bucket(bucket).grantReadACP("id=\"" + canonicalIdOfOther() + "\""));
        assertEquals(Permission.READ_ACP, other.getBucketAcl(r -> r.bucket(bucket)).grants().get(0).permission());
        assertRefused(403, "AccessDenied", () -> other.putObject(r -> r.bucket(bucket).key("theirs"), RequestBody.fromString("x")));
    }

    @Test
    void anUploadByAListMakesNewObjectsAndIsItsInitiators() {
        String bucket = bucket("public-read-write");
        String owners = s3.createMultipartUpload(r -> r.bucket(bucket).key("key")).uploadId();
        assertRefused(403, "AccessDenied", () -> other.uploadPart(
                r -> r.bucket(bucket).key("key").uploadId(owners).partNumber(1), RequestBody.fromString("x")));
        assertRefused(403, "AccessDenied", () -> other.listParts(r -> r.bucket(bucket).key("key").uploadId(owners)));
        assertRefused(403, "AccessDenied", () -> other.abortMultipartUpload(r -> r.bucket(bucket).key("key").uploadId(owners)));
        String theirs = other.createMultipartUpload(r -> r.bucket(bucket).key("key")).uploadId();
        String etag = other.uploadPart(
                r -> r.bucket(bucket).key("key").uploadId(theirs).partNumber(1), RequestBody.fromString("theirs")).eTag();
        put(bucket, "key", "owner's");
        assertRefused(403, "AccessDenied", () -> other.completeMultipartUpload(r -> r.bucket(bucket).key("key").uploadId(theirs)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(etag)))));
        assertEquals("owner's", text(bucket, "key"));
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        other.completeMultipartUpload(r -> r.bucket(bucket).key("key").uploadId(theirs)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(etag))));
        assertEquals("theirs", text(bucket, "key"));
        s3.abortMultipartUpload(r -> r.bucket(bucket).key("key").uploadId(owners));
    }

    @Test
    void aListIsReadFromADocument() {
        String bucket = bucket();
        GetBucketAclResponse before = s3.getBucketAcl(r -> r.bucket(bucket));
        s3.putBucketAcl(r -> r.bucket(bucket).accessControlPolicy(p -> p.owner(before.owner()).grants(
                before.grants().get(0),
                Grant.builder().permission(Permission.READ).grantee(g -> g.type(Type.GROUP).uri(ALL_USERS)).build(),
                Grant.builder().permission(Permission.WRITE)
                        .grantee(g -> g.type(Type.CANONICAL_USER).id(canonicalIdOfOther())).build())));
        GetBucketAclResponse after = s3.getBucketAcl(r -> r.bucket(bucket));
        assertEquals(List.of("user FULL_CONTROL", "AllUsers READ", "user WRITE"), lines(after.grants()));
        assertEquals("other", after.grants().get(2).grantee().displayName());
        assertEquals(200, anonymous("GET", "/" + bucket).statusCode());
    }

    @Test
    void theOwnerIsNeverLockedOut() {
        String bucket = bucket();
        GetBucketAclResponse before = s3.getBucketAcl(r -> r.bucket(bucket));
        s3.putBucketAcl(r -> r.bucket(bucket).accessControlPolicy(p -> p.owner(before.owner()).grants(List.of())));
        assertEquals(List.of(), s3.getBucketAcl(r -> r.bucket(bucket)).grants());
        put(bucket, "key", "value");
        s3.putBucketAcl(r -> r.bucket(bucket).acl("private"));
    }

    @Test
    void whatIsNoListIsRefusedAndChangesNothing() {
        String bucket = bucket("public-read");
        String id = s3.getBucketAcl(r -> r.bucket(bucket)).owner().id();
        assertRefused(400, "InvalidArgument", () -> s3.putBucketAcl(r -> r.bucket(bucket).acl("public-everything")));
        assertRefused(400, "InvalidArgument", () -> s3.putBucketAcl(r -> r.bucket(bucket).grantRead("id=\"nobody\"")));
        assertRefused(400, "InvalidArgument", () -> s3.putBucketAcl(r -> r.bucket(bucket).grantRead("uri=\"http://example.com/\"")));
        assertRefused(400, "UnresolvableGrantByEmailAddress",
                () -> s3.putBucketAcl(r -> r.bucket(bucket).grantRead("emailAddress=\"a@example.com\"")));
        assertRefused(400, "InvalidRequest", () -> s3.putBucketAcl(r -> r.bucket(bucket).acl("private").grantRead("id=" + id)));
        assertRefused(400, "InvalidArgument", () -> s3.createBucket(r -> r.bucket(bucketName()).grantRead("id=\"nobody\"")));
        for (String body : new String[] {"<AccessControlPolicy/>", "<Other/>", "not XML"}) {
            HttpResponse<String> answer = raw("PUT", "/" + bucket + "?acl").body(body.getBytes()).signed().send();
            assertTrue(answer.body().contains("<Code>MalformedACLError</Code>"), answer::body);
        }
        assertTrue(raw("PUT", "/" + bucket + "?acl").signed().send().body().contains("<Code>MissingSecurityHeader</Code>"));
        assertEquals(List.of("user FULL_CONTROL", "AllUsers READ"), lines(s3.getBucketAcl(r -> r.bucket(bucket)).grants()));
    }

    @Test
    void objectsHaveTheirBucketsList() {
        String bucket = bucket("public-read");
        put(bucket, "key", "value");
        assertEquals(s3.getBucketAcl(r -> r.bucket(bucket)).grants(), s3.getObjectAcl(r -> r.bucket(bucket).key("key")).grants());
        assertRefused(404, "NoSuchKey", () -> s3.getObjectAcl(r -> r.bucket(bucket).key("missing")));
        s3.putObjectAcl(r -> r.bucket(bucket).key("key").acl("public-read"));
        for (String acl : List.of("private", "public-read-write", "bucket-owner-full-control")) {
            assertRefused(400, "AccessControlListNotSupported", () -> s3.putObjectAcl(r -> r.bucket(bucket).key("key").acl(acl)));
        }
        put(r -> r.bucket(bucket).key("other").acl("public-read"), "x");
    }

    @Test
    void noObjectIsLessPublicThanItsBucket() {
        String bucket = bucket("public-read");
        put(bucket, "key", "value");
        for (String acl : List.of("private", "bucket-owner-full-control", "authenticated-read")) {
            assertRefused(400, "AccessControlListNotSupported", () -> put(r -> r.bucket(bucket).key("x").acl(acl), "x"));
            assertRefused(400, "AccessControlListNotSupported",
                    () -> s3.createMultipartUpload(r -> r.bucket(bucket).key("x").acl(acl)));
            assertRefused(400, "AccessControlListNotSupported", () -> s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key")
                    .destinationBucket(bucket).destinationKey("x").acl(acl)));
        }
        assertEquals(1, s3.listObjectsV2(r -> r.bucket(bucket)).contents().size());
        String closed = bucket();
        put(r -> r.bucket(closed).key("x").acl("private"), "x");
        s3.putObjectAcl(r -> r.bucket(closed).key("x").acl("private"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-read", "public-read-write", "authenticated-read"})
    void noObjectIsMorePublicThanItsBucket(String acl) {
        String bucket = bucket();
        put(bucket, "key", "value");
        assertRefused(400, "AccessControlListNotSupported", () -> s3.putObjectAcl(r -> r.bucket(bucket).key("key").acl(acl)));
        assertRefused(400, "AccessControlListNotSupported", () -> put(r -> r.bucket(bucket).key("x").acl(acl), "x"));
        assertRefused(400, "AccessControlListNotSupported", () -> s3.createMultipartUpload(r -> r.bucket(bucket).key("x").acl(acl)));
        assertRefused(400, "AccessControlListNotSupported", () -> s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key")
                .destinationBucket(bucket).destinationKey("x").acl(acl)));
        assertEquals(1, s3.listObjectsV2(r -> r.bucket(bucket)).contents().size());
    }

    @Test
    void aCopyNeedsBothEnds() {
        String mine = bucket();
        String open = bucket("public-read-write");
        put(mine, "key", "value");
        put(open, "key", "open");
        assertRefused(403, "AccessDenied", () -> other.copyObject(r ->
                r.sourceBucket(mine).sourceKey("key").destinationBucket(open).destinationKey("stolen")));
        assertRefused(403, "AccessDenied", () -> other.copyObject(r ->
                r.sourceBucket(open).sourceKey("key").destinationBucket(mine).destinationKey("planted")));
        assertRefused(404, "NoSuchKey", () -> other.copyObject(r ->
                r.sourceBucket(open).sourceKey("missing").destinationBucket(open).destinationKey("copy")));
        other.copyObject(r -> r.sourceBucket(open).sourceKey("key").destinationBucket(open).destinationKey("copy"));
        assertEquals("open", text(open, "copy"));
    }

    @Test
    void anUploadNamesWhoBeganItAndWhoWillOwnTheObject() {
        String bucket = bucket("public-read-write");
        String owner = s3.getBucketAcl(r -> r.bucket(bucket)).owner().id();
        String upload = other.createMultipartUpload(r -> r.bucket(bucket).key("key")).uploadId();
        MultipartUpload listed = s3.listMultipartUploads(r -> r.bucket(bucket)).uploads().get(0);
        assertEquals(canonicalIdOfOther(), listed.initiator().id());
        assertEquals(owner, listed.owner().id());
        ListPartsResponse parts = other.listParts(r -> r.bucket(bucket).key("key").uploadId(upload));
        assertEquals(canonicalIdOfOther(), parts.initiator().id());
        assertEquals(owner, parts.owner().id());
    }

    @Test
    void eachKeyOfADeletionIsJudged() {
        String bucket = bucket("public-read");
        put(bucket, "key", "value");
        var deleted = other.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(o -> o.key("key"))));
        assertEquals("AccessDenied", deleted.errors().get(0).code());
        assertEquals("value", text(bucket, "key"));
    }

    @Test
    void theExpectedOwnerIsRequired() {
        String bucket = bucket();
        s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner("000000000000"));
        assertRefused(403, () -> s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner(TestServer.OTHER_ACCOUNT)));
    }
}
