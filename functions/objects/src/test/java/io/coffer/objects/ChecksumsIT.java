package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

@OneGatewayStyle
final class ChecksumsIT extends S3ClientTest {

    /** What the algorithms' specifications give for these nine bytes. */
    private static final String CHECK = "123456789";

    private static String value(ChecksumAlgorithm algorithm) {
        String hex = switch (algorithm) {
            case CRC32 -> "cbf43926";
            case CRC32_C -> "e3069283";
            case CRC64_NVME -> "ae8b14860a799888";
            case SHA1 -> DigestUtils.sha1Hex(CHECK);
            case SHA256 -> DigestUtils.sha256Hex(CHECK);
            default -> throw new IllegalArgumentException(algorithm.name());
        };
        return base64(HexFormat.of().parseHex(hex));
    }

    private static PutObjectRequest.Builder with(PutObjectRequest.Builder request, ChecksumAlgorithm algorithm, String value) {
        return switch (algorithm) {
            case CRC32 -> request.checksumCRC32(value);
            case CRC32_C -> request.checksumCRC32C(value);
            case CRC64_NVME -> request.checksumCRC64NVME(value);
            case SHA1 -> request.checksumSHA1(value);
            case SHA256 -> request.checksumSHA256(value);
            default -> throw new IllegalArgumentException(algorithm.name());
        };
    }

    private static String of(HeadObjectResponse head, ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> head.checksumCRC32();
            case CRC32_C -> head.checksumCRC32C();
            case CRC64_NVME -> head.checksumCRC64NVME();
            case SHA1 -> head.checksumSHA1();
            case SHA256 -> head.checksumSHA256();
            default -> throw new IllegalArgumentException(algorithm.name());
        };
    }

    private HeadObjectResponse head(String bucket, String key) {
        return s3.headObject(r -> r.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256"})
    void aHeadersChecksumIsVerifiedAndKept(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        put(r -> with(r.bucket(bucket).key("key"), algorithm, value(algorithm)), CHECK);
        HeadObjectResponse head = head(bucket, "key");
        assertEquals(value(algorithm), of(head, algorithm));
        assertEquals(ChecksumType.FULL_OBJECT, head.checksumType());
        assertNull(of(s3.headObject(r -> r.bucket(bucket).key("key")), algorithm));
        assertEquals(CHECK, get(r -> r.bucket(bucket).key("key").checksumMode(ChecksumMode.ENABLED)).asUtf8String());
        assertRefused(400, "BadDigest", () -> put(r -> with(r.bucket(bucket).key("bad"), algorithm, value(algorithm)), "something else"));
        assertRefused(404, () -> head(bucket, "bad"));
    }

    /** The SDK sends what it computes while it sends as a trailer; CRC64NVME it leaves to its native library. */
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void aTrailersChecksumIsVerifiedAndKept(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").checksumAlgorithm(algorithm), CHECK);
        assertEquals(value(algorithm), of(head(bucket, "key"), algorithm));
        byte[] large = bytes(300_000, 1);
        s3.putObject(r -> r.bucket(bucket).key("large").checksumAlgorithm(algorithm), RequestBody.fromBytes(large));
        assertArrayEquals(large, get(r -> r.bucket(bucket).key("large").checksumMode(ChecksumMode.ENABLED)).asByteArray());
    }

    @ParameterizedTest
    @CsvSource({"x-amz-checksum-crc32, !", "x-amz-checksum-crc32, YWJj", "x-amz-checksum-sha256, y/Q5Jg=="})
    void aBrokenChecksumIsInvalid(String header, String value) {
        String bucket = bucket();
        String answer = raw("PUT", "/" + bucket + "/key").header(header, value).body(CHECK.getBytes()).signed().send().body();
        assertTrue(answer.contains("<Code>InvalidRequest</Code>"), answer);
        assertRefused(404, () -> head(bucket, "key"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200_000})
    void aWrongChecksumKeepsWhatWasThere(int size) {
        String bucket = bucket();
        put(bucket, "key", "before");
        assertRefused(400, "BadDigest", () -> s3.putObject(
                r -> r.bucket(bucket).key("key").checksumCRC32(value(ChecksumAlgorithm.CRC32)), RequestBody.fromBytes(bytes(size, 1))));
        assertEquals("before", text(bucket, "key"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void aCompositeChecksumIsMadeOfTheParts(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        CompleteMultipartUploadResponse completed = twoParts(bucket, algorithm, ChecksumType.COMPOSITE);
        assertEquals(ChecksumType.COMPOSITE, completed.checksumType());
        HeadObjectResponse head = head(bucket, "key");
        assertTrue(of(head, algorithm).endsWith("-2"), () -> of(head, algorithm));
        assertEquals(ChecksumType.COMPOSITE, head.checksumType());
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C"})
    void aFullObjectChecksumIsThatOfTheBytes(ChecksumAlgorithm algorithm) {
        String bucket = bucket();
        twoParts(bucket, algorithm, ChecksumType.FULL_OBJECT);
        put(r -> r.bucket(bucket).key("whole").checksumAlgorithm(algorithm), "");
        byte[] whole = get(r -> r.bucket(bucket).key("key").checksumMode(ChecksumMode.ENABLED)).asByteArray();
        s3.putObject(r -> r.bucket(bucket).key("whole").checksumAlgorithm(algorithm), RequestBody.fromBytes(whole));
        assertEquals(of(head(bucket, "whole"), algorithm), of(head(bucket, "key"), algorithm));
        assertEquals(ChecksumType.FULL_OBJECT, head(bucket, "key").checksumType());
    }

    private CompleteMultipartUploadResponse twoParts(String bucket, ChecksumAlgorithm algorithm, ChecksumType type) {
        String uploadId = s3.createMultipartUpload(
                r -> r.bucket(bucket).key("key").checksumAlgorithm(algorithm).checksumType(type)).uploadId();
        List<CompletedPart> parts = IntStream.of(1, 2).mapToObj(number -> {
            UploadPartResponse part = s3.uploadPart(
                    r -> r.bucket(bucket).key("key").uploadId(uploadId).partNumber(number).checksumAlgorithm(algorithm),
                    RequestBody.fromBytes(bytes(number == 1 ? minPart : 1000, number)));
            return CompletedPart.builder().partNumber(number).eTag(part.eTag()).checksumCRC32(part.checksumCRC32())
                    .checksumCRC32C(part.checksumCRC32C()).checksumSHA1(part.checksumSHA1()).checksumSHA256(part.checksumSHA256()).build();
        }).toList();
        return s3.completeMultipartUpload(r -> r.bucket(bucket).key("key").uploadId(uploadId).multipartUpload(m -> m.parts(parts)));
    }

    @Test
    void digestsCannotBeCombinedToOneOfTheWholeObject() {
        String bucket = bucket();
        assertRefused(400, "InvalidRequest", () -> s3.createMultipartUpload(
                r -> r.bucket(bucket).key("key").checksumAlgorithm(ChecksumAlgorithm.SHA256).checksumType(ChecksumType.FULL_OBJECT)));
    }

    @Test
    void whoNamesNoChecksumGetsCrc64Nvme() {
        String bucket = bucket();
        raw("PUT", "/" + bucket + "/key").body(CHECK.getBytes()).signed().send();
        assertEquals(value(ChecksumAlgorithm.CRC64_NVME), head(bucket, "key").checksumCRC64NVME());
        assertNotNull(head(bucket, "key").checksumType());
    }

    @Test
    void aCopyMayHaveAnotherChecksum() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("key").checksumAlgorithm(ChecksumAlgorithm.SHA256), CHECK);
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey("same"));
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey("other")
                .checksumAlgorithm(ChecksumAlgorithm.CRC32));
        assertEquals(value(ChecksumAlgorithm.SHA256), head(bucket, "same").checksumSHA256());
        assertEquals(value(ChecksumAlgorithm.CRC32), head(bucket, "other").checksumCRC32());
    }
}
