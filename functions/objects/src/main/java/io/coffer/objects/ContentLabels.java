package io.coffer.objects;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/**
 * What every answer to a request by content id has.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/path-gateway/">IPFS, Path Gateway specification</a>
 */
final class ContentLabels {

    static final String RAW = "application/vnd.ipld.raw";

    private static final String FOR_EVER = "public, max-age=29030400, immutable";

    private ContentLabels() {}

    static S3Exception notFound() {
        return new S3Exception(S3ErrorCode.NO_SUCH_KEY, "No public object has this content id.");
    }

    /** Whether the client has it. */
    static boolean match(S3Request request, String etag) {
        return request.headers().find("if-none-match").filter(tags -> tags.equals("*") || tags.contains(etag)).isPresent();
    }

    /** @param roots the content ids on the path */
    static S3Response on(S3Response response, String path, String roots, String etag) {
        return response
                .with("Cache-Control", FOR_EVER)
                .with("ETag", etag)
                .with("X-Ipfs-Path", path)
                .with("X-Ipfs-Roots", roots)
                .with("Access-Control-Allow-Origin", "*");
    }
}
