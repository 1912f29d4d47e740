package io.coffer.objects;

import io.coffer.contentid.ArchiveRefusal;
import io.coffer.contentid.ArchivedTree;
import io.coffer.contentid.CidText;
import io.coffer.contentid.FileCar;
import io.coffer.contentid.FileDigest;
import io.coffer.contentid.InvalidArchiveException;
import io.coffer.contentid.OutsideException;
import io.coffer.contentid.Piece;
import io.coffer.contentid.StoredBytes;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.contents.ContentIdIndex.Place;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.objects.ContentAsked.Format;
import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.ContentIds;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.ServerSideEncryption;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.ResponseBody.Slice;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Public objects by their content ids: {@code GET /ipfs/CID} as bytes, as a block or as a CAR archive, and what is in archives by its
 * path. What anybody may read of S3 is read here, by the same way: each place that the index names is asked for as S3 is asked for it
 * without a signature, so that buckets' policies, lists and blocks decide. What nobody may read without a signature is not there.
 *
 * <p>A query of the index, and for each place that is tried what HeadObject costs, and once what GetObject costs.
 *
 * <p>A bucket may be called {@code ipfs}. Signed requests are S3's; of unsigned ones those whose key is a content id come here.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">IPFS, Trustless Gateway specification</a>
 */
public final class ContentGateway implements RequestHandler {

    private static final Logger LOG = Logger.getLogger(ContentGateway.class);
    /** Version 1 in base32, and version 0. */
    private static final Pattern PATH = Pattern.compile("/ipfs/(b[a-z2-7]{58,}|Qm[1-9A-HJ-NP-Za-km-z]{44})(/.*)?");
    /** The content id of no bytes, which has them within, by which clients find out whether a gateway is there. */
    private static final String PROBE = "bafkqaaa";
    private static final String PREFIX = "/ipfs/";
    /** Of many objects with the same bytes, how many are tried. */
    private static final int PLACES = 20;
    /** What is read within the half minute that a gateway waits. */
    private static final long MAX_READ = 1L << 30;
    private static final String CAR = ContentAsked.CAR + "; version=1";
    private static final List<String> OF_BYTES =
            List.of("Content-Type", "Content-Length", "Content-Range", "Accept-Ranges", "Content-Encoding", "Content-Language",
                    "Content-Disposition", "X-Content-Type-Options");

    private final Backend backend;
    private final ContentIdIndex index;
    private final Authenticator verifier;
    private final long mostBytes;
    private final RequestHandler s3;

    /**
     * @param mostBytes of an archive that is made here; what carries the responses may not carry more
     * @param s3 answers everything else
     */
    public ContentGateway(Backend backend, long mostBytes, RequestHandler s3) {
        this.backend = backend;
        this.verifier = backend.verifier()::verify;
        this.mostBytes = mostBytes;
        this.index = new ContentIdIndex(backend.stores().tables());
        this.s3 = s3;
    }

    /** An object that anybody may read. */
    private record Found(Place place, S3Response head) {

        boolean isArchive() {
            return "car".equalsIgnoreCase(head.headers().get("x-amz-meta-import"));
        }

        long length() {
            return Long.parseLong(head.headers().get("Content-Length"));
        }
    }

    @Override
    public S3Response handle(S3Request request, Authenticator authenticator) {
        if (!request.rawPath().startsWith(PREFIX)) {
            return s3.handle(request, authenticator);
        }
        Matcher path = PATH.matcher(request.rawPath());
        Optional<String> cid = path.matches() ? CidText.canonical(path.group(1))
                : Optional.of(PROBE).filter(probe -> request.rawPath().equals(PREFIX + probe));
        return cid.isPresent() && isUnsignedRead(request)
                ? answered(request, cid.get(), path.matches() && path.group(2) != null ? path.group(2) : "")
                : s3.handle(request, authenticator);
    }

    private boolean isUnsignedRead(S3Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        try {
            return reads
                    && !request.headers().has("authorization")
                    && request.parameter("X-Amz-Signature") == null
                    && !request.address(backend.behaviour().domain()).virtualHosted();
        } catch (S3Exception e) {
            // S3 refuses a query or an address that is broken.
            return false;
        }
    }

    @Override
    public S3Response refuse(S3Request request, S3Exception refusal) {
        return s3.refuse(request, refusal);
    }

    private S3Response answered(S3Request request, String cid, String path) {
        try {
            backend.requireRate(request.remoteAddress());
            ContentAsked asked = ContentAsked.of(request, cid, path);
            requireScope(request, path);
            return cid.equals(PROBE) ? probe(request, asked) : answer(request, asked);
        } catch (S3Exception e) {
            return refused(request, e);
        } catch (OutsideException e) {
            return refused(request, new S3Exception(S3ErrorCode.INVALID_ARGUMENT, e.getMessage()));
        } catch (ArchiveRefusal | InvalidArchiveException e) {
            return refused(request, new S3Exception(S3ErrorCode.NO_SUCH_KEY, e.getMessage()));
        } catch (MetadataBusy e) {
            LOG.warnf(e, "%s %s: metadata is busy", request.method(), request.rawPath());
            return refused(request, new S3Exception(S3ErrorCode.SLOW_DOWN));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s %s failed", request.method(), request.rawPath());
            return refused(request, new S3Exception(S3ErrorCode.INTERNAL_ERROR));
        }
    }

    private S3Response refused(S3Request request, S3Exception refusal) {
        return ContentLabels.everywhere(s3.refuse(request, refusal));
    }

    /** A script that registers itself for all of {@code /ipfs/} would answer for what others have there. */
    private static void requireScope(S3Request request, String path) {
        if (path.isEmpty() && "script".equals(request.header("service-worker"))) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "A service worker must be below a content id.");
        }
    }

    private static S3Response probe(S3Request request, ContentAsked asked) {
        String etag = '"' + PROBE + "." + asked.format().name().toLowerCase(Locale.ROOT) + '"';
        byte[] body = asked.format() == Format.CAR ? FileCar.withoutBlocks(PROBE) : new byte[0];
        S3Response response = S3Response.ok().with("Content-Length", String.valueOf(body.length))
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Type", asked.format() == Format.CAR ? CAR + "; order=dfs; dups=n" : ContentAsked.RAW);
        return ContentLabels.on(request.method().equals("HEAD") ? response : response.withBody(new ResponseBody.Bytes(body)),
                request, asked, PROBE, etag);
    }

    private S3Response answer(S3Request request, ContentAsked asked) {
        for (Place place : index.find(asked.cid(), PLACES)) {
            S3Response head = ask("HEAD", request, place, Optional.empty());
            if (head.status() == 200 && asked.cid().equals(head.headers().get(ContentIds.HEADER))) {
                return tell(request, new Found(place, head), asked);
            }
            if (head.status() >= 500) {
                throw new S3Exception(S3ErrorCode.SLOW_DOWN);
            }
        }
        if (request.headers().find("cache-control").filter(control -> control.contains("only-if-cached")).isPresent()) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED, "No public object has this content id, and no other place is asked.");
        }
        throw ContentLabels.notFound();
    }

    /** The request for an object of S3 that stands for the one that came, without a signature and without conditions. */
    private S3Response ask(String method, S3Request request, Place place, Optional<String> range) {
        S3Headers headers = new S3Headers();
        request.headers().find("host").ifPresent(host -> headers.set("host", host));
        range.filter(any -> method.equals("GET")).ifPresent(asked -> headers.set("range", asked));
        String path = "/" + place.bucket() + "/" + UriEncoding.encodePath(place.key());
        return s3.handle(new S3Request(method, path, null, headers, new QueryParameters(null), InputStream.nullInputStream(),
                request.secure(), request.remoteAddress()), verifier);
    }

    private S3Response tell(S3Request request, Found found, ContentAsked asked) {
        boolean isFile = !found.isArchive();
        if (isFile && !asked.names().isEmpty()) {
            throw ContentLabels.notFound();
        }
        if (asked.format() == Format.CAR) {
            return archive(request, found, asked);
        }
        boolean isTold = asked.format() == Format.BYTES || found.length() <= FileDigest.CHUNK;
        if (isFile && isTold) {
            return asked.format() == Format.BYTES
                    ? bytes(request, found, asked, "", null)
                    : bytes(request, found, asked, ".raw", ContentAsked.RAW);
        }
        Stored stored = stored(found, asked.cid());
        return new ArchivedFiles(tree(stored, found, asked), new PieceAnswer(stored, mostBytes)).answer(request, asked);
    }

    /** Reads the object once. */
    private static ArchivedTree tree(Stored stored, Found found, ContentAsked asked) {
        long length = stored.object().size();
        if (length > MAX_READ) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST,
                    "Paths and blocks are served of objects of at most " + MAX_READ + " bytes.");
        }
        try {
            return found.isArchive()
                    ? ArchivedTree.ofArchive(stored, length, asked.cid())
                    : ArchivedTree.ofFile(stored, length, asked.cid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private S3Response archive(S3Request request, Found found, ContentAsked asked) {
        CarTerms terms = asked.terms();
        if (found.isArchive() && asked.names().isEmpty() && terms.areOfAnyArchive()) {
            // Several archives may have one root.
            String etag = found.head().headers().find("ETag").orElseThrow().replace("\"", "");
            return bytes(request, found, asked, ".car." + etag, CAR + "; order=unk");
        }
        if (!found.isArchive() && terms.areOfAnyFile()) {
            return madeArchive(request, found, asked);
        }
        return selectedArchive(request, found, asked);
    }

    private S3Response selectedArchive(S3Request request, Found found, ContentAsked asked) {
        CarTerms terms = asked.terms();
        String etag = "W/\"" + terms + "." + asked.cid() + ".car." + ContentHash.of(asked.names()) + '"';
        if (ContentLabels.names(request, etag)) {
            return ContentLabels.on(S3Response.of(304), request, asked, asked.cid(), etag);
        }
        Stored stored = stored(found, asked.cid());
        List<Piece> pieces = tree(stored, found, asked)
                .archive(asked.names(), terms.scope(), terms.bytes(), terms.duplicates().orElse(false))
                .orElseThrow(ContentLabels::notFound);
        S3Response response = ContentLabels.match(request, etag)
                ? S3Response.of(304)
                : new PieceAnswer(stored, mostBytes).whole(request, pieces)
                        .with("Accept-Ranges", "none")
                        .with("Content-Type", CAR + "; order=dfs; dups=" + (terms.duplicates().orElse(false) ? "y" : "n"));
        return ContentLabels.on(response, request, asked, asked.cid(), etag);
    }

    /** An object's record, and its bytes. */
    private final class Stored implements StoredBytes {

        private final Bucket bucket;
        private final String key;
        private final ObjectRecord object;

        Stored(Bucket bucket, String key, ObjectRecord object) {
            this.bucket = bucket;
            this.key = key;
            this.object = object;
        }

        ObjectRecord object() {
            return object;
        }

        @Override
        public InputStream open(long offset, long length) throws IOException {
            ServerSideEncryption encryption = backend.encryption().at(bucket, key);
            return backend.reader().open(object, new ByteRange(offset, offset + length - 1), encryption.forOurs(object.encryption()))
                    .orElseThrow(() -> new FileNotFoundException("replaced while it was read"));
        }
    }

    /** An object, if it still has the content id. */
    private Stored stored(Found found, String cid) {
        Optional<Bucket> bucket = backend.stores().buckets().find(found.place().bucket());
        return bucket.flatMap(in -> backend.stores().objects().find(in, found.place().key()))
                .filter(record -> cid.equals(record.cid()))
                .map(record -> new Stored(bucket.get(), found.place().key(), record))
                .orElseThrow(ContentLabels::notFound);
    }

    /**
     * The object's own bytes, or those of a range.
     *
     * @param type null for the object's own
     */
    private S3Response bytes(S3Request request, Found found, ContentAsked asked, String suffix, @Nullable String type) {
        String etag = '"' + asked.cid() + suffix + '"';
        if (ContentLabels.match(request, etag)) {
            return ContentLabels.on(S3Response.of(304), request, asked, asked.cid(), etag);
        }
        S3Response object = ask(request.method(), request, found.place(), ContentLabels.range(request, etag));
        if (object.status() >= 300) {
            return ContentLabels.everywhere(object);
        }
        // Written anew since it was found.
        if (!asked.cid().equals(object.headers().get(ContentIds.HEADER))) {
            throw ContentLabels.notFound();
        }
        S3Headers headers = new S3Headers();
        OF_BYTES.forEach(name -> headers.setIfPresent(name, object.headers().get(name)));
        if (type != null) {
            // A client that undoes an encoding has other bytes than those that have the content id.
            headers.set("Content-Type", type).remove("Content-Encoding").remove("Content-Language");
        }
        return ContentLabels.on(new S3Response(object.status(), headers, object.body()), request, asked, asked.cid(), etag);
    }

    /** The archive of a file, made while its bytes are read. */
    private S3Response madeArchive(S3Request request, Found found, ContentAsked asked) {
        String etag = '"' + asked.cid() + ".car\"";
        if (ContentLabels.match(request, etag)) {
            return ContentLabels.on(S3Response.of(304), request, asked, asked.cid(), etag);
        }
        Stored stored = stored(found, asked.cid());
        long length = FileCar.length(stored.object().size());
        if (length > mostBytes) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The archive would have " + length + " bytes, and at most " + mostBytes
                    + " can be sent from here.");
        }
        S3Response response = S3Response.ok()
                .with("Accept-Ranges", "none")
                .with("Content-Length", String.valueOf(length))
                .with("Content-Type", CAR + "; order=unk; dups=y")
                .with("X-Content-Type-Options", "nosniff");
        return ContentLabels.on(request.method().equals("HEAD")
                ? response
                : response.withBody(new ResponseBody.Slices(length, List.<Slice>of(new Slice.InStream(
                        length, () -> new FileCar(stored.open(0, stored.object().size()), asked.cid()))).iterator())),
                request, asked, asked.cid(), etag);
    }
}
