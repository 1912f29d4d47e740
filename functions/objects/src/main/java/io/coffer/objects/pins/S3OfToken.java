package io.coffer.objects.pins;

import io.coffer.auth.PresignedAddress;
import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * S3 as whoever holds a token may use it: each request is signed with the token's secret and verified as any other, so that keys, policies,
 * rates and quotas hold.
 */
final class S3OfToken {

    private static final Duration VALID = Duration.ofMinutes(5);

    private final Backend backend;
    private final RequestHandler s3;
    private final Authenticator verifier;
    private final S3Request outer;
    private final PinningToken token;

    /** @param outer the request that was sent with the token */
    S3OfToken(Backend backend, RequestHandler s3, S3Request outer, PinningToken token) {
        this.backend = backend;
        this.s3 = s3;
        this.verifier = backend.verifier()::verify;
        this.outer = outer;
        this.token = token;
    }

    /** A request about the bucket. */
    S3Response ofBucket(String method, Optional<String> query) {
        return send(method, "/" + token.bucket(), query, Map.of(), InputStream.nullInputStream());
    }

    /** A request about an object, without a body. */
    S3Response ofObject(String method, String key, Map<String, String> headers) {
        return send(method, path(token.bucket(), key), Optional.empty(), headers, InputStream.nullInputStream());
    }

    /** What an object of any bucket is. */
    S3Response head(String bucket, String key) {
        return send("HEAD", path(bucket, key), Optional.empty(), Map.of(), InputStream.nullInputStream());
    }

    /** @param length of the body */
    S3Response put(String key, Map<String, String> headers, InputStream body, long length) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-length", String.valueOf(length));
        return send("PUT", path(token.bucket(), key), Optional.empty(), all, body);
    }

    private static String path(String bucket, String key) {
        return "/" + bucket + "/" + UriEncoding.encodePath(key);
    }

    private S3Response send(String method, String path, Optional<String> query, Map<String, String> headers, InputStream body) {
        S3Headers all = new S3Headers();
        all.set("host", outer.host());
        headers.forEach(all::set);
        S3Request plain = request(method, path, query.orElse(null), all, InputStream.nullInputStream());
        URI signed = PresignedAddress.of(plain, URI.create("http://" + outer.host()), path, token.key(),
                backend.behaviour().region(), backend.clock().instant(), VALID);
        return s3.handle(request(method, path, signed.getRawQuery(), all, body), verifier);
    }

    private S3Request request(String method, String path, @Nullable String query, S3Headers headers, InputStream body) {
        return new S3Request(method, path, query, headers, new QueryParameters(query), body, outer.secure(), outer.remoteAddress());
    }
}
