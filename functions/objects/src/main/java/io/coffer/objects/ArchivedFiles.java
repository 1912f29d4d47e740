package io.coffer.objects;

import io.coffer.contentid.ArchiveRefusal;
import io.coffer.contentid.ArchivedTree;
import io.coffer.contentid.ArchivedTree.Entry;
import io.coffer.contentid.ArchivedTree.Piece;
import io.coffer.contentid.InvalidArchiveException;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.ResponseBody.Slice;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files in an imported archive, by paths from its root. The archive is read once to find its blocks, and then what the path leads through.
 * A directory is its {@code index.html}, if it has one. Ranges are served of all of it.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/path-gateway/">IPFS, Path Gateway specification</a>
 */
final class ArchivedFiles {

    /** What is read within the half minute that a gateway waits. */
    private static final long MAX_READ = 1L << 30;
    private static final String ANY = "application/octet-stream";

    private final ArchivedTree.Archive archive;
    private final long length;
    private final long mostBytes;

    /** @param mostBytes of a response */
    ArchivedFiles(ArchivedTree.Archive archive, long length, long mostBytes) {
        this.archive = archive;
        this.length = length;
        this.mostBytes = mostBytes;
    }

    /** @param raw whether the block is asked for, and not the file that it is or begins */
    S3Response answer(S3Request request, String root, List<String> path, boolean raw) {
        if (length > MAX_READ) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Paths are served of archives of at most " + MAX_READ + " bytes.");
        }
        try {
            ArchivedTree tree = new ArchivedTree(archive, length, root);
            Entry found = tree.find(path).orElseThrow(ContentLabels::notFound);
            if (raw) {
                return labelled(request, root, found, ".raw", ContentLabels.RAW, List.of(found.block()));
            }
            Optional<Entry> page = tree.page(found);
            if (page.isEmpty()) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_KEY, "This is a directory without an index.html.");
            }
            String type = URLConnection.guessContentTypeFromName(page.get().name());
            return labelled(request, root, page.get(), "", type == null ? ANY : type, tree.file(page.get()));
        } catch (ArchiveRefusal | InvalidArchiveException e) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_KEY, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private S3Response labelled(
            S3Request request, String root, Entry entry, String suffix, String type, List<Piece> pieces) {
        String etag = '"' + entry.cid() + suffix + '"';
        String roots = entry.cid().equals(root) ? root : root + "," + entry.cid();
        S3Response response = ContentLabels.match(request, etag) ? S3Response.of(304) : of(request, type, pieces);
        return ContentLabels.on(response, request.rawPath(), roots, etag);
    }

    private S3Response of(S3Request request, String type, List<Piece> pieces) {
        long size = pieces.stream().mapToLong(Piece::length).sum();
        Optional<ByteRange> range = request.headers().find("range").flatMap(header -> ByteRange.parse(header, size));
        List<Piece> sent = range.map(part -> within(pieces, part)).orElse(pieces);
        long length = range.map(ByteRange::length).orElse(size);
        if (length > mostBytes) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The file has " + size + " bytes, and at most " + mostBytes
                    + " can be sent from here: ask for a range.");
        }
        S3Response response = (range.isPresent() ? S3Response.of(206) : S3Response.ok())
                .with("Content-Length", String.valueOf(length))
                .with("Content-Type", type)
                .with("Accept-Ranges", "bytes")
                .with("X-Content-Type-Options", "nosniff");
        range.ifPresent(part -> response.with("Content-Range", part.contentRange(size)));
        return request.method().equals("HEAD")
                ? response
                : response.withBody(new ResponseBody.Slices(length, sent.stream().filter(piece -> piece.length() > 0)
                        .<Slice>map(piece -> new Slice.InStream(piece.length(), () -> archive.open(piece.offset(), piece.length())))
                        .iterator()));
    }

    /** What of the pieces of a file is in a range of it. */
    private static List<Piece> within(List<Piece> pieces, ByteRange range) {
        List<Piece> parts = new ArrayList<>();
        long at = 0;
        for (Piece piece : pieces) {
            long first = Math.max(range.first(), at);
            long last = Math.min(range.last(), at + piece.length() - 1);
            if (first <= last) {
                parts.add(new Piece(piece.offset() + first - at, last - first + 1));
            }
            at += piece.length();
        }
        return parts;
    }
}
