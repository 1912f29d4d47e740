package io.coffer.objects;

import io.coffer.contentid.Gathered;
import io.coffer.contentid.Piece;
import io.coffer.contentid.StoredBytes;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.ResponseBody.Slice;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers of pieces of an object. */
final class PieceAnswer {

    private final StoredBytes stored;
    private final long mostBytes;

    /** @param mostBytes of a response */
    PieceAnswer(StoredBytes stored, long mostBytes) {
        this.stored = stored;
        this.mostBytes = mostBytes;
    }

    /** All of them. */
    S3Response whole(S3Request request, List<Piece> pieces) {
        return of(request, S3Response.ok(), size(pieces), pieces);
    }

    /** All of them, or a range of theirs. */
    S3Response ranged(S3Request request, List<Piece> pieces, Optional<String> asked) {
        long size = size(pieces);
        Optional<ByteRange> range = asked.flatMap(header -> ByteRange.parse(header, size));
        S3Response response = (range.isPresent() ? S3Response.of(206) : S3Response.ok()).with("Accept-Ranges", "bytes");
        range.ifPresent(part -> response.with("Content-Range", part.contentRange(size)));
        return of(request, response, size, range.map(part -> within(pieces, part)).orElse(pieces));
    }

    private static long size(List<Piece> pieces) {
        return pieces.stream().mapToLong(Piece::size).sum();
    }

    private S3Response of(S3Request request, S3Response response, long size, List<Piece> sent) {
        long length = size(sent);
        if (length > mostBytes) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "This has " + size + " bytes, and at most " + mostBytes
                    + " can be sent from here: ask for less.");
        }
        response.with("Content-Length", String.valueOf(length)).with("X-Content-Type-Options", "nosniff");
        return request.method().equals("HEAD") || length == 0
                ? response
                : response.withBody(new ResponseBody.Slices(length, List.<Slice>of(
                        new Slice.InStream(length, () -> new Gathered(sent, stored))).iterator()));
    }

    private static List<Piece> within(List<Piece> pieces, ByteRange range) {
        List<Piece> parts = new ArrayList<>();
        long at = 0;
        for (Piece piece : pieces) {
            long first = Math.max(range.first(), at);
            long last = Math.min(range.last(), at + piece.size() - 1);
            if (first <= last) {
                parts.add(piece.part(first - at, last - first + 1));
            }
            at += piece.size();
        }
        return parts;
    }
}
