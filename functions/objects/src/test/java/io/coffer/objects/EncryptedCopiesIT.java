package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.coffer.endpoints.OneStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Copies between objects that are stored in different ways. */
@OneStyle
final class EncryptedCopiesIT extends EncryptionClientTest {

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
}
