package io.coffer.auth;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3Exception;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code x-amz-content-sha256} says of the body.
 *
 * @param value as it was sent; it is the last line of the canonical request
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">S3 API Reference, Using the
 *     Authorization header: the values of x-amz-content-sha256</a>
 */
record ContentSha256(Form form, String value) {

    static final String HEADER = "x-amz-content-sha256";

    /** How the body is sent and what of it is signed. */
    enum Form {
        /** The body as it is, its SHA-256 signed. */
        HASHED(false, false),
        UNSIGNED(false, false),
        CHUNKED_SIGNED(true, true),
        CHUNKED_SIGNED_WITH_TRAILER(true, true),
        CHUNKED_UNSIGNED_WITH_TRAILER(true, false);

        private final boolean chunked;
        private final boolean signedChunks;

        Form(boolean chunked, boolean signedChunks) {
            this.chunked = chunked;
            this.signedChunks = signedChunks;
        }

        boolean isChunked() {
            return chunked;
        }

        boolean hasSignedChunks() {
            return signedChunks;
        }

        boolean hasTrailer() {
            return this == CHUNKED_SIGNED_WITH_TRAILER || this == CHUNKED_UNSIGNED_WITH_TRAILER;
        }
    }

    static final ContentSha256 UNSIGNED = new ContentSha256(Form.UNSIGNED, "UNSIGNED-PAYLOAD");

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    /** What a request says; empty if it says nothing. */
    static Optional<ContentSha256> declaredIn(S3Request request) {
        return request.headers().find(HEADER).map(value -> parse(value.trim()));
    }

    /** @throws S3Exception NotImplemented for a form of streaming that is not decoded here, InvalidArgument for what is no form at all */
    static ContentSha256 parse(String value) {
        return switch (value) {
            case "UNSIGNED-PAYLOAD" -> UNSIGNED;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new ContentSha256(Form.CHUNKED_SIGNED, value);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new ContentSha256(Form.CHUNKED_SIGNED_WITH_TRAILER, value);
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new ContentSha256(Form.CHUNKED_UNSIGNED_WITH_TRAILER, value);
            default -> {
                if (HASH.matcher(value).matches()) {
                    yield new ContentSha256(Form.HASHED, value);
                }
                // To take an unknown framing for the body would store the framing in the object.
                if (value.startsWith("STREAMING-")) {
                    throw S3Exception.notImplemented(HEADER + ": " + value);
                }
                throw S3Exception.invalidArgument(HEADER, value, HEADER + " must be UNSIGNED-PAYLOAD,"
                        + " STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                        + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, or a valid sha256 value.");
            }
        };
    }
}
