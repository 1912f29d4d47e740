package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.BrowserForm;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

@OneGatewayStyle
final class PostObjectIT extends S3ClientTest {

    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";

    private BrowserForm form(String bucket) {
        return BrowserForm.to(server, endpoint, bucket);
    }

    /** A form signed for what it says, and nothing besides; the file is still to come. */
    private BrowserForm signed(String bucket, String key, String... fields) {
        StringBuilder conditions = new StringBuilder("{\"bucket\": \"" + bucket + "\"}, [\"starts-with\", \"$key\", \"\"]");
        BrowserForm form = form(bucket).field("key", key);
        for (int i = 0; i < fields.length; i += 2) {
            form.field(fields[i], fields[i + 1]);
            conditions.append(", [\"starts-with\", \"$").append(fields[i]).append("\", \"\"]");
        }
        return form.signed(conditions.toString());
    }

    private String bucketForAnybody() {
        String name = bucketName();
        s3.createBucket(r -> r.bucket(name).acl(BucketCannedACL.PUBLIC_READ_WRITE));
        return name;
    }

    private List<String> keys(String bucket) {
        return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream().map(S3Object::key).toList();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static void assertRefusal(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer::body);
    }

    @Test
    void aSignedFormStoresItsFile() {
        String bucket = bucket();
        HttpResponse<String> answer = signed(bucket, "user/photo.jpg", "Content-Type", "image/jpeg", "x-amz-meta-Tag", "Zoë",
                "x-amz-meta-empty", "", "Cache-Control", "no-cache").file("hello").field("submit", "Upload").send();
        assertEquals(204, answer.statusCode(), answer::body);
        assertEquals("", answer.body());
        assertEquals('"' + HELLO_MD5 + '"', header(answer, "ETag"));
        assertTrue(header(answer, "Location").endsWith("/user%2Fphoto.jpg"));
        assertEquals("FULL_OBJECT", header(answer, "x-amz-checksum-type"));
        GetObjectResponse stored = get(bucket, "user/photo.jpg").response();
        assertEquals("hello", text(bucket, "user/photo.jpg"));
        assertEquals("image/jpeg", stored.contentType());
        assertEquals("no-cache", stored.cacheControl());
        assertEquals("=?UTF-8?B?Wm/Dqw==?=", stored.metadata().get("tag"));
        assertEquals("", stored.metadata().get("empty"));
    }

    @Test
    void theFilesOwnTypeIsNotTheObjects() {
        String bucket = bucket();
        assertEquals(204, signed(bucket, "key").file("hello").send().statusCode());
        assertEquals("binary/octet-stream", get(bucket, "key").response().contentType());
    }

    @Test
    void theOlderSignatureIsRefusedByNameInFormsToo() {
        String bucket = bucket();
        HttpResponse<String> answer = form(bucket).field("key", "key")
                .signedByVersion2(Instant.now().plusSeconds(60), "{\"bucket\": \"" + bucket + "\"}, [\"eq\", \"$key\", \"key\"]")
                .file("hello").send();
        assertRefusal(400, "InvalidRequest", answer);
        assertTrue(answer.body().contains("AWS4-HMAC-SHA256"), answer::body);
        assertEquals(List.of(), keys(bucket));
    }

    @Test
    void withoutASignatureABucketMustLetAnybodyWrite() {
        String open = bucketForAnybody();
        assertEquals(204, form(open).field("key", "key").field("acl", "public-read").file("hello").send().statusCode());
        assertEquals("hello", text(open, "key"));
        String closed = bucket();
        assertRefusal(403, "AccessDenied", form(closed).field("key", "key").file("hello").send());
        assertEquals(List.of(), keys(closed));
    }

    @Test
    void aPolicyGivesWhatItsSignerMayDo() {
        String bucket = bucket();
        assertRefusal(403, "AccessDenied", form(bucket).as(TestServer.OTHER_CREDENTIALS).field("key", "key")
                .signed("{\"bucket\": \"" + bucket + "\"}, {\"key\": \"key\"}").file("hello").send());
        assertEquals(List.of(), keys(bucket));
    }

    @Test
    void aPolicyIsForItsBucket() {
        String bucket = bucket();
        String other = bucket();
        assertRefusal(403, "AccessDenied", form(other).field("key", "key").field("bucket", bucket)
                .signed("{\"bucket\": \"" + bucket + "\"}, {\"key\": \"key\"}").file("hello").send());
        assertEquals(List.of(), keys(other));
    }

    @Test
    void aBrokenSignatureIsNotAnonymous() {
        String bucket = bucketForAnybody();
        assertRefusal(400, "InvalidArgument", form(bucket).field("key", "key").field("x-amz-algorithm", "AWS4-HMAC-SHA256")
                .file("hello").send());
        assertRefusal(400, "InvalidRequest", form(bucket).field("key", "key").field("AWSAccessKeyId", "foo").field("signature", "s")
                .field("policy", "e30=").file("hello").send());
        assertEquals(List.of(), keys(bucket));
    }

    @Test
    void whatThePolicyDoesNotAllowIsNotStored() {
        String bucket = bucket();
        String conditions = "{\"bucket\": \"" + bucket + "\"}, [\"starts-with\", \"$key\", \"user/\"]";
        HttpResponse<String> elsewhere = form(bucket).field("key", "admin/key").signed(conditions).file("hello").send();
        assertRefusal(403, "AccessDenied", elsewhere);
        assertTrue(elsewhere.body().contains(
                "Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$key\", \"user/\"]"), elsewhere::body);
        HttpResponse<String> extra = form(bucket).field("key", "user/key").field("x-amz-meta-a", "1").signed(conditions)
                .file("hello").send();
        assertRefusal(403, "AccessDenied", extra);
        assertTrue(extra.body().contains("Invalid according to Policy: Extra input fields: x-amz-meta-a"), extra::body);
        assertRefusal(400, "InvalidPolicyDocument", form(bucket).field("key", "user/key").signed(conditions + ", {}").file("hello").send());
        assertEquals(List.of(), keys(bucket));
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 204,", "5, 4, 400, EntityTooSmall", "10, 11, 400, EntityTooLarge", "10, 10, 204,",
        "1000000, 1000000, 204,", "1000000, 1000001, 400, EntityTooLarge", "1000000, 3000000, 400, EntityTooLarge"})
    void aFileIsHeldToItsLengths(int bound, int length, int status, String code) {
        String bucket = bucket();
        HttpResponse<String> answer = form(bucket).field("key", "key")
                .signed("{\"bucket\": \"" + bucket + "\"}, {\"key\": \"key\"}, [\"content-length-range\", 5, " + bound + "]")
                .file("a.bin", bytes(length, 1)).send();
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(code == null || answer.body().contains("<Code>" + code + "</Code>"), answer::body);
        assertEquals(code == null ? List.of("key") : List.of(), keys(bucket));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 20 << 20})
    void filesOfAllSizesComeBack(int length) throws Exception {
        requireToFit(length);
        String bucket = bucket();
        byte[] content = bytes(length, 7);
        HttpResponse<String> answer = signed(bucket, "key").file("a.bin", content).send();
        assertEquals(204, answer.statusCode(), answer::body);
        assertEquals('"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content)) + '"', header(answer, "ETag"));
        assertArrayEquals(content, get(bucket, "key").asByteArray());
    }

    @Test
    void theKeyMayHoldTheFilesName() {
        String bucket = bucket();
        assertEquals(204, signed(bucket, "user/${filename}").file("C:\\photos\\ü —.jpg", new byte[1]).send().statusCode());
        assertEquals(List.of("user/ü —.jpg"), keys(bucket));
    }

    @Test
    void whatTheFormWantsToHear() {
        String bucket = bucket();
        assertEquals(200, signed(bucket, "a", "success_action_status", "200").file("hello").send().statusCode());
        assertEquals(204, signed(bucket, "b", "success_action_status", "404").file("hello").send().statusCode());
        HttpResponse<String> created = signed(bucket, "c/ä", "success_action_status", "201").file("hello").send();
        assertEquals(201, created.statusCode());
        String location = header(created, "Location");
        assertTrue(location.endsWith(endpoint.pathStyle() ? "/" + bucket + "/c%2F%C3%A4" : "/c%2F%C3%A4"), location);
        assertTrue(created.body().endsWith("<PostResponse><Location>" + location + "</Location><Bucket>" + bucket
                + "</Bucket><Key>c/ä</Key><ETag>\"" + HELLO_MD5 + "\"</ETag></PostResponse>"), created::body);
    }

    @ParameterizedTest
    @CsvSource({
        "success_action_redirect, http://example.com/done, http://example.com/done?",
        "redirect, https://example.com/done, https://example.com/done?",
        "success_action_redirect, http://example.com/done?a=b#c, http://example.com/done?a=b&"
    })
    void whereToGoOn(String field, String address, String expected) {
        String bucket = bucket();
        HttpResponse<String> answer = signed(bucket, "a b/c", field, address).file("hello").send();
        assertEquals(303, answer.statusCode(), answer::body);
        assertEquals(expected + "bucket=" + bucket + "&key=a+b%2Fc&etag=%22" + HELLO_MD5 + "%22" + (address.endsWith("#c") ? "#c" : ""),
                header(answer, "Location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/relative", "javascript:alert(1)", "http://", "http://example.com/\r\nSet-Cookie: a=b"})
    void whatIsNoAddressIsIgnored(String address) {
        String bucket = bucket();
        HttpResponse<String> answer = signed(bucket, "key", "success_action_redirect", address).file("hello").send();
        assertEquals(204, answer.statusCode(), answer::body);
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void tagsAreADocument() {
        String bucket = bucket();
        HttpResponse<String> answer = signed(bucket, "key", "tagging", "<Tagging><TagSet><Tag><Key>a b</Key><Value>1+1</Value></Tag>"
                + "<Tag><Key>c</Key><Value></Value></Tag></TagSet></Tagging>").file("hello").send();
        assertEquals(204, answer.statusCode(), answer::body);
        assertEquals(List.of(Tag.builder().key("a b").value("1+1").build(), Tag.builder().key("c").value("").build()),
                s3.getObjectTagging(r -> r.bucket(bucket).key("key")).tagSet());
        assertRefusal(400, "MalformedXML", signed(bucket, "other", "tagging", "a=b").file("hello").send());
        assertEquals(List.of("key"), keys(bucket));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, 204,",
        "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCA=, 400, BadDigest",
        "x-amz-checksum-xxhash128, tenBrQcbPn/Hec+qXlI4GA==, 204,",
        "x-amz-checksum-xxhash128, MxGUd+3l3NXpcWQnaB1YYA==, 400, BadDigest",
        "x-amz-checksum-crc32, sailorjerry, 400, InvalidRequest",
        "x-amz-checksum-crc16, AAA=, 400, InvalidRequest",
        "x-amz-checksum-algorithm, CRC16, 400, InvalidRequest",
        "x-amz-checksum-algorithm, SHA256, 400, InvalidRequest",
        "Content-MD5, XUFAKrxLKna5cZ2REBfFkg==, 204,",
        "Content-MD5, XUFAKrxLKna5cZ2REBfFkQ==, 400, BadDigest"
    })
    void digestsAreVerified(String field, String value, int status, String code) {
        String bucket = bucket();
        HttpResponse<String> answer = signed(bucket, "key", field, value).file("hello").send();
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(code == null || answer.body().contains("<Code>" + code + "</Code>"), answer::body);
        assertEquals(code == null ? List.of("key") : List.of(), keys(bucket));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300_000})
    void aFormMayAskForEncryption(int length) {
        String bucket = bucket();
        byte[] content = bytes(length, 3);
        String sse = "x-amz-server-side-encryption";
        assertEquals("AES256", header(signed(bucket, "ours", sse, "AES256").file("a.bin", content).send(), sse));
        assertArrayEquals(content, get(bucket, "ours").asByteArray());
        String key = "pO3upElrwuEXSoFwCfnZPdSsmt/xWeFa0N9KgDijwVs=";
        String md5 = "DWygnHRtgiJ77HCm+1rvHw==";
        HttpResponse<String> answer = signed(bucket, "theirs", sse + "-customer-algorithm", "AES256", sse + "-customer-key", key,
                sse + "-customer-key-MD5", md5).file("a.bin", content).send();
        assertEquals(md5, header(answer, sse + "-customer-key-MD5"), answer::body);
        assertRefused(400, "InvalidRequest", () -> get(bucket, "theirs"));
        assertArrayEquals(content, get(r -> r.bucket(bucket).key("theirs").sseCustomerAlgorithm("AES256").sseCustomerKey(key)
                .sseCustomerKeyMD5(md5)).asByteArray());
    }

    @Test
    void anObjectIsNoMorePublicThanItsBucket() {
        String bucket = bucket();
        assertEquals(204, signed(bucket, "private", "acl", "private").file("hello").send().statusCode());
        assertRefusal(400, "AccessControlListNotSupported", signed(bucket, "public", "acl", "public-read").file("hello").send());
        assertRefusal(400, "InvalidArgument", signed(bucket, "none", "acl", "nonsense").file("hello").send());
        assertEquals(List.of("private"), keys(bucket));
    }

    @Test
    void whatNoHeaderCanHoldIsRefused() {
        String bucket = bucket();
        assertRefusal(400, "InvalidArgument", signed(bucket, "a", "Content-Type", "text/html\r\nX-Injected: 1").file("hello").send());
        assertRefusal(400, "InvalidArgument", signed(bucket, "b", "x-amz-meta-a b", "1").file("hello").send());
        assertRefusal(400, "InvalidStorageClass", signed(bucket, "c", "x-amz-storage-class", "FakeClass").file("hello").send());
        assertEquals(List.of(), keys(bucket));
        assertEquals(204, signed(bucket, "d", "x-amz-meta-lines", "one\r\ntwo").file("hello").send().statusCode());
        assertEquals(Map.of("lines", "=?UTF-8?B?b25lDQp0d28=?="), get(bucket, "d").response().metadata());
    }

    /** @param statement with single quotes, about PutObject and PutObjectTagging */
    private void putPolicy(String bucket, String resource, String statement) {
        String policy = "{'Version':'2012-10-17','Statement':[{'Principal':'*','Action':['s3:PutObject','s3:PutObjectTagging'],"
                + "'Resource':'arn:aws:s3:::" + bucket + resource + "'," + statement + "}]}";
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy.replace('\'', '"')));
    }

    @Test
    void aBucketPolicyMayLetAnybodySendForms() {
        String bucket = bucket();
        putPolicy(bucket, "/inbox/*", "'Effect':'Allow','Condition':{'StringEquals':{'s3:RequestObjectTag/from':'form'}}");
        String tagging = "<Tagging><TagSet><Tag><Key>from</Key><Value>form</Value></Tag></TagSet></Tagging>";
        assertEquals(204, form(bucket).field("key", "inbox/a").field("tagging", tagging).file("hello").send().statusCode());
        assertRefusal(403, "AccessDenied", form(bucket).field("key", "inbox/b").file("hello").send());
        assertRefusal(403, "AccessDenied", form(bucket).field("key", "a").field("tagging", tagging).file("hello").send());
        assertEquals(List.of("inbox/a"), keys(bucket));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'StringEquals':{'s3:signatureversion':'AWS'} | true",
        "'StringEquals':{'s3:signatureversion':'AWS4-HMAC-SHA256'} | false",
        "'StringEquals':{'s3:authType':'POST'} | false",
        "'NumericLessThan':{'s3:signatureAge':'600000'} | false",
        "'NumericGreaterThan':{'s3:signatureAge':'600000'} | true"
    }, quoteCharacter = '`')
    void aBucketPolicyMayAskHowAFormIsSigned(String denied, boolean allowed) {
        String bucket = bucket();
        putPolicy(bucket, "/*", "'Effect':'Deny','Condition':{" + denied + "}");
        String conditions = "{\"bucket\": \"" + bucket + "\"}, {\"key\": \"key\"}";
        HttpResponse<String> answer = form(bucket).field("key", "key").signed(conditions).file("hello").send();
        assertEquals(allowed ? 204 : 403, answer.statusCode(), answer::body);
    }

    @Test
    void whatTheSignatureDoesNotCoverHasNoSay() {
        String bucket = bucket();
        putPolicy(bucket, "/*", "'Effect':'Deny','Condition':{'NumericLessThan':{'s3:signatureAge':'600000'}}");
        assertRefusal(403, "AccessDenied", signed(bucket, "key").file("hello").query("X-Amz-Date=20200101T000000Z").send());
        assertRefusal(403, "AccessDenied", signed(bucket, "key").file("hello").header("x-amz-date", "20200101T000000Z").send());
    }

    @Test
    void theRequestOrItsFormIsSignedNotBoth() {
        String bucket = bucket();
        assertEquals(204, form(bucket).field("key", "key").file("hello").signRequest().send().statusCode());
        assertEquals("hello", text(bucket, "key"));
        assertRefusal(400, "InvalidArgument", signed(bucket, "both").file("hello").signRequest().send());
        assertEquals(List.of("key"), keys(bucket));
    }

    @Test
    void aVersionedBucketKeepsWhatWasThere() {
        String bucket = bucket();
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        String first = header(signed(bucket, "key").file("hello").send(), "x-amz-version-id");
        signed(bucket, "key").file("another").send();
        assertEquals("another", text(bucket, "key"));
        assertEquals("hello", get(r -> r.bucket(bucket).key("key").versionId(first)).asUtf8String());
    }

    @Test
    void formsThatAreRefused() {
        String bucket = bucketForAnybody();
        assertRefusal(412, "PreconditionFailed", form(bucket).field("key", "k").file("hello").contentType("text/html").send());
        assertRefusal(400, "MalformedPOSTRequest", form(bucket).field("key", "k").file("hello").contentType("multipart/form-data").send());
        assertRefusal(400, "MalformedPOSTRequest", form(bucket).field("key", "k").file("hello").sendUnended());
        assertRefusal(400, "InvalidArgument", form(bucket).field("key", "k").send());
        assertRefusal(400, "InvalidArgument", form(bucket).file("hello").field("key", "k").send());
        assertRefusal(400, "InvalidArgument", form(bucket).field("key", "").file("hello").send());
        assertRefusal(400, "KeyTooLongError", form(bucket).field("key", "k".repeat(1025)).file("hello").send());
        assertRefusal(400, "MaxPostPreDataLengthExceeded", form(bucket).field("key", "k").field("a", "v".repeat(20_480)).file("hello")
                .send());
        assertRefusal(404, "NoSuchBucket", form("t-no-such-bucket").field("key", "k").file("hello").send());
        assertEquals(List.of(), keys(bucket));
    }

    @Test
    void aLargeFileThatDoesNotEndIsNotStored() {
        String bucket = bucketForAnybody();
        assertRefusal(400, "MalformedPOSTRequest", form(bucket).field("key", "k").file("a.bin", bytes(3 << 20, 1)).sendUnended());
        assertEquals(List.of(), keys(bucket));
    }
}
