package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HostName;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, nothing in it verified.
 *
 * @param method the HTTP method in upper case
 * @param rawPath the request target's path, byte for byte as sent (percent-encoded, nothing normalised)
 * @param rawQuery what follows the {@code ?}, as sent; null if there is no {@code ?}
 * @param headers the headers; {@code host} is always there
 * @param body the bytes as they come off the wire; reading blocks
 * @param secure whether it came over TLS
 * @param remoteAddress the client's address, without a port
 */
public record S3Request(
        String method,
        String rawPath,
        @Nullable String rawQuery,
        S3Headers headers,
        QueryParameters query,
        InputStream body,
        boolean secure,
        String remoteAddress) {

    public S3Request {
        body = CountedBody.of(body);
    }

    /** How many bytes of the body have been read, framing included. */
    public long bytesRead() {
        return ((CountedBody) body).count();
    }

    /** This request with other headers. */
    public S3Request withHeaders(S3Headers others) {
        return new S3Request(method, rawPath, rawQuery, others, query, body, secure, remoteAddress);
    }

    /** The value of a header, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** What the client calls the endpoint, with its port if there is one. */
    public String host() {
        return headers.find("host").orElse("");
    }

    /** The value of a query parameter, or null. */
    public @Nullable String parameter(String name) {
        return query.get(name);
    }

    /** The declared Content-Length, or -1 if there is none. */
    public long contentLength() {
        String declared = header("content-length");
        if (declared == null) {
            return -1;
        }
        try {
            long length = Long.parseLong(declared.trim());
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw new S3Exception(S3ErrorCode.BAD_REQUEST, "Invalid Content-Length");
    }

    /**
     * The bucket and key the request is about. Virtual-hosted style where Host is a name directly below the domain, path style otherwise.
     *
     * @param domain the endpoint's domain without a port, in lower case; null if only path style is served
     */
    public S3Address address(@Nullable String domain) {
        String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        String host = header("host");
        if (domain != null && host != null) {
            String name = HostName.withoutPort(host).toLowerCase(Locale.ROOT);
            if (name.length() > domain.length() + 1 && name.endsWith("." + domain)) {
                String bucket = name.substring(0, name.length() - domain.length() - 1);
                return new S3Address(bucket, path.isEmpty() ? null : UriEncoding.decodePath(path), true);
            }
        }
        if (path.isEmpty()) {
            return new S3Address(null, null, false);
        }
        int slash = path.indexOf('/');
        if (slash < 0) {
            return new S3Address(UriEncoding.decodePath(path), null, false);
        }
        String bucket = UriEncoding.decodePath(path.substring(0, slash));
        String key = path.substring(slash + 1);
        return new S3Address(bucket, key.isEmpty() ? null : UriEncoding.decodePath(key), false);
    }
}
