package io.coffer.auth;

import io.coffer.protocol.BulkInputStream;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Removes the aws-chunked framing from a body, {@code size-in-hex[;chunk-signature=...] CRLF bytes CRLF} for each chunk, an empty chunk and
 * the trailers last, and verifies every signature. With the last byte of the content the end of the framing is read too, so whoever reads
 * just the announced length has a verified body. What refused the body once refuses every later read.
 */
final class AwsChunkedInputStream extends BulkInputStream {

    private static final int BUFFER_LENGTH = 16 * 1024;

    /** From here on bytes go to the reader's array without a stop in the buffer. */
    private static final int WORTH_READING_DIRECTLY = BUFFER_LENGTH / 2;

    private static final int MAX_CHUNK_HEADER = 1024;
    private static final int MAX_TRAILERS = 16 * 1024;
    private static final int MAX_SIZE_DIGITS = 15;
    private static final String CHUNK_SIGNATURE = "chunk-signature=";

    private final InputStream in;
    private final ChunkVerifier signatures;
    private final Trailers trailers;

    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private int position;
    private int limit;

    private long contentLeft;
    private long chunkLeft;
    private @Nullable String chunkSignature;
    private boolean finished;
    private @Nullable S3Exception refusal;

    /** @param decodedLength the length of the content without its framing, which must be exact */
    AwsChunkedInputStream(InputStream in, long decodedLength, ChunkVerifier signatures, Trailers trailers) {
        this.in = in;
        this.contentLeft = decodedLength;
        this.signatures = signatures;
        this.trailers = trailers;
    }

    /** @throws S3Exception IncompleteBody, InvalidRequest for broken framing, SignatureDoesNotMatch, MalformedTrailerError */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (refusal != null) {
            throw refusal;
        }
        if (length == 0) {
            return 0;
        }
        try {
            return readContent(bytes, offset, length);
        } catch (S3Exception e) {
            refusal = e;
            throw e;
        }
    }

    private int readContent(byte[] bytes, int offset, int length) throws IOException {
        if (!finished && chunkLeft == 0) {
            beginChunk();
        }
        if (finished) {
            return -1;
        }
        int read = readChunk(bytes, offset, (int) Math.min(length, chunkLeft));
        signatures.update(bytes, offset, read);
        chunkLeft -= read;
        contentLeft -= read;
        if (chunkLeft == 0) {
            endChunk();
            if (contentLeft == 0) {
                beginChunk();
            }
        }
        return read;
    }

    private int readChunk(byte[] bytes, int offset, int length) throws IOException {
        if (position == limit) {
            if (length >= WORTH_READING_DIRECTLY) {
                int read = in.read(bytes, offset, length);
                if (read < 0) {
                    throw incomplete();
                }
                return read;
            }
            requireMore();
        }
        int copied = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, copied);
        position += copied;
        return copied;
    }

    private void beginChunk() throws IOException {
        String header = readLine(MAX_CHUNK_HEADER);
        if (header == null) {
            throw incomplete();
        }
        int semicolon = header.indexOf(';');
        chunkLeft = size(semicolon < 0 ? header : header.substring(0, semicolon));
        chunkSignature = semicolon < 0 ? null : signature(header.substring(semicolon + 1));
        if (chunkLeft > contentLeft || (chunkLeft == 0 && contentLeft > 0)) {
            throw incomplete();
        }
        if (chunkLeft == 0) {
            signatures.requireChunk(chunkSignature);
            readTrailers();
            finished = true;
        }
    }

    private static long size(String hex) {
        String digits = hex.trim();
        if (digits.isEmpty() || digits.length() > MAX_SIZE_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw malformed();
        }
        return HexFormat.fromHexDigitsToLong(digits);
    }

    private static @Nullable String signature(String extensions) {
        for (String extension : extensions.split(";")) {
            String trimmed = extension.trim();
            if (trimmed.startsWith(CHUNK_SIGNATURE)) {
                return trimmed.substring(CHUNK_SIGNATURE.length());
            }
        }
        return null;
    }

    private void endChunk() throws IOException {
        if (readByte() != '\r' || readByte() != '\n') {
            throw malformed();
        }
        signatures.requireChunk(chunkSignature);
    }

    /** Clients differ in where they put empty lines here and in how they end lines, so the end of the body is what ends the trailers. */
    private void readTrailers() throws IOException {
        int left = MAX_TRAILERS;
        for (String line = readLine(left); line != null; line = readLine(left)) {
            left -= line.length() + 1;
            if (!line.isEmpty()) {
                trailers.add(line, signatures.expectsTrailerSignature());
            }
        }
        trailers.complete(signatures);
    }

    /** The next line without its end, or null at the end of the body. */
    private @Nullable String readLine(int maxLength) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (true) {
            if (position == limit && !fill()) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, start, position - start);
            if (line.size() > maxLength) {
                throw malformed();
            }
            if (position < limit) {
                position++;
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
        }
    }

    private int readByte() throws IOException {
        if (position == limit) {
            requireMore();
        }
        return buffer[position++];
    }

    private void requireMore() throws IOException {
        if (!fill()) {
            throw incomplete();
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static S3Exception incomplete() {
        return new S3Exception(S3ErrorCode.INCOMPLETE_BODY, "The request body terminated unexpectedly");
    }

    private static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, "The body of the request is not well-formed aws-chunked content");
    }
}
