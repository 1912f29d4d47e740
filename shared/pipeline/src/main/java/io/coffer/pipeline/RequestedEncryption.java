package io.coffer.pipeline;

import io.coffer.content.ContentCipher;
import io.coffer.content.CustomerKey;
import io.coffer.content.DataKey;
import io.coffer.content.KeySeal;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.Encryption.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the object that a request makes is to be encrypted: not at all, or under a data key that is sealed as the request asks. */
public final class RequestedEncryption {

    static final RequestedEncryption NONE = new RequestedEncryption(null);

    private final @Nullable Sealing sealing;

    private RequestedEncryption(@Nullable Sealing sealing) {
        this.sealing = sealing;
    }

    /** @param customerKeyMd5 null if the key is ours */
    private record Sealing(Kind kind, KeySeal seal, @Nullable String customerKeyMd5, String place) {

        Encryption of(DataKey dataKey) {
            return new Encryption(kind, seal.seal(dataKey, place), customerKeyMd5);
        }

        ContentCipher cipher(DataKey dataKey) {
            return kind == Kind.SSE_C ? ContentCipher.ofCustomer(dataKey) : ContentCipher.of(dataKey);
        }
    }

    static RequestedEncryption sseS3(KeySeal master, String place) {
        return new RequestedEncryption(new Sealing(Kind.SSE_S3, master, null, place));
    }

    static RequestedEncryption sseC(CustomerKey key, String place) {
        return new RequestedEncryption(new Sealing(Kind.SSE_C, key.seal(), key.md5(), place));
    }

    /**
     * What an object is stored with.
     *
     * @param encryption for its record; null if its bytes are stored as they are
     */
    public record Chosen(@Nullable Encryption encryption, ContentCipher cipher) {}

    /**
     * Whether bytes that are stored so may stay as they are: a customer's key never opens what another key does, so what it is to encrypt
     * is written anew under a data key that no other key has opened.
     *
     * @param stored null for bytes as they are
     */
    public boolean keeps(@Nullable Encryption stored) {
        if (stored == null || sealing == null) {
            return stored == null && sealing == null;
        }
        return stored.kind() == sealing.kind && Objects.equals(stored.customerKeyMd5(), sealing.customerKeyMd5);
    }

    /** For bytes that are to be written: a data key of their own. */
    public Chosen fresh() {
        return sealing == null ? new Chosen(null, ContentCipher.NONE) : under(sealing, DataKey.fresh());
    }

    /** For bytes that are encrypted already: their data key, sealed anew. The request must ask for encryption. */
    public Chosen with(DataKey dataKey) {
        return under(Objects.requireNonNull(sealing, "the request asks for no encryption"), dataKey);
    }

    private static Chosen under(Sealing sealing, DataKey dataKey) {
        return new Chosen(sealing.of(dataKey), sealing.cipher(dataKey));
    }
}
