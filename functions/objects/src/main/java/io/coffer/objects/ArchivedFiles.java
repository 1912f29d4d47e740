package io.coffer.objects;

import io.coffer.contentid.ArchivedTree;
import io.coffer.contentid.ArchivedTree.Entry;
import io.coffer.contentid.Piece;
import io.coffer.objects.ContentAsked.Format;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.net.URLConnection;
import java.util.List;
import java.util.Optional;

/**
 * Files and single blocks of a tree, by paths from its root. A directory is its {@code index.html}, if it has one. Ranges are served of all
 * of it.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/path-gateway/">IPFS, Path Gateway specification</a>
 */
final class ArchivedFiles {

    private static final String ANY = "application/octet-stream";

    private final ArchivedTree tree;
    private final PieceAnswer pieces;

    ArchivedFiles(ArchivedTree tree, PieceAnswer pieces) {
        this.tree = tree;
        this.pieces = pieces;
    }

    S3Response answer(S3Request request, ContentAsked asked) {
        Entry found = tree.find(asked.names()).orElseThrow(ContentLabels::notFound);
        String roots = String.join(",", found.cids());
        if (asked.format() == Format.RAW) {
            return labelled(request, asked, roots, '"' + found.cid() + ".raw\"", ContentAsked.RAW, List.of(found.block()));
        }
        Optional<Entry> page = tree.page(found);
        if (page.isEmpty()) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_KEY, "This is a directory without an index.html.");
        }
        if (!page.get().cids().equals(found.cids()) && !asked.path().endsWith("/")) {
            return withSlash(request);
        }
        String type = URLConnection.guessContentTypeFromName(Optional.ofNullable(request.parameter("filename")).orElse(page.get().name()));
        return labelled(request, asked, roots, '"' + page.get().cid() + '"', type == null ? ANY : type, tree.file(page.get()));
    }

    /** Links in the page of a directory are relative to the directory. */
    private static S3Response withSlash(S3Request request) {
        String query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
        return ContentLabels.everywhere(S3Response.of(301).with("Location", request.rawPath() + "/" + query).with("Content-Length", "0"));
    }

    private S3Response labelled(S3Request request, ContentAsked asked, String roots, String etag, String type, List<Piece> of) {
        S3Response response = ContentLabels.match(request, etag)
                ? S3Response.of(304)
                : pieces.ranged(request, of, ContentLabels.range(request, etag)).with("Content-Type", type);
        return ContentLabels.on(response, request, asked, roots, etag);
    }
}
