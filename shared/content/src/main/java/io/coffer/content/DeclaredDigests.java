package io.coffer.content;

import io.coffer.auth.Payload;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.DigestingInputStream;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of the bytes it sends: Content-MD5, and one checksum in a header or in a trailer. What it says is compared with the
 * bytes, or refused: no declared value is passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3 User Guide, Checking
 *     object integrity</a>
 */
public final class DeclaredDigests {

    private static final int MD5_LENGTH = 16;

    private final byte @Nullable [] md5;
    private final @Nullable ChecksumAlgorithm algorithm;
    private final @Nullable String value;
    private final @Nullable Payload payload;

    private DeclaredDigests(
            byte @Nullable [] md5, @Nullable ChecksumAlgorithm algorithm, @Nullable String value, @Nullable Payload payload) {
        this.md5 = md5;
        this.algorithm = algorithm;
        this.value = value;
        this.payload = payload;
    }

    /** For bytes that no client sent, as those of a copy. */
    public static DeclaredDigests none() {
        return new DeclaredDigests(null, null, null, null);
    }

    /**
     * @throws S3Exception InvalidDigest for a broken Content-MD5; InvalidRequest for more than one checksum, a broken value, an algorithm
     *     named without its value, and what {@link DeclaredChecksums#requireKnown} refuses
     */
    public static DeclaredDigests of(S3Headers headers, Payload payload) {
        DeclaredChecksums.requireKnown(headers);
        Optional<ChecksumAlgorithm> inHeader = DeclaredChecksums.inHeader(headers);
        Optional<ChecksumAlgorithm> inTrailer = DeclaredChecksums.inTrailer(payload);
        if (inHeader.isPresent() && inTrailer.isPresent()) {
            throw DeclaredChecksums.several();
        }
        ChecksumAlgorithm algorithm = inHeader.or(() -> inTrailer).orElse(null);
        DeclaredChecksums.requireAnnounced(headers, algorithm);
        String value = inHeader.map(declared -> headers.get(declared.header())).orElse(null);
        if (value != null && algorithm != null && !algorithm.isValue(value)) {
            throw DeclaredChecksums.invalidValue(algorithm.header());
        }
        return new DeclaredDigests(contentMd5(headers), algorithm, value, payload);
    }

    /**
     * For documents whose request has headers that speak of the checksum of something else.
     *
     * @throws S3Exception InvalidDigest, InvalidRequest
     */
    public static DeclaredDigests withoutHeader(S3Headers headers, Payload payload) {
        return new DeclaredDigests(contentMd5(headers), DeclaredChecksums.inTrailer(payload).orElse(null), null, payload);
    }

    /** The algorithm the client chose, if it chose one. */
    public Optional<ChecksumAlgorithm> algorithm() {
        return Optional.ofNullable(algorithm);
    }

    /** @throws S3Exception InvalidRequest if the client declared none, for documents that S3 takes with one only */
    public DeclaredDigests requireAny() {
        if (md5 == null && algorithm == null) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST,
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
        return this;
    }

    /**
     * Reads a small body whole and compares it.
     *
     * @throws S3Exception MaxMessageLengthExceeded, BadDigest
     */
    public byte[] readVerified(InputStream bytes, int maxBytes) throws IOException {
        DigestingInputStream digesting = new DigestingInputStream(bytes, toCompute(null));
        byte[] all = digesting.readNBytes(maxBytes);
        if (digesting.read() >= 0) {
            throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
        }
        require(digesting);
        return all;
    }

    /** What to compute while the bytes pass: the declared algorithm and {@code wanted} (null for none). */
    Set<ChecksumAlgorithm> toCompute(@Nullable ChecksumAlgorithm wanted) {
        Set<ChecksumAlgorithm> all = EnumSet.noneOf(ChecksumAlgorithm.class);
        algorithm().ifPresent(all::add);
        Optional.ofNullable(wanted).ifPresent(all::add);
        return all;
    }

    /**
     * Compares with what was computed, after the last byte.
     *
     * @throws S3Exception BadDigest, or InvalidRequest for a trailer that is no checksum
     */
    void require(DigestingInputStream computed) {
        if (md5 != null && !MessageDigest.isEqual(md5, computed.md5())) {
            throw new S3Exception(S3ErrorCode.BAD_DIGEST, "The Content-MD5 you specified did not match what we received.")
                    .with("ExpectedDigest", Base64.getEncoder().encodeToString(md5))
                    .with("CalculatedDigest", Base64.getEncoder().encodeToString(computed.md5()));
        }
        if (algorithm != null) {
            String declared = value != null ? value : payload == null ? "" : payload.trailer(algorithm.header()).orElse("");
            if (!algorithm.isValue(declared)) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Value for " + algorithm.header() + " trailing header is invalid.");
            }
            if (!declared.equals(computed.value(algorithm))) {
                throw new S3Exception(S3ErrorCode.BAD_DIGEST,
                        "The " + algorithm.name() + " you specified did not match the calculated checksum.");
            }
        }
    }

    private static byte @Nullable [] contentMd5(S3Headers headers) {
        String declared = headers.get("content-md5");
        if (declared == null) {
            return null;
        }
        try {
            byte[] md5 = Base64.getDecoder().decode(declared.trim());
            if (md5.length == MD5_LENGTH) {
                return md5;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw new S3Exception(S3ErrorCode.INVALID_DIGEST).with("Content-MD5", declared);
    }
}
