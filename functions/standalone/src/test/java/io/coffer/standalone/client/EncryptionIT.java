package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

@OneStyle
final class EncryptionIT extends S3ClientTest {

    private static final String SSE = "x-amz-server-side-encryption";
    private static final String KEY_A = "pO3upElrwuEXSoFwCfnZPdSsmt/xWeFa0N9KgDijwVs=";
    private static final String MD5_A = "DWygnHRtgiJ77HCm+1rvHw==";
    private static final String KEY_B = "6b+WOZ1T3cqZMxgThRcXAQBrS5mXKdDUphvpxptl9/4=";
    private static final String MD5_B = "arxBvwY2V4SiOne6yppVPQ==";

    /** How an object may be stored. */
    private enum Kind {
        PLAIN(null, null, null),
        SSE_S3("AES256", null, null),
        KEY_A(null, EncryptionIT.KEY_A, MD5_A),
        KEY_B(null, EncryptionIT.KEY_B, MD5_B);

        private final String sse;
        private final String key;
        private final String md5;

        Kind(String sse, String key, String md5) {
            this.sse = sse;
            this.key = key;
            this.md5 = md5;
        }

        String algorithm() {
            return key == null ? null : "AES256";
        }

        /** The key a read of such an object brings. */
        Consumer<GetObjectRequest.Builder> forRead() {
            return r -> r.sseCustomerAlgorithm(algorithm()).sseCustomerKey(key).sseCustomerKeyMD5(md5);
        }

        /** What is under a customer's key has an ETag that tells nothing of it. */
        void assertETag(byte[] bytes, String etag) {
            assertTrue(etag.matches("\"[0-9a-f]{32}\""), etag);
            assertEquals(key == null, etag.equals('"' + DigestUtils.md5Hex(bytes) + '"'));
        }

        void assertAnswered(String sseAnswered, String algorithmAnswered, String md5Answered) {
            assertEquals(Optional.ofNullable(sse), Optional.ofNullable(sseAnswered));
            assertEquals(Optional.ofNullable(algorithm()), Optional.ofNullable(algorithmAnswered));
            assertEquals(Optional.ofNullable(md5), Optional.ofNullable(md5Answered));
        }
    }

    private PutObjectResponse put(String bucket, String key, Kind kind, byte[] bytes) {
        return s3.putObject(r -> r.bucket(bucket).key(key).serverSideEncryption(kind.sse).sseCustomerAlgorithm(kind.algorithm())
                .sseCustomerKey(kind.key).sseCustomerKeyMD5(kind.md5), RequestBody.fromBytes(bytes));
    }

    private byte[] get(String bucket, String key, Kind kind) {
        return get(r -> kind.forRead().accept(r.bucket(bucket).key(key))).asByteArray();
    }

    private HeadObjectResponse head(String bucket, String key, Kind kind) {
        return s3.headObject(r -> r.bucket(bucket).key(key).sseCustomerAlgorithm(kind.algorithm()).sseCustomerKey(kind.key)
                .sseCustomerKeyMD5(kind.md5));
    }

    private CopyObjectResponse copy(String bucket, String sourceKey, Kind source, String key, Kind copy) {
        return copy(bucket, sourceKey, source, key, copy, r -> {});
    }

    private CopyObjectResponse copy(
            String bucket, String sourceKey, Kind source, String key, Kind copy, Consumer<CopyObjectRequest.Builder> more) {
        return s3.copyObject(r -> more.accept(r.sourceBucket(bucket).sourceKey(sourceKey).destinationBucket(bucket).destinationKey(key)
                .copySourceSSECustomerAlgorithm(source.algorithm()).copySourceSSECustomerKey(source.key)
                .copySourceSSECustomerKeyMD5(source.md5)
                .serverSideEncryption(copy.sse).sseCustomerAlgorithm(copy.algorithm()).sseCustomerKey(copy.key)
                .sseCustomerKeyMD5(copy.md5)));
    }

    /** An upload that is encrypted in one of the ways, part by part. */
    private final class EncryptedUpload {

        private final String bucket;
        private final String key;
        private final Kind kind;
        private final String uploadId;
        private final List<CompletedPart> parts = new ArrayList<>();

        EncryptedUpload(String bucket, String key, Kind kind) {
            this.bucket = bucket;
            this.key = key;
            this.kind = kind;
            CreateMultipartUploadResponse begun = s3.createMultipartUpload(r -> r.bucket(bucket).key(key).serverSideEncryption(kind.sse)
                    .sseCustomerAlgorithm(kind.algorithm()).sseCustomerKey(kind.key).sseCustomerKeyMD5(kind.md5)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32));
            kind.assertAnswered(begun.serverSideEncryptionAsString(), begun.sseCustomerAlgorithm(), begun.sseCustomerKeyMD5());
            this.uploadId = begun.uploadId();
        }

        UploadPartResponse part(int number, byte[] bytes, Kind as) {
            return s3.uploadPart(r -> request(r, number, as), RequestBody.fromBytes(bytes));
        }

        private void request(UploadPartRequest.Builder r, int number, Kind as) {
            r.bucket(bucket).key(key).uploadId(uploadId).partNumber(number).checksumAlgorithm(ChecksumAlgorithm.CRC32)
                    .sseCustomerAlgorithm(as.algorithm()).sseCustomerKey(as.key).sseCustomerKeyMD5(as.md5);
        }

        void part(int number, byte[] bytes) {
            UploadPartResponse part = part(number, bytes, kind);
            kind.assertAnswered(part.serverSideEncryptionAsString(), part.sseCustomerAlgorithm(), part.sseCustomerKeyMD5());
            parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).checksumCRC32(part.checksumCRC32()).build());
        }

        CompleteMultipartUploadResponse complete(Kind as) {
            return s3.completeMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(m -> m.parts(parts))
                    .sseCustomerAlgorithm(as.algorithm()).sseCustomerKey(as.key).sseCustomerKeyMD5(as.md5));
        }
    }

    /** An object of two parts, the second of them small. */
    private byte[] multipart(String bucket, String key, Kind kind) {
        byte[] first = bytes(minPart, 1);
        byte[] last = bytes(100_000, 2);
        EncryptedUpload upload = new EncryptedUpload(bucket, key, kind);
        upload.part(1, first);
        upload.part(2, last);
        assertEquals(kind.sse, upload.complete(kind).serverSideEncryptionAsString());
        return concat(first, last);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 65_536, 65_537, 131_072, 300_000})
    void bytesComeBackHoweverTheyAreStored(int size) {
        String bucket = bucket();
        byte[] sent = bytes(size, size);
        for (Kind kind : Kind.values()) {
            PutObjectResponse put = put(bucket, "key", kind, sent);
            kind.assertETag(sent, put.eTag());
            kind.assertAnswered(put.serverSideEncryptionAsString(), put.sseCustomerAlgorithm(), put.sseCustomerKeyMD5());
            assertArrayEquals(sent, get(bucket, "key", kind));
            HeadObjectResponse head = head(bucket, "key", kind);
            assertEquals(size, head.contentLength());
            assertEquals(put.eTag(), head.eTag());
            kind.assertAnswered(head.serverSideEncryptionAsString(), head.sseCustomerAlgorithm(), head.sseCustomerKeyMD5());
            GetObjectResponse got = get(r -> kind.forRead().accept(r.bucket(bucket).key("key").checksumMode("ENABLED"))).response();
            assertEquals(put.checksumCRC32(), got.checksumCRC32());
            kind.assertAnswered(got.serverSideEncryptionAsString(), got.sseCustomerAlgorithm(), got.sseCustomerKeyMD5());
            assertEquals(size, s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0).size());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rangesAreThePlaintexts(Kind kind) {
        requireDirect("functions run the same code, and one test of each operation here is theirs");
        String bucket = bucket();
        byte[] small = bytes(1000, 3);
        byte[] large = bytes(300_000, 4);
        put(bucket, "small", kind, small);
        put(bucket, "large", kind, large);
        byte[] parts = multipart(bucket, "parts", kind);
        assertRanges(bucket, "small", kind, small, 0, 1, 999);
        assertRanges(bucket, "large", kind, large, 0, 65_535, 65_536, 131_071, 131_073, 299_999);
        assertRanges(bucket, "parts", kind, parts, 0, 65_536, minPart - 1, minPart, minPart + 65_536, parts.length - 1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void partsAreFoundByTheirNumber(Kind kind) {
        String bucket = bucket();
        byte[] sent = multipart(bucket, "key", kind);
        byte[] second = get(r -> kind.forRead().accept(r.bucket(bucket).key("key").partNumber(2))).asByteArray();
        assertArrayEquals(Arrays.copyOfRange(sent, minPart, sent.length), second);
        HeadObjectResponse head = head(bucket, "key", kind);
        assertEquals(sent.length, head.contentLength());
        kind.assertAnswered(head.serverSideEncryptionAsString(), head.sseCustomerAlgorithm(), head.sseCustomerKeyMD5());
    }

    private void assertRanges(String bucket, String key, Kind kind, byte[] sent, int... borders) {
        for (int first : borders) {
            for (int last : borders) {
                if (first <= last) {
                    String range = "bytes=" + first + "-" + last;
                    byte[] got = get(r -> kind.forRead().accept(r.bucket(bucket).key(key).range(range))).asByteArray();
                    assertArrayEquals(Arrays.copyOfRange(sent, first, last + 1), got, () -> key + " " + range);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void copiesAreStoredAsTheyAsk(Kind from) {
        requireDirect("functions run the same code, and one test of each operation here is theirs");
        String bucket = bucket();
        byte[] small = bytes(1000, 5);
        byte[] large = bytes(200_000, 6);
        put(bucket, "small", from, small);
        put(bucket, "large", from, large);
        byte[] parts = multipart(bucket, "parts", from);
        Map<String, byte[]> sources = Map.of("small", small, "large", large, "parts", parts);
        for (Kind to : Kind.values()) {
            sources.forEach((key, sent) -> {
                CopyObjectResponse copied = copy(bucket, key, from, key + to, to);
                to.assertAnswered(copied.serverSideEncryptionAsString(), copied.sseCustomerAlgorithm(), copied.sseCustomerKeyMD5());
                assertEquals(copied.copyObjectResult().eTag(), head(bucket, key + to, to).eTag());
            });
        }
        sources.keySet().forEach(key -> s3.deleteObject(r -> r.bucket(bucket).key(key)));
        for (Kind to : Kind.values()) {
            sources.forEach((key, sent) -> assertArrayEquals(sent, get(bucket, key + to, to)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 200_000})
    void aCopyOntoItselfMayEncrypt(int size) {
        String bucket = bucket();
        byte[] sent = bytes(size, size);
        s3.putObject(r -> r.bucket(bucket).key("key").contentType("text/plain").metadata(Map.of("a", "1")), RequestBody.fromBytes(sent));
        Kind stored = Kind.PLAIN;
        for (Kind next : List.of(Kind.SSE_S3, Kind.SSE_S3, Kind.KEY_A, Kind.KEY_B, Kind.SSE_S3)) {
            copy(bucket, "key", stored, "key", next);
            assertArrayEquals(sent, get(bucket, "key", next));
            HeadObjectResponse head = head(bucket, "key", next);
            next.assertAnswered(head.serverSideEncryptionAsString(), head.sseCustomerAlgorithm(), head.sseCustomerKeyMD5());
            assertEquals(Map.of("a", "1"), head.metadata());
            assertEquals("text/plain", head.contentType());
            stored = next;
        }
        assertRefused(400, "InvalidRequest", () -> copy(bucket, "key", Kind.SSE_S3, "key", Kind.PLAIN));
        copy(bucket, "key", Kind.SSE_S3, "key", Kind.PLAIN, r -> r.metadataDirective("REPLACE"));
        assertArrayEquals(sent, get(bucket, "key", Kind.PLAIN));
        assertNull(head(bucket, "key", Kind.PLAIN).serverSideEncryption());
    }

    @Test
    void whatIsUnderACustomersKeyTellsNothingOfItsBytes() {
        String bucket = bucket();
        String first = put(bucket, "first", Kind.KEY_A, bytes(4, 1)).eTag();
        String second = put(bucket, "second", Kind.KEY_A, bytes(4, 1)).eTag();
        assertNotEquals(first, second);
        EncryptedUpload upload = new EncryptedUpload(bucket, "third", Kind.KEY_A);
        upload.part(1, bytes(4, 1));
        assertNull(s3.listParts(r -> r.bucket(bucket).key("third").uploadId(upload.uploadId)).parts().get(0).checksumCRC32());
        assertNotNull(s3.listParts(r -> r.bucket(bucket).key("third").uploadId(upload.uploadId)
                .sseCustomerAlgorithm("AES256").sseCustomerKey(KEY_A).sseCustomerKeyMD5(MD5_A)).parts().get(0).checksumCRC32());
        assertNotNull(upload.complete(Kind.KEY_A).checksumCRC32());
        String plain = s3.createMultipartUpload(r -> r.bucket(bucket).key("fourth")
                .sseCustomerAlgorithm("AES256").sseCustomerKey(KEY_A).sseCustomerKeyMD5(MD5_A)).uploadId();
        String etag = s3.uploadPart(r -> r.bucket(bucket).key("fourth").uploadId(plain).partNumber(1)
                .sseCustomerAlgorithm("AES256").sseCustomerKey(KEY_A).sseCustomerKeyMD5(MD5_A), RequestBody.fromBytes(bytes(4, 1))).eTag();
        CompleteMultipartUploadResponse completed = s3.completeMultipartUpload(r -> r.bucket(bucket).key("fourth").uploadId(plain)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(etag))));
        assertNull(completed.checksumCRC64NVME());
    }

    /** The data key shows in the ETag. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 200_000})
    void aCopyUnderAnotherKeyHasADataKeyOfItsOwn(int size) {
        String bucket = bucket();
        String original = put(bucket, "key", Kind.KEY_A, bytes(size, 8)).eTag();
        assertNotEquals(original, copy(bucket, "key", Kind.KEY_A, "other", Kind.KEY_B).copyObjectResult().eTag());
        assertNotEquals(original, copy(bucket, "key", Kind.KEY_A, "key", Kind.KEY_B).copyObjectResult().eTag());
        assertArrayEquals(bytes(size, 8), get(bucket, "key", Kind.KEY_B));
    }

    @Test
    void aCopyMayHaveAnotherChecksum() {
        String bucket = bucket();
        byte[] sent = bytes(200_000, 7);
        put(bucket, "key", Kind.KEY_A, sent);
        for (Kind to : Kind.values()) {
            CopyObjectResponse copied = copy(bucket, "key", Kind.KEY_A, "copy", to, r -> r.checksumAlgorithm(ChecksumAlgorithm.SHA256));
            assertEquals(base64(DigestUtils.sha256(sent)), copied.copyObjectResult().checksumSHA256());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void partsAreCopiedIntoUploadsOfEveryKind(Kind from) {
        requireDirect("functions run the same code, and one test of each operation here is theirs");
        String bucket = bucket();
        byte[] sent = multipart(bucket, "key", from);
        int first = minPart - 880;
        int last = minPart + 77_120;
        for (Kind to : Kind.values()) {
            EncryptedUpload upload = new EncryptedUpload(bucket, "copy", to);
            CopyPartResult part = s3.uploadPartCopy(r -> r.sourceBucket(bucket).sourceKey("key")
                    .copySourceRange("bytes=" + first + "-" + last).destinationBucket(bucket).destinationKey("copy")
                    .uploadId(upload.uploadId).partNumber(1)
                    .copySourceSSECustomerAlgorithm(from.algorithm()).copySourceSSECustomerKey(from.key)
                    .copySourceSSECustomerKeyMD5(from.md5)
                    .sseCustomerAlgorithm(to.algorithm()).sseCustomerKey(to.key).sseCustomerKeyMD5(to.md5)).copyPartResult();
            byte[] copied = Arrays.copyOfRange(sent, first, last + 1);
            to.assertETag(copied, part.eTag());
            upload.parts.add(CompletedPart.builder().partNumber(1).eTag(part.eTag()).checksumCRC32(part.checksumCRC32()).build());
            upload.complete(to);
            assertArrayEquals(copied, get(bucket, "copy", to));
        }
    }

    @Test
    void aCustomersObjectIsReadWithItsKeyOnly() {
        String bucket = bucket();
        put(bucket, "key", Kind.KEY_A, bytes(100, 8));
        assertRefused(400, "InvalidRequest", () -> get(bucket, "key", Kind.PLAIN));
        assertRefused(400, () -> head(bucket, "key", Kind.PLAIN));
        assertRefused(403, "AccessDenied", () -> get(bucket, "key", Kind.KEY_B));
        assertRefused(403, () -> head(bucket, "key", Kind.KEY_B));
        assertRefused(400, "InvalidRequest", () -> copy(bucket, "key", Kind.PLAIN, "copy", Kind.PLAIN));
        assertRefused(403, "AccessDenied", () -> copy(bucket, "key", Kind.KEY_B, "copy", Kind.KEY_B));
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        assertRefused(404, "NoSuchKey", () -> get(bucket, "key", Kind.KEY_A));
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"PLAIN", "SSE_S3"})
    void aKeyIsOfNoUseWhereNoneWasUsed(Kind kind) {
        String bucket = bucket();
        put(bucket, "key", kind, bytes(100, 9));
        assertRefused(400, "InvalidRequest", () -> get(bucket, "key", Kind.KEY_A));
        assertRefused(400, () -> head(bucket, "key", Kind.KEY_A));
        assertRefused(400, "InvalidRequest", () -> copy(bucket, "key", Kind.KEY_A, "copy", Kind.PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void readsDoNotAskForEncryption(String method) {
        String bucket = bucket();
        put(bucket, "key", Kind.SSE_S3, bytes(100, 10));
        assertEquals(400, raw(method, "/" + bucket + "/key").header(SSE, "AES256").signed().send().statusCode());
        assertEquals(200, raw(method, "/" + bucket + "/key").signed().send().statusCode());
    }

    @Test
    void partsComeWithTheKeyOfTheirUpload() {
        String bucket = bucket();
        byte[] sent = bytes(100, 11);
        EncryptedUpload upload = new EncryptedUpload(bucket, "key", Kind.KEY_A);
        assertRefused(400, "InvalidRequest", () -> upload.part(1, sent, Kind.PLAIN));
        assertRefused(400, "InvalidRequest", () -> upload.part(1, sent, Kind.KEY_B));
        upload.part(1, sent);
        assertRefused(400, "InvalidRequest", () -> upload.complete(Kind.KEY_B));
        assertRefused(400, "InvalidArgument", () -> upload.complete(Kind.PLAIN));
        upload.complete(Kind.KEY_A);
        assertArrayEquals(sent, get(bucket, "key", Kind.KEY_A));
        for (Kind other : List.of(Kind.PLAIN, Kind.SSE_S3)) {
            EncryptedUpload without = new EncryptedUpload(bucket, "other", other);
            assertRefused(400, "InvalidRequest", () -> without.part(1, sent, Kind.KEY_A));
            assertRefused(400, "InvalidRequest", () -> without.complete(Kind.KEY_A));
        }
    }

    @Test
    void aBucketEncryptsWhatDoesNotSayOtherwise() {
        String bucket = bucket();
        put(bucket, "before", Kind.PLAIN, bytes(100, 12));
        s3.putBucketEncryption(r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(
                rule -> rule.applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256)))));
        assertNull(head(bucket, "before", Kind.PLAIN).serverSideEncryption());
        assertEquals(ServerSideEncryption.AES256, put(bucket, "key", Kind.PLAIN, bytes(100, 12)).serverSideEncryption());
        assertEquals(ServerSideEncryption.AES256, copy(bucket, "before", Kind.PLAIN, "copy", Kind.PLAIN).serverSideEncryption());
        assertEquals(ServerSideEncryption.AES256,
                s3.createMultipartUpload(r -> r.bucket(bucket).key("key")).serverSideEncryption());
        assertNull(put(bucket, "customers", Kind.KEY_A, bytes(100, 12)).serverSideEncryption());
        copy(bucket, "before", Kind.PLAIN, "before", Kind.PLAIN);
        assertEquals(ServerSideEncryption.AES256, head(bucket, "before", Kind.PLAIN).serverSideEncryption());
        s3.deleteBucketEncryption(r -> r.bucket(bucket));
        assertNull(put(bucket, "after", Kind.PLAIN, bytes(100, 12)).serverSideEncryption());
        for (String key : List.of("before", "key", "copy", "after")) {
            assertArrayEquals(bytes(100, 12), get(bucket, key, Kind.PLAIN), key);
        }
    }

    @Test
    void everyVersionIsEncryptedAsItWasWritten() {
        String bucket = bucket();
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
        for (Kind kind : Kind.values()) {
            byte[] sent = bytes(200_000, kind.ordinal());
            String version = put(bucket, "key", kind, sent).versionId();
            assertArrayEquals(sent, get(r -> kind.forRead().accept(r.bucket(bucket).key("key").versionId(version))).asByteArray());
        }
        copy(bucket, "key", Kind.KEY_B, "key", Kind.SSE_S3);
        assertArrayEquals(bytes(200_000, Kind.KEY_B.ordinal()), get(bucket, "key", Kind.SSE_S3));
        assertEquals(Kind.values().length + 1, s3.listObjectVersions(r -> r.bucket(bucket)).versions().size());
    }

    @Test
    void attributesTakeTheKeyToo() {
        String bucket = bucket();
        String etag = put(bucket, "key", Kind.KEY_A, bytes(100, 13)).eTag();
        assertRefused(400, "InvalidRequest",
                () -> s3.getObjectAttributes(r -> r.bucket(bucket).key("key").objectAttributes(ObjectAttributes.E_TAG)));
        assertEquals(etag, '"' + s3.getObjectAttributes(r -> r.bucket(bucket).key("key").objectAttributes(ObjectAttributes.E_TAG)
                .sseCustomerAlgorithm("AES256").sseCustomerKey(KEY_A).sseCustomerKeyMD5(MD5_A)).eTag() + '"');
    }

    @Test
    void aFormMayAskForEncryption() {
        String bucket = bucket();
        Map<String, String> ours = Map.of(SSE, "AES256");
        Map<String, String> customers =
                Map.of(SSE + "-customer-algorithm", "AES256", SSE + "-customer-key", KEY_A, SSE + "-customer-key-md5", MD5_A);
        assertEquals(Optional.of("AES256"), post(bucket, ours).headers().firstValue(SSE));
        assertEquals("hello", get(r -> r.bucket(bucket).key("key")).asUtf8String());
        assertEquals(Optional.of(MD5_A), post(bucket, customers).headers().firstValue(SSE + "-customer-key-md5"));
        assertArrayEquals("hello".getBytes(StandardCharsets.US_ASCII), get(bucket, "key", Kind.KEY_A));
    }

    private HttpResponse<String> post(String bucket, Map<String, String> fields) {
        BrowserForm form = BrowserForm.to(server, endpoint, bucket).field("key", "key");
        StringBuilder conditions = new StringBuilder("{\"bucket\": \"" + bucket + "\"}, [\"eq\", \"$key\", \"key\"]");
        fields.forEach((name, value) -> {
            form.field(name, value);
            conditions.append(", [\"eq\", \"$").append(name).append("\", \"").append(value).append("\"]");
        });
        HttpResponse<String> answer = form.signed(conditions.toString()).file("hello").send();
        assertEquals(204, answer.statusCode(), answer::body);
        return answer;
    }

    private void assertPutRefused(int status, String code, String message, Map<String, String> headers) {
        String bucket = bucket();
        RawRequest request = raw("PUT", "/" + bucket + "/key").body("x".getBytes(StandardCharsets.US_ASCII));
        headers.forEach(request::header);
        HttpResponse<String> answer = request.signed().send();
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>") && answer.body().contains(message), answer::body);
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("key")));
    }

    @Test
    void theHeadersOfACustomersKeyAreChecked() {
        String algorithm = SSE + "-customer-algorithm";
        String key = SSE + "-customer-key";
        String md5 = SSE + "-customer-key-md5";
        assertPutRefused(400, "InvalidArgument", "must provide a valid encryption algorithm", Map.of(key, KEY_A, md5, MD5_A));
        assertPutRefused(400, "InvalidArgument", "must provide an appropriate secret key", Map.of(algorithm, "AES256"));
        assertPutRefused(400, "InvalidArgument", "client calculated MD5", Map.of(algorithm, "AES256", key, KEY_A));
        assertPutRefused(400, "InvalidArgument", "did not match the hash", Map.of(algorithm, "AES256", key, KEY_A, md5, MD5_B));
        assertPutRefused(400, "InvalidArgument", "secret key was invalid",
                Map.of(algorithm, "AES256", key, base64(new byte[16]), md5, base64(DigestUtils.md5(new byte[16]))));
        assertPutRefused(400, "InvalidEncryptionAlgorithmError", "AES256", Map.of(algorithm, "AES192", key, KEY_A, md5, MD5_A));
        assertPutRefused(400, "InvalidArgument", "incompatible with the encryption method specified",
                Map.of(SSE, "AES256", algorithm, "AES256", key, KEY_A, md5, MD5_A));
    }

    @Test
    void noKmsIsConfigured() {
        assertPutRefused(501, "NotImplemented", "KMS is not configured", Map.of(SSE, "aws:kms"));
        assertPutRefused(501, "NotImplemented", "KMS is not configured", Map.of(SSE, "aws:kms:dsse"));
        assertPutRefused(400, "InvalidArgument", "requires HTTP header", Map.of(SSE + "-aws-kms-key-id", "key"));
        assertPutRefused(400, "InvalidArgument", "requires HTTP header", Map.of(SSE, "AES256", SSE + "-context", "e30="));
        assertPutRefused(400, "InvalidArgument", "not supported", Map.of(SSE, "AES512"));
        String bucket = bucket();
        assertRefused(501, "NotImplemented",
                () -> s3.createMultipartUpload(r -> r.bucket(bucket).key("key").serverSideEncryption("aws:kms")));
    }

    /** Whether any of the server's files holds a text, wherever bytes may lie. */
    private boolean onDisk(String text) {
        try (Stream<Path> files = Files.walk(server.data())) {
            return files.filter(Files::isRegularFile).anyMatch(file -> read(file).contains(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The engine removed it meanwhile.
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 200_000})
    void theDiskHoldsNoPlaintextAndNoKey(int size) {
        assumeTrue(endpoint.kind() == ServerKind.LOCAL, "files are here to look at");
        String bucket = bucket();
        for (Kind kind : Kind.values()) {
            String mark = UUID.randomUUID().toString();
            put(bucket, "key", kind, mark.repeat(size / mark.length()).getBytes(StandardCharsets.US_ASCII));
            assertEquals(kind == Kind.PLAIN, onDisk(mark), kind::name);
        }
        assertFalse(onDisk(KEY_A));
        assertFalse(onDisk(new String(Base64.getDecoder().decode(KEY_A), StandardCharsets.ISO_8859_1)));
    }
}
