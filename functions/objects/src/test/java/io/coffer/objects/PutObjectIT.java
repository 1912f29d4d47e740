package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.S3ClientTest;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@OnStandIns
final class PutObjectIT extends S3ClientTest {

    /** The most bytes that are kept beside the metadata. */
    private static final int SMALL = 64 << 10;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SMALL - 1, SMALL, SMALL + 1, 3 * MIB + 7})
    void bytesComeBackAsTheyWent(int size) {
        String bucket = bucket();
        byte[] sent = bytes(size, size);
        String etag = '"' + DigestUtils.md5Hex(sent) + '"';
        assertEquals(etag, put(bucket, "key", sent).eTag());
        ResponseBytes<GetObjectResponse> got = get(bucket, "key");
        assertArrayEquals(sent, got.asByteArray());
        assertEquals(etag, got.response().eTag());
        assertEquals(size, got.response().contentLength());
        assertEquals("bytes", got.response().acceptRanges());
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("key"));
        assertEquals(etag, head.eTag());
        assertEquals(size, head.contentLength());
        assertEquals(got.response().lastModified(), head.lastModified());
    }

    @Test
    void theLastPutStands() {
        String bucket = bucket();
        put(bucket, "key", "small");
        put(bucket, "key", bytes(SMALL + 1, 1));
        put(bucket, "key", "small again");
        assertEquals("small again", text(bucket, "key"));
    }

    @Test
    void httpsOwnHeadersAreKept() {
        String bucket = bucket();
        Instant expires = Instant.parse("2030-01-02T03:04:05Z");
        put(r -> r.bucket(bucket).key("key").cacheControl("max-age=60").contentDisposition("attachment; filename=\"a b.txt\"")
                .contentEncoding("br").contentLanguage("de, en").contentType("text/plain; charset=utf-8").expires(expires), "x");
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("key"));
        assertEquals("max-age=60", head.cacheControl());
        assertEquals("attachment; filename=\"a b.txt\"", head.contentDisposition());
        assertEquals("br", head.contentEncoding());
        assertEquals("de, en", head.contentLanguage());
        assertEquals("text/plain; charset=utf-8", head.contentType());
        assertEquals("Wed, 02 Jan 2030 03:04:05 GMT", head.expiresString());
        assertEquals("max-age=60", get(bucket, "key").response().cacheControl());
    }

    @Test
    void userMetadataIsKeptByLowerCaseName() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").metadata(Map.of("Colour", "deep blue", "empty", "")), "x");
        assertEquals(Map.of("colour", "deep blue", "empty", ""), s3.headObject(r -> r.bucket(bucket).key("key")).metadata());
        put(bucket, "key", "overwritten");
        assertTrue(s3.headObject(r -> r.bucket(bucket).key("key")).metadata().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?B?w6k=?=, =?UTF-8?B?w6k=?=",
        "=?utf-8?Q?=C3=A9?=, =?UTF-8?B?w6k=?=",
        "=?UTF-8?Q?plain?=, plain",
    })
    void metadataThatIsNotAsciiTravelsAsRfc2047(String sent, String received) {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").metadata(Map.of("name", sent)), "x");
        assertEquals(received, s3.headObject(r -> r.bucket(bucket).key("key")).metadata().get("name"));
    }

    @Test
    void userMetadataHas2KbOfNamesAndValues() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").metadata(Map.of("a", "v".repeat(2047))), "x");
        assertRefused(400, "MetadataTooLarge",
                () -> put(r -> r.bucket(bucket).key("more").metadata(Map.of("a", "v".repeat(2048))), "x"));
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("more")));
    }

    @Test
    void aWrongContentMd5LeavesNothingVisible() {
        String bucket = bucket();
        String wrong = base64(DigestUtils.md5("something else"));
        for (int size : new int[] {10, SMALL + 1}) {
            byte[] sent = bytes(size, size);
            assertRefused(400, "BadDigest", () -> s3.putObject(
                    r -> r.bucket(bucket).key("key").contentMD5(wrong), RequestBody.fromBytes(sent)));
            assertRefused(404, "NoSuchKey", () -> get(bucket, "key"));
            s3.putObject(r -> r.bucket(bucket).key("good").contentMD5(base64(DigestUtils.md5(sent))), RequestBody.fromBytes(sent));
            assertArrayEquals(sent, get(bucket, "good").asByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "YWJj", "not base64"})
    void aBrokenContentMd5IsInvalid(String md5) {
        String bucket = bucket();
        assertRefused(400, "InvalidDigest", () -> put(r -> r.bucket(bucket).key("key").contentMD5(md5), "x"));
    }

    @Test
    void standardIsTheOnlyStorageClass() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").storageClass("STANDARD"), "x");
        assertRefused(400, "InvalidStorageClass", () -> put(r -> r.bucket(bucket).key("key").storageClass("GLACIER"), "y"));
        assertEquals("x", text(bucket, "key"));
    }

    @Test
    void whatIsNotImplementedIsRefusedRatherThanIgnored() {
        String bucket = bucket();
        assertRefused(501, "NotImplemented", () -> put(r -> r.bucket(bucket).key("key").serverSideEncryption("aws:kms"), "x"));
        assertRefused(400, "AccessControlListNotSupported", () -> put(r -> r.bucket(bucket).key("key").acl("public-read"), "x"));
    }

    @Test
    void bytesAreCountedAgainstTheDeclaredLength() {
        String bucket = bucket();
        byte[] sent = bytes(SMALL * 2, 9);
        s3.putObject(r -> r.bucket(bucket).key("key"), RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(sent), sent.length, "application/octet-stream"));
        assertEquals(sent.length, s3.headObject(r -> r.bucket(bucket).key("key")).contentLength());
    }
}
