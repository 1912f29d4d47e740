package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.content.ContentCipher;
import io.coffer.content.CustomerKey;
import io.coffer.content.DataKey;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.Encryption.Kind;
import io.coffer.metadata.Upload;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which encryption headers mean what, by S3 User Guide and S3 API Reference. */
class ServerSideEncryptionTest {

    private static final String SSE = "x-amz-server-side-encryption";
    private static final byte[] MASTER = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final Bucket BUCKET = bucket(Map.of());
    private static final Bucket ENCRYPTED_BUCKET = bucket(Map.of(BucketConfiguration.ENCRYPTION, "1"));

    private final ServerSideEncryption encryption = new ServerSideEncryption(MASTER, false, false);

    private static Bucket bucket(Map<BucketConfiguration, String> configurations) {
        return new Bucket("bucket", "1", "1", "us-east-1", null, 0, null, null, configurations);
    }

    private static S3Headers none() {
        return new S3Headers();
    }

    private static S3Headers sse(String value) {
        return new S3Headers().set(SSE, value);
    }

    private static S3Headers keyA() {
        return customer(SSE, "pO3upElrwuEXSoFwCfnZPdSsmt/xWeFa0N9KgDijwVs=", "DWygnHRtgiJ77HCm+1rvHw==");
    }

    private static S3Headers keyB() {
        return customer(SSE, "6b+WOZ1T3cqZMxgThRcXAQBrS5mXKdDUphvpxptl9/4=", "arxBvwY2V4SiOne6yppVPQ==");
    }

    private static S3Headers customer(String prefix, String key, String md5) {
        return new S3Headers()
                .set(prefix + "-customer-algorithm", "AES256")
                .set(prefix + "-customer-key", key)
                .set(prefix + "-customer-key-MD5", md5);
    }

    private Encryption written(S3Headers headers) {
        return encryption.requested(headers, true, BUCKET).fresh().encryption();
    }

    private static Upload upload(Encryption encryption, ChecksumAlgorithm algorithm) {
        return new Upload("key", "1", 0, null, null, algorithm, ChecksumType.FULL_OBJECT, "1", "1", null, encryption, null);
    }

    private static Map<String, String> answer(Encryption encryption) {
        S3Headers headers = new S3Headers();
        ServerSideEncryption.answer(encryption, headers);
        return headers.names().stream().collect(Collectors.toMap(name -> name, headers::get));
    }

    @Test
    void whatIsSealedForOneObjectOpensForNoOther() {
        Bucket elsewhere = new Bucket("other", "2", "1", "us-east-1", null, 0, null, null, Map.of());
        for (S3Headers headers : List.of(sse("AES256"), keyA())) {
            S3Headers reading = CustomerKey.named(headers) ? headers : none();
            Encryption written = encryption.at(BUCKET, "key").requested(headers, true, BUCKET).fresh().encryption();
            assertNotEquals(ContentCipher.NONE, encryption.at(BUCKET, "key").forRead(reading, true, written));
            assertThrows(RuntimeException.class, () -> encryption.at(BUCKET, "another").forRead(reading, true, written));
            assertThrows(RuntimeException.class, () -> encryption.at(elsewhere, "key").forRead(reading, true, written));
        }
    }

    @Test
    void aCopyKeepsItsSourcesBytesUnderTheSameKeyAlone() {
        Encryption ours = written(sse("AES256"));
        Encryption customers = written(keyA());
        assertTrue(encryption.requested(none(), true, BUCKET).keeps(null));
        assertTrue(encryption.requested(sse("AES256"), true, BUCKET).keeps(ours));
        assertTrue(encryption.requested(keyA(), true, BUCKET).keeps(customers));
        assertFalse(encryption.requested(keyB(), true, BUCKET).keeps(customers));
        assertFalse(encryption.requested(sse("AES256"), true, BUCKET).keeps(customers));
        assertFalse(encryption.requested(keyA(), true, BUCKET).keeps(ours));
        assertFalse(encryption.requested(none(), true, BUCKET).keeps(ours));
        assertFalse(encryption.requested(keyA(), true, BUCKET).keeps(null));
    }

    private static void assertRefused(int status, String code, String message, Executable call) {
        S3Exception refusal = assertThrows(S3Exception.class, call);
        assertEquals(code, refusal.code().code(), refusal::getMessage);
        assertEquals(status, refusal.code().status());
        assertTrue(refusal.getMessage().contains(message), refusal::getMessage);
    }

    private void assertWriteRefused(int status, String code, String message, S3Headers headers) {
        assertRefused(status, code, message, () -> encryption.requested(headers, true, BUCKET));
    }

    @Test
    void whatNobodyAskedForIsStoredAsItIs() {
        RequestedEncryption requested = encryption.requested(none(), true, BUCKET);
        assertNull(requested.fresh().encryption());
        assertSame(ContentCipher.NONE, requested.fresh().cipher());
        assertSame(ContentCipher.NONE, encryption.forRead(none(), true, null));
        assertEquals(Map.of(), answer(null));
    }

    @Test
    void aRequestAsksForSseS3() {
        Encryption written = written(sse("AES256"));
        assertEquals(Kind.SSE_S3, written.kind());
        assertNull(written.customerKeyMd5());
        assertEquals(Map.of(SSE, "AES256"), answer(written));
        assertTrue(encryption.ofCopySource(none(), true, written).isPresent());
    }

    @Test
    void everyObjectHasADataKeyOfItsOwn() {
        assertFalse(Arrays.equals(written(sse("AES256")).sealedKey(), written(sse("AES256")).sealedKey()));
    }

    @Test
    void aBucketOrTheServerAsksForSseS3() {
        assertEquals(Kind.SSE_S3, encryption.requested(none(), true, ENCRYPTED_BUCKET).fresh().encryption().kind());
        ServerSideEncryption everything = new ServerSideEncryption(MASTER, true, false);
        assertEquals(Kind.SSE_S3, everything.requested(none(), true, BUCKET).fresh().encryption().kind());
        assertEquals(Kind.SSE_C, everything.requested(keyA(), true, ENCRYPTED_BUCKET).fresh().encryption().kind());
    }

    @Test
    void onlyTheSameMasterKeyOpens() {
        Encryption written = written(sse("AES256"));
        ServerSideEncryption again = new ServerSideEncryption(MASTER, true, true);
        assertTrue(again.ofCopySource(none(), true, written).isPresent());
        ServerSideEncryption other = new ServerSideEncryption(new byte[32], false, false);
        assertThrows(IllegalStateException.class, () -> other.forRead(none(), true, written));
    }

    @Test
    void aRequestBringsACustomersKey() {
        Encryption written = written(keyA());
        assertEquals(Kind.SSE_C, written.kind());
        assertEquals(
                Map.of(SSE + "-customer-algorithm", "AES256", SSE + "-customer-key-md5", "DWygnHRtgiJ77HCm+1rvHw=="), answer(written));
        assertNotEquals(ContentCipher.NONE, encryption.forRead(keyA(), true, written));
    }

    /** The record, which is all that is stored, holds nothing of the key. */
    @Test
    void aCustomersKeyIsNotStored() {
        Encryption written = written(keyA());
        String key = keyA().get(SSE + "-customer-key");
        String stored = new String(written.sealedKey(), StandardCharsets.ISO_8859_1);
        assertFalse(stored.contains(new String(Base64.getDecoder().decode(key), StandardCharsets.ISO_8859_1)));
        assertEquals(81, written.sealedKey().length);
        assertNotEquals(key, written.customerKeyMd5());
    }

    @Test
    void aReadBringsTheSameKey() {
        Encryption written = written(keyA());
        assertRefused(400, "InvalidRequest", "The object was stored using a form of Server Side Encryption.",
                () -> encryption.forRead(none(), true, written));
        assertRefused(403, "AccessDenied", "must provide the correct secret key", () -> encryption.forRead(keyB(), true, written));
        assertRefused(400, "InvalidRequest", "not applicable to this object", () -> encryption.forRead(keyA(), true, null));
        assertRefused(400, "InvalidRequest", "not applicable to this object",
                () -> encryption.forRead(keyA(), true, written(sse("AES256"))));
    }

    @Test
    void aReadNamesNoEncryption() {
        assertRefused(400, "InvalidArgument", "not supported for this operation", () -> encryption.forRead(sse("AES256"), true, null));
        assertRefused(400, "InvalidArgument", "not supported for this operation",
                () -> encryption.forRead(sse("aws:kms"), true, written(sse("AES256"))));
    }

    @Test
    void aCopyBringsTheSourcesKeyBesideItsOwn() {
        Encryption written = written(keyA());
        String source = "x-amz-copy-source-server-side-encryption";
        S3Headers both = customer(source, keyA().get(SSE + "-customer-key"), keyA().get(SSE + "-customer-key-MD5"));
        keyB().forEach(both::set);
        DataKey dataKey = encryption.ofCopySource(both, true, written).orElseThrow();
        Encryption copy = encryption.requested(both, true, BUCKET).with(dataKey).encryption();
        assertEquals("arxBvwY2V4SiOne6yppVPQ==", copy.customerKeyMd5());
        assertNotEquals(ContentCipher.NONE, encryption.forRead(keyB(), true, copy));
        assertRefused(403, "AccessDenied", "correct secret key", () -> encryption.forRead(keyA(), true, copy));
        assertRefused(400, "InvalidRequest", "stored using a form", () -> encryption.ofCopySource(keyA(), true, written));
        assertRefused(403, "AccessDenied", "correct secret key", () -> encryption.ofCopySource(both, true, copy));
        assertEquals(Optional.empty(), encryption.ofCopySource(none(), true, null));
    }

    @Test
    void partsAreEncryptedAsTheirUpload() {
        Upload plain = upload(null, null);
        Upload ours = upload(written(sse("AES256")), null);
        Upload customers = upload(written(keyA()), null);
        assertSame(ContentCipher.NONE, encryption.forPart(none(), true, plain));
        assertNotEquals(ContentCipher.NONE, encryption.forPart(none(), true, ours));
        assertNotEquals(ContentCipher.NONE, encryption.forPart(keyA(), true, customers));
        String requested = "The multipart upload initiate requested encryption.";
        assertRefused(400, "InvalidRequest", requested, () -> encryption.forPart(none(), true, customers));
        assertRefused(400, "InvalidRequest", requested, () -> encryption.forPart(keyA(), true, ours));
        assertRefused(400, "InvalidRequest", requested, () -> encryption.forPart(keyA(), true, plain));
        assertRefused(400, "InvalidRequest", "did not match the ones used originally",
                () -> encryption.forPart(keyB(), true, customers));
        assertRefused(400, "InvalidArgument", "not supported for this operation", () -> encryption.forPart(sse("AES256"), true, ours));
    }

    @Test
    void completingAnUploadTakesTheKeyWhereItHasAChecksumAlgorithm() {
        Encryption customers = written(keyA());
        encryption.requireForComplete(none(), true, upload(null, ChecksumAlgorithm.CRC32));
        encryption.requireForComplete(none(), true, upload(written(sse("AES256")), ChecksumAlgorithm.CRC32));
        encryption.requireForComplete(none(), true, upload(customers, null));
        encryption.requireForComplete(keyA(), true, upload(customers, null));
        encryption.requireForComplete(keyA(), true, upload(customers, ChecksumAlgorithm.CRC32));
        assertRefused(400, "InvalidArgument", "must include the appropriate encryption parameters",
                () -> encryption.requireForComplete(none(), true, upload(customers, ChecksumAlgorithm.CRC32)));
        assertRefused(400, "InvalidRequest", "did not match the ones used originally",
                () -> encryption.requireForComplete(keyB(), true, upload(customers, null)));
        assertRefused(400, "InvalidRequest", "not applicable", () -> encryption.requireForComplete(keyA(), true, upload(null, null)));
    }

    @Test
    void oneEncryptionAtATime() {
        assertWriteRefused(400, "InvalidArgument", "incompatible with the encryption method specified", keyA().set(SSE, "AES256"));
        assertWriteRefused(400, "InvalidArgument", "incompatible with the encryption method specified", keyA().set(SSE, "aws:kms"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "aes256", "AES512", "aes:kms", "aws:fsx", " AES256"})
    void anythingElseIsNoEncryption(String value) {
        assertWriteRefused(400, "InvalidArgument", "The encryption method specified is not supported", sse(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:kms", "aws:kms:dsse"})
    void keysOfAKmsAreRefusedByName(String value) {
        assertWriteRefused(501, "NotImplemented", "KMS is not configured", sse(value));
        assertWriteRefused(501, "NotImplemented", "KMS is not configured", sse(value).set(SSE + "-aws-kms-key-id", "key"));
    }

    @Test
    void whatBelongsToAKmsNeedsOne() {
        assertWriteRefused(400, "InvalidArgument", "requires HTTP header", none().set(SSE + "-aws-kms-key-id", "key"));
        assertWriteRefused(400, "InvalidArgument", "requires HTTP header", none().set(SSE + "-context", "e30="));
        assertWriteRefused(400, "InvalidArgument", "requires HTTP header", sse("AES256").set(SSE + "-aws-kms-key-id", "key"));
    }

    @Test
    void keysComeOverTlsUnlessTheServerIsToldOtherwise() {
        Encryption written = written(keyA());
        assertRefused(400, "InvalidRequest", "secure connection", () -> encryption.requested(keyA(), false, BUCKET));
        assertRefused(400, "InvalidRequest", "secure connection", () -> encryption.forRead(keyA(), false, written));
        assertNotNull(encryption.requested(sse("AES256"), false, BUCKET).fresh().encryption());
        ServerSideEncryption onLoopback = new ServerSideEncryption(MASTER, false, true);
        assertNotNull(onLoopback.requested(keyA(), false, BUCKET).fresh().encryption());
    }
}
