package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.contentid.FileDigest;
import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Response;

/** What {@code FileDigestTest} compares with Helia is told here of objects, however they were made. */
@OneGatewayStyle
final class ContentIdsIT extends S3ClientTest {

    private static final String NETWORK = "x-coffer-network";
    private static final String CID = "x-amz-meta-cid";
    private static final String EMPTY = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

    private String bucketOn(String network) {
        String name = bucketName();
        s3.createBucket(r -> r.bucket(name).overrideConfiguration(c -> c.putHeader(NETWORK, network)));
        return name;
    }

    private static Optional<String> header(S3Response response, String name) {
        return response.sdkHttpResponse().firstMatchingHeader(name);
    }

    private static String cid(S3Response response) {
        return header(response, CID).orElse(null);
    }

    private static String cid(byte[] bytes) {
        FileDigest digest = new FileDigest();
        digest.update(bytes, 0, bytes.length);
        return digest.finish().toString();
    }

    private String told(String bucket, String key) {
        String head = cid(s3.headObject(r -> r.bucket(bucket).key(key)));
        assertEquals(head, cid(get(bucket, key).response()));
        return head;
    }

    @Test
    void aBucketTellsItsNetwork() {
        String ipfs = bucketOn("ipfs");
        String none = bucketOn("NONE");

        assertEquals("ipfs", header(s3.headBucket(r -> r.bucket(ipfs)), NETWORK).orElseThrow());
        assertEquals("none", header(s3.headBucket(r -> r.bucket(none)), NETWORK).orElseThrow());
        assertCode(400, "InvalidArgument", raw("PUT", "/" + bucketName()).header(NETWORK, "sia").signed().send());
    }

    @Test
    void aNetworkThatIsNotSignedIsRefused() {
        assertCode(403, "AccessDenied", raw("PUT", "/" + bucketName()).signed().header(NETWORK, "ipfs").send());
    }

    @Test
    void everyObjectOfABucketOnIpfsHasAContentId() {
        String bucket = bucketOn("ipfs");
        byte[] chunks = bytes(600_000, 1);

        assertEquals(EMPTY, cid(put(bucket, "empty", "")));
        assertEquals(cid(chunks), cid(put(bucket, "chunks", chunks)));
        assertEquals(EMPTY, told(bucket, "empty"));
        assertEquals(cid(chunks), told(bucket, "chunks"));
        assertEquals(cid(chunks), cid(get(r -> r.bucket(bucket).key("chunks").range("bytes=0-9")).response()));
        put(bucket, "chunks", "");
        assertEquals(EMPTY, told(bucket, "chunks"));
    }

    @Test
    void anObjectOnNoNetworkHasWhatItsClientSays() {
        String bucket = bucketOn("none");
        assertNull(cid(put(bucket, "key", "value")));
        assertNull(told(bucket, "key"));
        put(r -> r.bucket(bucket).key("key").metadata(Map.of("cid", "own", "import", "car")), "value");
        assertEquals("own", told(bucket, "key"));
    }

    @Test
    void aContentIdThatAClientGivesIsReplaced() {
        String bucket = bucketOn("ipfs");
        byte[] value = "value".getBytes(StandardCharsets.UTF_8);
        put(r -> r.bucket(bucket).key("key").metadata(Map.of("cid", "own", "colour", "red")), "value");
        assertEquals(cid(value), told(bucket, "key"));
        assertEquals("red", s3.headObject(r -> r.bucket(bucket).key("key")).metadata().get("colour"));
        Multipart upload = new Multipart(s3, bucket, "parts", s3.createMultipartUpload(r -> r.bucket(bucket).key("parts")
                .metadata(Map.of("cid", "own"))).uploadId());
        upload.part(1, value);
        upload.complete();
        assertEquals(cid(value), told(bucket, "parts"));
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key").destinationBucket(bucket).destinationKey("key")
                .metadataDirective(MetadataDirective.REPLACE).metadata(Map.of("cid", "own")));
        assertEquals(cid(value), told(bucket, "key"));
    }

    @Test
    void aCopyHasTheContentIdOfItsBytes() {
        String ipfs = bucketOn("ipfs");
        String none = bucketOn("none");
        byte[] large = bytes(300_000, 2);
        put(none, "small", "value");
        put(none, "large", large);
        assertEquals(cid("value".getBytes(StandardCharsets.UTF_8)), cid(copy(none, "small", ipfs)));
        assertEquals(cid(large), cid(copy(none, "large", ipfs)));
        assertEquals(cid(large), told(ipfs, "large"));
        assertEquals(cid(large), cid(s3.copyObject(r -> r.sourceBucket(ipfs).sourceKey("large").destinationBucket(ipfs)
                .destinationKey("again").checksumAlgorithm("SHA256"))));
        assertNull(cid(s3.copyObject(r -> r.sourceBucket(ipfs).sourceKey("large").destinationBucket(none).destinationKey("back"))));
        assertNull(told(none, "back"));
    }

    private CopyObjectResponse copy(String from, String key, String to) {
        return s3.copyObject(r -> r.sourceBucket(from).sourceKey(key).destinationBucket(to).destinationKey(key));
    }

    @Test
    void anObjectOfPartsHasTheContentIdOfTheWhole() {
        requireToFit(minPart);
        String bucket = bucketOn("ipfs");
        assertEquals(cid(concat(bytes(minPart, 1), bytes(minPart, 2), bytes(99, 3))),
                cid(complete(bucket, bytes(minPart, 1), bytes(minPart, 2), bytes(99, 3))));
        byte[] odd = bytes(minPart + 1, 4);
        assertEquals(cid(concat(odd, odd)), cid(complete(bucket, odd, odd)));
        assertEquals(cid(concat(odd, odd)), told(bucket, "parts"));
    }

    private CompleteMultipartUploadResponse complete(String bucket, byte[]... parts) {
        Multipart upload = Multipart.begin(s3, bucket, "parts");
        for (int i = 0; i < parts.length; i++) {
            // A part that is replaced leaves no leaves behind.
            upload.part(i + 1, Arrays.copyOf(parts[i], parts[i].length - 1));
            upload.part(i + 1, parts[i]);
        }
        return upload.complete();
    }

    @Test
    void theContentIdOfAnImportedArchiveIsItsRoot() {
        String bucket = bucketOn("ipfs");
        byte[] archive = archive("block");
        String root = cid("block".getBytes(StandardCharsets.UTF_8));
        Map<String, String> car = Map.of("import", "car");
        assertEquals(root, cid(s3.putObject(r -> r.bucket(bucket).key("car").metadata(car), RequestBody.fromBytes(archive))));
        assertEquals(root, told(bucket, "car"));
        assertArrayEquals(archive, get(bucket, "car").asByteArray());
        Multipart upload = new Multipart(s3, bucket, "parts",
                s3.createMultipartUpload(r -> r.bucket(bucket).key("parts").metadata(car)).uploadId());
        upload.part(1, archive);
        assertEquals(root, cid(upload.complete()));
        assertEquals(cid(archive), cid(s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("car").destinationBucket(bucket)
                .destinationKey("file").metadataDirective(MetadataDirective.REPLACE))));
        assertEquals(root, cid(s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("file").destinationBucket(bucket)
                .destinationKey("again").metadataDirective(MetadataDirective.REPLACE).metadata(car))));
    }

    @Test
    void aDamagedArchiveIsRefusedAndNothingIsStored() {
        String bucket = bucketOn("ipfs");
        byte[] archive = archive("block");
        archive[archive.length - 1]++;
        Map<String, String> car = Map.of("import", "car");
        S3Exception refusal = assertRefused(400, "InvalidRequest",
                () -> s3.putObject(r -> r.bucket(bucket).key("car").metadata(car), RequestBody.fromBytes(archive)));
        assertTrue(refusal.getMessage().contains("does not have the hash of its content id"), refusal::getMessage);
        assertRefused(400, "InvalidRequest",
                () -> s3.putObject(r -> r.bucket(bucket).key("car").metadata(car), RequestBody.fromBytes(bytes(100_000, 1))));
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("car")));
        Multipart upload = new Multipart(s3, bucket, "car",
                s3.createMultipartUpload(r -> r.bucket(bucket).key("car").metadata(car)).uploadId());
        upload.part(1, archive);
        assertRefused(400, "InvalidRequest", upload::complete);
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("car")));
    }

    /** An archive of one block. */
    private static byte[] archive(String text) {
        byte[] block = text.getBytes(StandardCharsets.UTF_8);
        byte[] cid = HexFormat.of().parseHex("01551220" + DigestUtils.sha256Hex(block));
        byte[] header = concat(HexFormat.of().parseHex("a265726f6f747381d82a582500"), cid, HexFormat.of().parseHex("6776657273696f6e01"));
        return concat(new byte[] {(byte) header.length}, header, new byte[] {(byte) (cid.length + block.length)}, cid, block);
    }

    @Test
    void anObjectUnderACustomersKeyHasNoContentId() {
        String bucket = bucketOn("ipfs");
        byte[] key = bytes(32, 7);
        assertNull(cid(s3.putObject(r -> r.bucket(bucket).key("key").sseCustomerAlgorithm("AES256").sseCustomerKey(base64(key))
                        .sseCustomerKeyMD5(base64(DigestUtils.md5(key))),
                RequestBody.fromString("value"))));
        assertTrue(put(r -> r.bucket(bucket).key("key").serverSideEncryption("AES256"), "").sdkHttpResponse()
                .firstMatchingHeader(CID).filter(EMPTY::equals).isPresent());
        assertFalse(told(bucket, "key").isEmpty());
    }
}
