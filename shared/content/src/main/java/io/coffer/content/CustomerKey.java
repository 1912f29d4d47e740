package io.coffer.content;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * A key that a customer sends with each request about an object (SSE-C). It is never stored and prints nothing of itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html">S3 User Guide, Using
 *     server-side encryption with customer-provided keys</a>
 */
public final class CustomerKey {

    private static final String ALGORITHM = "AES256";
    private static final String SSE = "x-amz-server-side-encryption";
    private static final String COPY_SOURCE = "x-amz-copy-source-server-side-encryption";
    private static final String REQUESTS = "Requests specifying Server Side Encryption with Customer provided keys must ";
    private static final int LENGTH = 32;

    private final byte[] key;
    private final String md5;

    private CustomerKey(byte[] key, String md5) {
        this.key = key;
        this.md5 = md5;
    }

    /**
     * The key of the object a request is about.
     *
     * @param secure whether the key may have come as it came; S3 refuses keys that came over plain HTTP
     * @return empty if the headers speak of none
     * @throws S3Exception InvalidArgument, InvalidEncryptionAlgorithmError, InvalidRequest
     */
    public static Optional<CustomerKey> of(S3Headers headers, boolean secure) {
        return of(headers, SSE, secure);
    }

    /** As {@link #of}, for the object that is copied. */
    public static Optional<CustomerKey> ofCopySource(S3Headers headers, boolean secure) {
        return of(headers, COPY_SOURCE, secure);
    }

    /** Whether headers speak of a key for the object a request is about, rightly or wrongly. */
    public static boolean named(S3Headers headers) {
        return headers.has(SSE + "-customer-algorithm") || headers.has(SSE + "-customer-key") || headers.has(SSE + "-customer-key-MD5");
    }

    private static Optional<CustomerKey> of(S3Headers headers, String prefix, boolean secure) {
        String algorithm = headers.get(prefix + "-customer-algorithm");
        String key = headers.get(prefix + "-customer-key");
        String md5 = headers.get(prefix + "-customer-key-MD5");
        if (algorithm == null && key == null && md5 == null) {
            return Optional.empty();
        }
        if (!secure) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, REQUESTS + "be made over a secure connection.");
        }
        if (algorithm == null) {
            throw refusal(REQUESTS + "provide a valid encryption algorithm.");
        }
        if (!algorithm.equals(ALGORITHM)) {
            throw new S3Exception(S3ErrorCode.INVALID_ENCRYPTION_ALGORITHM).with("ArgumentName", SSE).with("ArgumentValue", algorithm);
        }
        if (key == null) {
            throw refusal(REQUESTS + "provide an appropriate secret key.");
        }
        if (md5 == null) {
            throw refusal(REQUESTS + "provide the client calculated MD5 of the secret key.");
        }
        byte[] bytes = decode(key).orElseThrow(CustomerKey::invalidKey);
        if (!MessageDigest.isEqual(md5(bytes), decode(md5).orElse(new byte[0]))) {
            throw refusal("The calculated MD5 hash of the key did not match the hash that was provided.");
        }
        if (bytes.length != LENGTH) {
            throw invalidKey();
        }
        return Optional.of(new CustomerKey(bytes, Base64.getEncoder().encodeToString(md5(bytes))));
    }

    /** S3 names this header, whichever of the others is amiss. */
    private static S3Exception refusal(String message) {
        return S3Exception.invalidArgument(SSE, null, message);
    }

    private static S3Exception invalidKey() {
        return refusal("The secret key was invalid for the specified algorithm.");
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.trim()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its MD5 in base64, which answers repeat. */
    public String md5() {
        return md5;
    }

    /** Seals data keys under this key. */
    public KeySeal seal() {
        return new KeySeal(key, "sse-c");
    }

    @Override
    public String toString() {
        return "CustomerKey[hidden]";
    }
}
