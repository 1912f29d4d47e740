package io.coffer.objects;

import io.coffer.content.ContentReader;
import io.coffer.contentid.ArchivedTree;
import io.coffer.contentid.FileCar;
import io.coffer.contentid.FileDigest;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.contents.ContentIdIndex.Place;
import io.coffer.metadata.tables.MetadataBusy;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Public objects by their content ids: {@code GET /ipfs/CID} as bytes, as a block or as a CAR archive, and files in archives by their
 * paths. What anybody may read of S3 is read
 * here, by the same way: each place that the index names is asked for as S3 is asked for it without a signature, so that buckets' policies,
 * lists and blocks decide. What nobody may read without a signature is not there.
 *
 * <p>A query of the index, and for each place that is tried what HeadObject costs, and once what GetObject costs.
 *
 * <p>A bucket may be called {@code ipfs}. Signed requests are S3's; of unsigned ones those whose key is a content id come here.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">IPFS, Trustless Gateway specification</a>
 */
public final class ContentGateway implements RequestHandler {

    private static final Logger LOG = Logger.getLogger(ContentGateway.class);
    private static final Pattern PATH = Pattern.compile("/ipfs/(b[a-z2-7]{58,})(/.*)?");
    /** Of many objects with the same bytes, how many are tried. */
    private static final int PLACES = 20;
    private static final String CAR = "application/vnd.ipld.car";
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

    /** How the bytes are to be told. */
    private enum Format {
        BYTES(null),
        RAW(ContentLabels.RAW),
        CAR(ContentGateway.CAR + "; version=1; order=unk; dups=y");

        private final @Nullable String type;

        /** @param type null for the object's own */
        Format(@Nullable String type) {
            this.type = type;
        }
    }

    /**
     * What is asked for.
     *
     * @param path below the content id, as it was sent; null for none
     */
    private record Asked(String cid, @Nullable String path) {

        List<String> names() {
            return path == null ? List.of()
                    : Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).map(UriEncoding::decodePath).toList();
        }
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
        Matcher path = PATH.matcher(request.rawPath());
        return path.matches() && isUnsignedRead(request)
                ? answered(request, new Asked(path.group(1), path.group(2)))
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

    private S3Response answered(S3Request request, Asked asked) {
        try {
            backend.requireRate(request.remoteAddress());
            return answer(request, asked);
        } catch (S3Exception e) {
            return s3.refuse(request, e);
        } catch (MetadataBusy e) {
            LOG.warnf(e, "%s %s: metadata is busy", request.method(), request.rawPath());
            return s3.refuse(request, new S3Exception(S3ErrorCode.SLOW_DOWN));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s %s failed", request.method(), request.rawPath());
            return s3.refuse(request, new S3Exception(S3ErrorCode.INTERNAL_ERROR));
        }
    }

    private S3Response answer(S3Request request, Asked asked) {
        Format format = format(request);
        String cid = asked.cid();
        for (Place place : index.find(cid, PLACES)) {
            S3Response head = ask("HEAD", request, place);
            if (head.status() == 200 && cid.equals(head.headers().get(ContentIds.HEADER))) {
                return tell(request, new Found(place, head), asked, format);
            }
            if (head.status() >= 500) {
                throw new S3Exception(S3ErrorCode.SLOW_DOWN);
            }
        }
        throw ContentLabels.notFound();
    }

    private static Format format(S3Request request) {
        String accepted = request.headers().find("accept").orElse("");
        String asked = Optional.ofNullable(request.parameter("format")).orElse("");
        if (asked.equals("raw") || (asked.isEmpty() && accepted.startsWith(ContentLabels.RAW))) {
            return Format.RAW;
        }
        return asked.equals("car") || (asked.isEmpty() && accepted.startsWith(CAR)) ? Format.CAR : Format.BYTES;
    }

    /** The request for an object of S3 that stands for the one that came, without a signature and without conditions. */
    private S3Response ask(String method, S3Request request, Place place) {
        S3Headers headers = new S3Headers();
        request.headers().find("host").ifPresent(host -> headers.set("host", host));
        request.headers().find("range").filter(range -> method.equals("GET")).ifPresent(range -> headers.set("range", range));
        String path = "/" + place.bucket() + "/" + UriEncoding.encodePath(place.key());
        return s3.handle(new S3Request(method, path, null, headers, new QueryParameters(null), InputStream.nullInputStream(),
                request.secure(), request.remoteAddress()), verifier);
    }

    private S3Response tell(S3Request request, Found found, Asked asked, Format format) {
        String cid = asked.cid();
        List<String> names = asked.names();
        if (found.isArchive() && (format != Format.CAR || !names.isEmpty())) {
            return inArchive(request, found, asked, format);
        }
        String etag = '"' + cid + (format == Format.BYTES ? "" : "." + format.name().toLowerCase(Locale.ROOT)) + '"';
        if (ContentLabels.match(request, etag)) {
            return ContentLabels.on(S3Response.of(304), "/ipfs/" + cid, cid, etag);
        }
        if (!names.isEmpty() || (format == Format.RAW && found.length() > FileDigest.CHUNK)) {
            throw ContentLabels.notFound();
        }
        S3Response response = format == Format.CAR && !found.isArchive() ? archive(request, found, cid) : bytes(request, found, cid);
        if (response.status() >= 300) {
            return response;
        }
        return ContentLabels.on(format.type == null ? response : response.with("Content-Type", format.type), "/ipfs/" + cid, cid, etag);
    }

    private S3Response inArchive(S3Request request, Found found, Asked asked, Format format) {
        if (format == Format.CAR) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Archives of what is below a content id are not made.");
        }
        Stored stored = stored(found, asked.cid());
        ArchivedTree.Archive bytes = (offset, length) -> open(stored, new ByteRange(offset, offset + length - 1));
        return new ArchivedFiles(bytes, stored.object().size(), mostBytes)
                .answer(request, asked.cid(), asked.names(), format == Format.RAW);
    }

    /** An object's record, if it still has the content id. */
    private record Stored(Bucket bucket, String key, ObjectRecord object) {}

    private Stored stored(Found found, String cid) {
        Optional<Bucket> bucket = backend.stores().buckets().find(found.place().bucket());
        return bucket.flatMap(in -> backend.stores().objects().find(in, found.place().key()))
                .filter(record -> cid.equals(record.cid()))
                .map(record -> new Stored(bucket.get(), found.place().key(), record))
                .orElseThrow(ContentLabels::notFound);
    }

    /** The object's own bytes, or those of a range. */
    private S3Response bytes(S3Request request, Found found, String cid) {
        S3Response object = ask(request.method(), request, found.place());
        if (object.status() >= 300) {
            return object;
        }
        // Written anew since it was found.
        if (!cid.equals(object.headers().get(ContentIds.HEADER))) {
            throw ContentLabels.notFound();
        }
        S3Headers headers = new S3Headers();
        OF_BYTES.forEach(name -> headers.setIfPresent(name, object.headers().get(name)));
        return new S3Response(object.status(), headers, object.body());
    }

    /** The archive of a file, made while its bytes are read. */
    private S3Response archive(S3Request request, Found found, String cid) {
        Stored stored = stored(found, cid);
        long length = FileCar.length(stored.object().size());
        if (length > mostBytes) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The archive would have " + length + " bytes, and at most " + mostBytes
                    + " can be sent from here.");
        }
        S3Response response = S3Response.ok().with("Content-Length", String.valueOf(length)).with("X-Content-Type-Options", "nosniff");
        return request.method().equals("HEAD")
                ? response
                : response.withBody(new ResponseBody.Slices(length, List.<Slice>of(new Slice.InStream(
                        length, () -> new FileCar(open(stored, new ByteRange(0, stored.object().size() - 1)), cid))).iterator()));
    }

    private InputStream open(Stored stored, ByteRange range) throws IOException {
        ContentReader reader = backend.reader();
        ServerSideEncryption encryption = backend.encryption().at(stored.bucket(), stored.key());
        return reader.open(stored.object(), range, encryption.forOurs(stored.object().encryption()))
                .orElseThrow(() -> new FileNotFoundException("replaced while it was read"));
    }
}
