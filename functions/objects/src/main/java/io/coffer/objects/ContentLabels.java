package io.coffer.objects;

import io.coffer.protocol.Preconditions;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.Optional;

/**
 * What every answer to a request by content id has.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/path-gateway/">IPFS, Path Gateway specification</a>
 */
final class ContentLabels {

    private static final String FOR_EVER = "public, max-age=29030400, immutable";
    /** What pages of other origins may read of an answer, in addition to what the Fetch standard lets them read. */
    private static final String EXPOSED =
            "Accept-Ranges, Content-Disposition, Content-Location, Content-Range, ETag, X-Ipfs-Path, X-Ipfs-Roots";

    private ContentLabels() {}

    static S3Exception notFound() {
        return new S3Exception(S3ErrorCode.NO_SUCH_KEY, "No public object has this content id.");
    }

    /** Whether the client has it. RFC 9110, 13.1.2: that an ETag is weak does not matter. */
    static boolean match(S3Request request, String etag) {
        String bare = etag.replaceFirst("^W/", "").replace("\"", "");
        return request.headers().all("if-none-match").stream().anyMatch(tags -> Preconditions.names(tags, bare));
    }

    /** Whether the client names the ETag, and not any. */
    static boolean names(S3Request request, String etag) {
        return request.headers().all("if-none-match").stream().noneMatch(tags -> tags.strip().equals("*")) && match(request, etag);
    }

    /** The range that is asked for, if it is asked for of what has the ETag. */
    static Optional<String> range(S3Request request, String etag) {
        boolean ofAnother = request.headers().find("if-range").filter(tag -> !tag.equals(etag)).isPresent();
        return ofAnother ? Optional.empty() : request.headers().find("range");
    }

    static S3Response everywhere(S3Response response) {
        return response.with("Access-Control-Allow-Origin", "*");
    }

    /** @param roots the content ids of the root and of each name of the path */
    static S3Response on(S3Response response, S3Request request, ContentAsked asked, String roots, String etag) {
        disposition(request, asked).ifPresent(disposition -> response.with("Content-Disposition", disposition));
        return everywhere(response)
                .with("Access-Control-Expose-Headers", EXPOSED)
                .with("Cache-Control", FOR_EVER)
                .with("Content-Location", asked.location().orElse(null))
                .with("ETag", etag)
                .with("Vary", request.parameter("format") == null ? "Accept" : null)
                .with("X-Ipfs-Path", request.rawPath())
                .with("X-Ipfs-Roots", roots);
    }

    /** Browsers save blocks and archives, and do not show them. */
    private static Optional<String> disposition(S3Request request, ContentAsked asked) {
        boolean isFile = asked.format() == ContentAsked.Format.BYTES;
        boolean download = "true".equals(request.parameter("download"));
        Optional<String> named = Optional.ofNullable(request.parameter("filename")).filter(name -> !name.isEmpty());
        if (isFile && named.isEmpty()) {
            return download ? Optional.of("attachment") : Optional.empty();
        }
        String name = named.orElse(asked.cid() + (asked.format() == ContentAsked.Format.RAW ? ".bin" : ".car"));
        String ascii = name.replaceAll("[^ -~]|[\"\\\\]", "_");
        return Optional.of((isFile && !download ? "inline" : "attachment") + "; filename=\"" + ascii + '"'
                + (ascii.equals(name) ? "" : "; filename*=UTF-8''" + UriEncoding.encode(name)));
    }
}
