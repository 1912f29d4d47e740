package io.coffer.auth;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a request as its operation sees it: without aws-chunked framing, and verified as it is read. Nothing is read from the
 * connection before the stream is.
 */
public final class Payload {

    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
    private static final String TRANSFER_ENCODING = "Transfer-Encoding";

    private final InputStream stream;
    private final long length;
    private final Trailers trailers;
    private final boolean transferCoded;

    private Payload(InputStream stream, long length, Trailers trailers, boolean transferCoded) {
        this.stream = stream;
        this.length = length;
        this.trailers = trailers;
        this.transferCoded = transferCoded;
    }

    /**
     * @param signatures for a form with signed chunks
     * @throws S3Exception MissingContentLength, InvalidArgument for a decoded length that is none, InvalidRequest for trailers that are
     *     not supported
     */
    static Payload of(S3Request request, ContentSha256 content, ChunkVerifier signatures) {
        ContentSha256.Form form = content.form();
        if (!form.hasTrailer() && request.headers().has("x-amz-trailer")) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "x-amz-trailer needs an x-amz-content-sha256 with a trailer");
        }
        boolean transferCoded = request.headers().has(TRANSFER_ENCODING);
        if (form.isChunked()) {
            long length = decodedLength(request);
            Trailers trailers = form.hasTrailer() ? Trailers.announcedIn(request.headers()) : Trailers.none();
            return new Payload(new AwsChunkedInputStream(request.body(), length, signatures, trailers), length, trailers,
                    transferCoded);
        }
        long length = request.contentLength();
        String sha256 = form == ContentSha256.Form.HASHED ? content.value() : null;
        return new Payload(new DeclaredBodyInputStream(request.body(), length, sha256), length, Trailers.none(), transferCoded);
    }

    /** What a form carries as its file: of no declared length, and verified by whoever reads the form. */
    static Payload ofFile(InputStream file) {
        return new Payload(file, -1, Trailers.none(), false);
    }

    private static long decodedLength(S3Request request) {
        String declared = request.header(DECODED_LENGTH);
        if (declared == null) {
            throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
        }
        try {
            long length = Long.parseLong(declared.trim());
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw S3Exception.invalidArgument(DECODED_LENGTH, declared, "The decoded content length is not valid");
    }

    /**
     * The content. Reading it throws S3Exception: IncompleteBody, XAmzContentSHA256Mismatch, SignatureDoesNotMatch,
     * MalformedTrailerError; what was read is good only once its end was reached.
     */
    public InputStream stream() {
        return stream;
    }

    /** The length of the content in bytes, which the stream then has exactly; -1 if the client did not say. */
    public long length() {
        return length;
    }

    /**
     * The length, for an operation that has to know it before the first byte.
     *
     * @throws S3Exception NotImplemented if the client sends HTTP's chunks instead of a length, MissingContentLength if it says
     *     nothing
     * @see <a href="https://github.com/Automattic/knox/issues/43">knox, issue 43: S3's answer to Transfer-Encoding</a>
     */
    public long requireLength() {
        if (length >= 0) {
            return length;
        }
        throw transferCoded
                ? new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", TRANSFER_ENCODING)
                : new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
    }

    /** The names in {@code x-amz-trailer}, in lower case. */
    public Set<String> announcedTrailers() {
        return trailers.announced();
    }

    /**
     * A header that came after the content.
     *
     * @throws IllegalStateException before the end of the stream was read
     */
    public Optional<String> trailer(String lowerCaseName) {
        return Optional.ofNullable(trailers.get(lowerCaseName));
    }
}
