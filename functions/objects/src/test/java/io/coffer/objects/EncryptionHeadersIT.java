package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.BrowserForm;
import io.coffer.endpoints.OneStyle;
import io.coffer.endpoints.RawRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;

/** Which headers of encryption a request must have, may have and may not have. */
@OneStyle
final class EncryptionHeadersIT extends EncryptionClientTest {

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
}
