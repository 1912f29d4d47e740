package io.coffer.auth;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.http.S3Headers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Requests and verifiers with the credentials and the instant of AWS's published examples. */
final class Requests {

    static final String ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final Instant SIGNED_AT = Instant.parse("2013-05-24T00:00:00Z");
    static final String SCOPE = ACCESS_KEY_ID + "/20130524/us-east-1/s3/aws4_request";
    static final Credentials CREDENTIALS = id -> id.equals(ACCESS_KEY_ID)
            ? Optional.of(new AccessKey(ACCESS_KEY_ID, new SecretKey(SECRET), "123456789012", null))
            : Optional.empty();

    private Requests() {}

    static SigV4Verifier verifier() {
        return verifierAt(SIGNED_AT);
    }

    static SigV4Verifier verifierAt(Instant now) {
        return new SigV4Verifier(CREDENTIALS, new LinkedHashSet<>(List.of("us-east-1", "eu-central-1")), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** @param headers names and values in turn */
    static S3Request request(String method, String target, InputStream body, String... headers) {
        int question = target.indexOf('?');
        String query = question < 0 ? null : target.substring(question + 1);
        S3Headers all = new S3Headers();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return new S3Request(method, question < 0 ? target : target.substring(0, question), query, all, new QueryParameters(query),
                body, true, "127.0.0.1");
    }

    static S3Request request(String method, String target, String... headers) {
        return request(method, target, InputStream.nullInputStream(), headers);
    }

    static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String authorization(String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=" + SCOPE + ",SignedHeaders=" + signedHeaders + ",Signature=" + signature;
    }

    /** Signs a request by hand, headers and all, as a client would at {@link #SIGNED_AT}. */
    static S3Request signed(String method, String target, InputStream body, String contentSha256, String... headers) {
        S3Request unsigned = request(method, target, body, headers);
        unsigned.headers().set("host", "s3.amazonaws.com");
        unsigned.headers().set("x-amz-date", "20130524T000000Z");
        unsigned.headers().set("x-amz-content-sha256", contentSha256);
        return sign(unsigned, SCOPE);
    }

    /** Adds the Authorization header for the headers the request has. */
    static S3Request sign(S3Request request, String credential) {
        List<String> names = request.headers().names().stream().sorted().toList();
        CanonicalRequest canonical = CanonicalRequest.of(request, names, request.header("x-amz-content-sha256"));
        SignatureClaim claim = new SignatureClaim(AuthPlace.HEADER, Credential.parse(credential, AuthPlace.HEADER), names, "",
                SigningTime.parse(request.header("x-amz-date")).orElseThrow());
        String signature = SigningKey.derive(new SecretKey(SECRET), claim.credential().scope())
                .sign(claim.stringToSign(canonical.bytes()));
        request.headers().set("authorization", "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders="
                + String.join(";", names) + ", Signature=" + signature);
        return request;
    }
}
