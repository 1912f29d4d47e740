package io.coffer.auth;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The chain of signatures through an aws-chunked body: each covers its chunk and the signature before it, the first one the request's own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">S3 API Reference, Transferring payload in multiple
 *     chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">S3 API Reference, Including trailing
 *     headers</a>
 */
final class ChunkSignatures implements ChunkVerifier {

    private final Mac mac;
    private final String scope;
    private final boolean signedTrailer;
    private final MessageDigest chunk = Sha256.newDigest();
    private String previous;

    ChunkSignatures(SigningKey key, SignatureClaim seed, boolean signedTrailer) {
        this.mac = key.newMac();
        this.scope = seed.time().timestamp() + "\n" + seed.credential().scope() + "\n";
        this.signedTrailer = signedTrailer;
        this.previous = seed.signature();
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        chunk.update(bytes, offset, length);
    }

    @Override
    public void requireChunk(@Nullable String signature) {
        require("AWS4-HMAC-SHA256-PAYLOAD\n" + scope + previous + "\n" + Sha256.OF_NOTHING + "\n" + Sha256.hex(chunk.digest()), signature);
    }

    @Override
    public boolean expectsTrailerSignature() {
        return signedTrailer;
    }

    @Override
    public void requireTrailer(byte[] trailers, @Nullable String signature) {
        require("AWS4-HMAC-SHA256-TRAILER\n" + scope + previous + "\n" + Sha256.hexOf(trailers), signature);
    }

    private void require(String stringToSign, @Nullable String signature) {
        String computed = Sha256.hex(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));
        if (!SignatureText.same(computed, signature)) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("StringToSign", stringToSign)
                    .with("SignatureProvided", signature == null ? "" : signature);
        }
        previous = computed;
    }
}
