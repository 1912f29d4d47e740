package io.coffer.pipeline;

import io.coffer.content.ContentCipher;
import io.coffer.content.CustomerKey;
import io.coffer.content.DataKey;
import io.coffer.content.KeySeal;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.Encryption.Kind;
import io.coffer.metadata.Upload;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Server-side encryption: what requests ask for, which data keys they open, what answers say. The bytes of an object are encrypted under a
 * data key of their own; the record keeps it sealed, under the master key (SSE-S3) or the customer's (SSE-C). Keys of a KMS are refused by
 * name. Nothing here costs a read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html">S3 User Guide, Protecting data with
 *     server-side encryption</a>
 */
public final class ServerSideEncryption {

    private static final String SSE = "x-amz-server-side-encryption";
    private static final String AES256 = "AES256";
    /** Headers that mean something with a key of a KMS only. */
    private static final String[] OF_KMS = {SSE + "-aws-kms-key-id", SSE + "-context"};

    private final KeySeal master;
    private final boolean everything;
    private final boolean keysOverHttp;
    private final String place;

    /**
     * @param masterKey 32 bytes, the same in all processes that share tables
     * @param everything whether objects are encrypted that nobody asked to have encrypted
     * @param keysOverHttp whether customers' keys may come over plain HTTP, as they do where it is served on loopback only
     */
    public ServerSideEncryption(byte[] masterKey, boolean everything, boolean keysOverHttp) {
        this(new KeySeal(masterKey, "sse-s3"), everything, keysOverHttp, "");
    }

    private ServerSideEncryption(KeySeal master, boolean everything, boolean keysOverHttp, String place) {
        this.master = master;
        this.everything = everything;
        this.keysOverHttp = keysOverHttp;
        this.place = place;
    }

    /** For the object of a key, or an upload that is to make it: what is sealed for it opens for no other. */
    public ServerSideEncryption at(Bucket bucket, String key) {
        return new ServerSideEncryption(master, everything, keysOverHttp, bucket.id() + "/" + key);
    }

    /**
     * How a new object is to be encrypted: as its headers ask, else as its bucket is configured.
     *
     * @param headers the request's, or the fields of a form that stand for them
     * @param secure whether the request came over TLS
     * @throws S3Exception InvalidArgument, InvalidEncryptionAlgorithmError, NotImplemented for keys of a KMS
     */
    public RequestedEncryption requested(S3Headers headers, boolean secure, Bucket bucket) {
        String asked = headers.get(SSE);
        if (asked != null && CustomerKey.named(headers)) {
            throw S3Exception.invalidArgument(SSE, asked,
                    "Server Side Encryption with Customer provided key is incompatible with the encryption method specified");
        }
        requireNoKms(headers, asked);
        if (asked != null && !asked.equals(AES256)) {
            throw S3Exception.invalidArgument(SSE, asked, "The encryption method specified is not supported");
        }
        Optional<CustomerKey> key = CustomerKey.of(headers, acceptable(secure));
        if (key.isPresent()) {
            return RequestedEncryption.sseC(key.get(), place);
        }
        return asked != null || everything || byDefault(bucket) ? RequestedEncryption.sseS3(master, place) : RequestedEncryption.NONE;
    }

    /** Whether a request, or else the configuration of its bucket, says how to encrypt. */
    public static boolean named(S3Headers headers, Bucket bucket) {
        return headers.has(SSE) || CustomerKey.named(headers) || byDefault(bucket);
    }

    private static void requireNoKms(S3Headers headers, @Nullable String asked) {
        if (asked != null && asked.startsWith("aws:kms")) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Server side encryption specified but KMS is not configured")
                    .with("Header", SSE);
        }
        for (String name : OF_KMS) {
            if (headers.has(name)) {
                throw S3Exception.invalidArgument(name, headers.get(name),
                        "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms");
            }
        }
    }

    /** A bucket can be configured to encrypt with SSE-S3, and with nothing else. */
    private static boolean byDefault(Bucket bucket) {
        return bucket.configurations().containsKey(BucketConfiguration.ENCRYPTION);
    }

    private boolean acceptable(boolean secure) {
        return secure || keysOverHttp;
    }

    /**
     * Opens an object for GetObject, HeadObject and GetObjectAttributes.
     *
     * @param encryption the object's, null for none
     * @throws S3Exception InvalidRequest if it takes a customer's key and none came, or the reverse; AccessDenied for another key
     */
    public ContentCipher forRead(S3Headers headers, boolean secure, @Nullable Encryption encryption) {
        requireNotNamed(headers);
        return cipher(open(encryption, CustomerKey.of(headers, acceptable(secure))));
    }

    /** Opens an object that takes no customer's key, for what is read on no client's behalf. */
    public ContentCipher forOurs(@Nullable Encryption encryption) {
        return cipher(ours(encryption));
    }

    /**
     * The data key of an object that is copied; empty if its bytes are stored as they are.
     *
     * @throws S3Exception as {@link #forRead}
     */
    public Optional<DataKey> ofCopySource(S3Headers headers, boolean secure, @Nullable Encryption encryption) {
        return open(encryption, CustomerKey.ofCopySource(headers, acceptable(secure)));
    }

    public static ContentCipher cipher(Optional<DataKey> dataKey) {
        return dataKey.map(ContentCipher::of).orElse(ContentCipher.NONE);
    }

    private Optional<DataKey> open(@Nullable Encryption encryption, Optional<CustomerKey> key) {
        if (encryption == null || !takesKey(encryption)) {
            if (key.isPresent()) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The encryption parameters are not applicable to this object.");
            }
            return ours(encryption);
        }
        CustomerKey given = key.orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_REQUEST, "The object was stored using a form of"
                + " Server Side Encryption. The correct parameters must be provided to retrieve the object."));
        return Optional.of(given.seal().open(encryption.sealedKey(), place).orElseThrow(() -> new S3Exception(S3ErrorCode.ACCESS_DENIED,
                "Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.")));
    }

    /**
     * How a part is to be encrypted: all parts of an upload share its data key.
     *
     * @throws S3Exception InvalidRequest if the key is not the one the upload was created with
     */
    public ContentCipher forPart(S3Headers headers, boolean secure, Upload upload) {
        requireNotNamed(headers);
        Optional<CustomerKey> key = CustomerKey.of(headers, acceptable(secure));
        if (key.isPresent() != takesKey(upload.encryption())) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The multipart upload initiate requested encryption. Subsequent part"
                    + " requests must include the appropriate encryption parameters.");
        }
        return key.isPresent() ? ContentCipher.ofCustomer(same(key.get(), upload.encryption())) : cipher(ours(upload.encryption()));
    }

    /**
     * Checks what completes an upload. The bytes are not touched, so the key is not needed; but one that came must be the right one, and S3
     * API Reference, CompleteMultipartUpload, wants it where the upload was created with a checksum algorithm.
     *
     * @throws S3Exception InvalidRequest, InvalidArgument
     */
    public void requireForComplete(S3Headers headers, boolean secure, Upload upload) {
        Optional<CustomerKey> key = CustomerKey.of(headers, acceptable(secure));
        if (key.isPresent() && !takesKey(upload.encryption())) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The encryption parameters are not applicable to this object.");
        }
        if (key.isEmpty() && takesKey(upload.encryption()) && upload.checksumAlgorithm() != null) {
            throw S3Exception.invalidArgument(SSE, null, "The multipart upload initiate requested encryption with a customer provided key"
                    + " and a checksum algorithm. The complete request must include the appropriate encryption parameters.");
        }
        key.ifPresent(given -> same(given, upload.encryption()));
    }

    /**
     * Whether a request may be told the checksums of what is stored: under a customer's key, only one that has the key.
     *
     * @param encryption null for bytes as they are
     */
    public boolean tellsChecksums(S3Headers headers, boolean secure, @Nullable Encryption encryption) {
        return encryption == null || !takesKey(encryption) || CustomerKey.of(headers, acceptable(secure))
                .flatMap(key -> key.seal().open(encryption.sealedKey(), place))
                .isPresent();
    }

    private DataKey same(CustomerKey key, @Nullable Encryption ofUpload) {
        return Optional.ofNullable(ofUpload).flatMap(encryption -> key.seal().open(encryption.sealedKey(), place)).orElseThrow(() ->
                new S3Exception(S3ErrorCode.INVALID_REQUEST, "The provided encryption parameters did not match the ones used originally."));
    }

    private static boolean takesKey(@Nullable Encryption encryption) {
        return encryption != null && encryption.kind() == Kind.SSE_C;
    }

    private Optional<DataKey> ours(@Nullable Encryption encryption) {
        return encryption == null
                ? Optional.empty()
                : Optional.of(master.open(encryption.sealedKey(), place)
                        .orElseThrow(() -> new IllegalStateException("a data key does not open under this master key")));
    }

    /** S3 User Guide, Specifying SSE-S3: the header belongs to the requests that make an object; with others S3 answers 400. */
    private static void requireNotNamed(S3Headers headers) {
        if (headers.has(SSE)) {
            throw S3Exception.invalidArgument(SSE, headers.get(SSE), SSE + " header is not supported for this operation.");
        }
    }

    /** Says how an object is encrypted. */
    static void answer(@Nullable Encryption encryption, S3Headers headers) {
        if (encryption == null) {
            return;
        }
        if (encryption.kind() == Kind.SSE_S3) {
            headers.set(SSE, AES256);
        } else {
            headers.set(SSE + "-customer-algorithm", AES256);
            headers.set(SSE + "-customer-key-MD5", Objects.requireNonNull(encryption.customerKeyMd5(), "the MD5 of a customer's key"));
        }
    }
}
