package io.coffer.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** SSE-C's headers: S3 User Guide, and what S3 was seen to answer where the guide does not say. */
class CustomerKeyTest {

    private static final String KEY = "pO3upElrwuEXSoFwCfnZPdSsmt/xWeFa0N9KgDijwVs=";
    private static final String MD5 = "DWygnHRtgiJ77HCm+1rvHw==";

    private static S3Headers headers(String prefix, String algorithm, String key, String md5) {
        return new S3Headers()
                .setIfPresent(prefix + "-customer-algorithm", algorithm)
                .setIfPresent(prefix + "-customer-key", key)
                .setIfPresent(prefix + "-customer-key-MD5", md5);
    }

    private static S3Headers headers(String algorithm, String key, String md5) {
        return headers("x-amz-server-side-encryption", algorithm, key, md5);
    }

    private static void assertRefused(String code, String message, S3Headers headers) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> CustomerKey.of(headers, true));
        assertEquals(code, refusal.code().code(), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(message), refusal::getMessage);
        assertEquals("x-amz-server-side-encryption", refusal.fields().get("ArgumentName"));
    }

    @Test
    void readsTheThreeHeaders() {
        CustomerKey key = CustomerKey.of(headers("AES256", KEY, MD5), true).orElseThrow();
        assertEquals(MD5, key.md5());
        assertEquals("CustomerKey[hidden]", key.toString());
        DataKey dataKey = DataKey.fresh();
        byte[] sealed = key.seal().seal(dataKey, "place");
        assertTrue(CustomerKey.of(headers("AES256", KEY, MD5), true).orElseThrow().seal().open(sealed, "place").isPresent());
    }

    @Test
    void theCopySourceHasItsOwn() {
        S3Headers source = headers("x-amz-copy-source-server-side-encryption", "AES256", KEY, MD5);
        assertEquals(MD5, CustomerKey.ofCopySource(source, true).orElseThrow().md5());
        assertEquals(Optional.empty(), CustomerKey.of(source, true));
        assertEquals(Optional.empty(), CustomerKey.ofCopySource(headers("AES256", KEY, MD5), true));
    }

    @Test
    void headersThatSpeakOfNoKeyAskForNothing() {
        assertEquals(Optional.empty(), CustomerKey.of(new S3Headers().set("x-amz-server-side-encryption", "AES256"), false));
    }

    @Test
    void theThreeGoTogether() {
        assertRefused("InvalidArgument", "provide a valid encryption algorithm", headers(null, KEY, MD5));
        assertRefused("InvalidArgument", "provide a valid encryption algorithm", headers(null, null, MD5));
        assertRefused("InvalidArgument", "provide an appropriate secret key", headers("AES256", null, MD5));
        assertRefused("InvalidArgument", "provide the client calculated MD5", headers("AES256", KEY, null));
    }

    @Test
    void theAlgorithmIsAes256() {
        assertRefused("InvalidEncryptionAlgorithmError", "AES256", headers("AES192", KEY, MD5));
        assertRefused("InvalidEncryptionAlgorithmError", "AES256", headers("aes256", KEY, MD5));
        assertRefused("InvalidEncryptionAlgorithmError", "AES256", headers("", KEY, MD5));
    }

    @Test
    void theMd5IsTheKeys() {
        String mismatch = "did not match the hash that was provided";
        assertRefused("InvalidArgument", mismatch, headers("AES256", KEY, "AAAAAAAAAAAAAAAAAAAAAA=="));
        assertRefused("InvalidArgument", mismatch, headers("AES256", KEY, "no base64!"));
        assertRefused("InvalidArgument", mismatch, headers("AES256", KEY, ""));
    }

    @Test
    void theKeyHas256Bits() throws Exception {
        for (int length : new int[] {0, 16, 24, 31, 33}) {
            byte[] key = new byte[length];
            String md5 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key));
            assertRefused("InvalidArgument", "secret key was invalid", headers("AES256", Base64.getEncoder().encodeToString(key), md5));
        }
        assertRefused("InvalidArgument", "secret key was invalid", headers("AES256", "no base64!", MD5));
    }

    @Test
    void aKeyDoesNotComeOverPlainHttp() {
        S3Exception refusal = assertThrows(S3Exception.class, () -> CustomerKey.of(headers("AES256", KEY, MD5), false));
        assertEquals("InvalidRequest", refusal.code().code());
        assertTrue(refusal.getMessage().contains("secure connection"), refusal::getMessage);
    }
}
