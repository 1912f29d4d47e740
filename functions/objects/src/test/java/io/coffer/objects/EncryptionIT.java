package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coffer.endpoints.OneStyle;
import io.coffer.endpoints.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects that are stored encrypted: their bytes, their ranges, and what is on the disk. */
@OneStyle
final class EncryptionIT extends EncryptionClientTest {

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
