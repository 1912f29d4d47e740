package io.coffer.auth;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.http.S3Headers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A request's address at another endpoint, signed in its query: whoever follows it may do what the request asked, and nothing else.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">S3 API Reference, Authenticating
 *     requests: using query parameters</a>
 */
public final class PresignedAddress {

    private PresignedAddress() {}

    /**
     * The address of the same request elsewhere. Of its headers those stay that a signature must cover, as who follows a redirect sends
     * them again.
     *
     * @param endpoint scheme and authority
     * @param rawPath the path there, percent-encoded
     * @param key the key of whoever sent the request
     */
    public static URI of(S3Request request, URI endpoint, String rawPath, KeyPair key, String region, Instant now, Duration valid) {
        SigningTime time = SigningTime.of(now);
        CredentialScope scope = new CredentialScope(time.date(), region, "s3");
        S3Headers headers = new S3Headers();
        request.headers().names().stream()
                .filter(name -> name.startsWith("x-amz-") || name.startsWith("x-coffer-"))
                .forEach(name -> request.headers().all(name).forEach(value -> headers.add(name, value)));
        headers.set("host", endpoint.getAuthority());
        List<String> signedHeaders = headers.names().stream().sorted().toList();

        Map<String, String> signing = new TreeMap<>();
        signing.put("X-Amz-Algorithm", SignatureClaim.ALGORITHM);
        signing.put("X-Amz-Credential", key.id() + "/" + scope);
        signing.put("X-Amz-Date", time.timestamp());
        signing.put("X-Amz-Expires", String.valueOf(valid.toSeconds()));
        signing.put("X-Amz-SignedHeaders", String.join(";", signedHeaders));
        List<String> parameters = new ArrayList<>();
        Stream.concat(
                        request.query().all().stream().filter(parameter -> !parameter.name().startsWith("X-Amz-")),
                        signing.entrySet().stream().map(e -> new QueryParameters.Parameter(e.getKey(), e.getValue())))
                .forEach(p -> parameters.add(UriEncoding.encode(p.name()) + "=" + UriEncoding.encode(p.value())));
        String query = String.join("&", parameters);

        S3Request elsewhere = new S3Request(request.method(), rawPath, query, headers, new QueryParameters(query), request.body(),
                true, request.remoteAddress());
        String content = headers.find(ContentSha256.HEADER).orElse(ContentSha256.UNSIGNED.value());
        byte[] canonical = CanonicalRequest.of(elsewhere, signedHeaders, content.trim()).bytes();
        SignatureClaim claim =
                new SignatureClaim(AuthPlace.QUERY, new Credential(key.id(), scope), signedHeaders, "", time);
        String signature = SigningKey.derive(key.secret(), scope).sign(claim.stringToSign(canonical));
        return URI.create(endpoint.getScheme() + "://" + endpoint.getAuthority() + rawPath + "?" + query + "&X-Amz-Signature=" + signature);
    }
}
