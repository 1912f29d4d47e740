package io.coffer.pipeline;

import io.coffer.content.ContentCipher;
import io.coffer.content.CustomerKey;
import io.coffer.content.DataKey;
import io.coffer.content.KeySeal;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.Encryption.Kind;
import java.util.Objects;

/** How the object that a request makes is to be encrypted: not at all, or under a data key that is sealed as the request asks. */
public final class RequestedEncryption {

    static final RequestedEncryption NONE = new RequestedEncryption(null, null, null, null);

    private final Kind kind;
    private final KeySeal seal;
    private final String customerKeyMd5;
    private final String place;

    private RequestedEncryption(Kind kind, KeySeal seal, String customerKeyMd5, String place) {
        this.kind = kind;
        this.seal = seal;
        this.customerKeyMd5 = customerKeyMd5;
        this.place = place;
    }

    static RequestedEncryption sseS3(KeySeal master, String place) {
        return new RequestedEncryption(Kind.SSE_S3, master, null, place);
    }

    static RequestedEncryption sseC(CustomerKey key, String place) {
        return new RequestedEncryption(Kind.SSE_C, key.seal(), key.md5(), place);
    }

    /**
     * What an object is stored with.
     *
     * @param encryption for its record; null if its bytes are stored as they are
     */
    public record Chosen(Encryption encryption, ContentCipher cipher) {}

    public boolean encrypts() {
        return kind != null;
    }

    /**
     * Whether bytes that are stored so may stay as they are: a customer's key never opens what another key does, so what it is to encrypt
     * is written anew under a data key that no other key has opened.
     *
     * @param stored null for bytes as they are
     */
    public boolean keeps(Encryption stored) {
        return stored == null
                ? !encrypts()
                : stored.kind() == kind && Objects.equals(stored.customerKeyMd5(), customerKeyMd5);
    }

    /** For bytes that are to be written: a data key of their own. */
    public Chosen fresh() {
        return encrypts() ? with(DataKey.fresh()) : new Chosen(null, ContentCipher.NONE);
    }

    /** For bytes that are encrypted already: their data key, sealed anew. The request must ask for encryption. */
    public Chosen with(DataKey dataKey) {
        return new Chosen(new Encryption(kind, seal.seal(dataKey, place), customerKeyMd5),
                kind == Kind.SSE_C ? ContentCipher.ofCustomer(dataKey) : ContentCipher.of(dataKey));
    }
}
