package io.coffer.auth;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Router;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request that is signed by version 2, in the Authorization header or in the query. Thread-safe. */
final class Version2Verifier {

    /** Asks for another form of the same list, with the same right; clients of version 2 never sign it. */
    private static final String LIST_TYPE = "list-type";

    private final Credentials credentials;
    private final @Nullable String domain;
    private final Clock clock;

    /** @param domain whose subdomains name buckets; null for path style only */
    Version2Verifier(Credentials credentials, @Nullable String domain, Clock clock) {
        this.credentials = credentials;
        this.domain = domain;
        this.clock = clock;
    }

    /** Whether the Authorization header has one: {@code AWS AccessKeyId:Signature}. */
    static boolean isInHeader(S3Request request) {
        String header = request.headers().find("authorization").orElse("").trim();
        return header.equals("AWS") || header.startsWith("AWS ");
    }

    /** @throws S3Exception AccessDenied, InvalidAccessKeyId, InvalidArgument, InvalidRequest, InvalidToken, SignatureDoesNotMatch */
    AuthenticatedRequest verifyHeader(S3Request request) {
        String header = request.headers().find("authorization").orElse("").trim();
        int colon = header.lastIndexOf(':');
        if (colon < 0) {
            throw S3Exception.invalidArgument("Authorization", header.split(" ")[0],
                    "AWS authorization header is invalid. Expected AwsAccessKeyId:signature");
        }
        SigningTime time = SigningTime.ofHeaders(request);
        time.requireRecent(clock.instant());
        String date = request.headers().has("x-amz-date") ? "" : request.headers().find("date").orElse("").trim();
        AccessKey key = requireSigned(request, header.substring("AWS ".length(), colon).trim(), header.substring(colon + 1).trim(), date);
        return authenticated(request, key, AuthPlace.HEADER, time.instant(), null);
    }

    /** @throws S3Exception AccessDenied, InvalidAccessKeyId, InvalidArgument, InvalidRequest, InvalidToken, SignatureDoesNotMatch */
    AuthenticatedRequest verifyQuery(S3Request request) {
        QueryParameters query = request.query();
        String accessKeyId = query.get("AWSAccessKeyId");
        String signature = query.get("Signature");
        String end = query.get("Expires");
        if (accessKeyId == null || signature == null || end == null) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED,
                    "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        }
        Instant expires = expiry(end);
        Instant now = clock.instant();
        if (now.isAfter(expires)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request has expired").with("Expires", expires).with("ServerTime", now);
        }
        S3Request lowered = HoistedHeaders.lowerVersion2(request);
        AccessKey key = requireSigned(lowered, accessKeyId, signature, end);
        return authenticated(lowered, key, AuthPlace.QUERY, null, expires);
    }

    private static Instant expiry(String text) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException e) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Invalid date (should be seconds since epoch): " + text);
        }
    }

    private AccessKey requireSigned(S3Request request, String accessKeyId, String signature, String date) {
        if (request.headers().has("x-amz-security-token")) {
            // Temporary credentials come from STS, and this endpoint has none.
            throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
        }
        AccessKey key = credentials.find(accessKeyId).orElseThrow(() ->
                new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId));
        List<String> texts = Version2String.of(request, domain, date);
        if (texts.stream().noneMatch(text -> SignatureText.same(sign(key, text), signature))) {
            String text = texts.get(0);
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", accessKeyId)
                    .with("StringToSign", text)
                    .with("SignatureProvided", signature)
                    .with("StringToSignBytes", HexFormat.ofDelimiter(" ").formatHex(bytes));
        }
        requireCovered(request);
        return key;
    }

    private static String sign(AccessKey key, String text) {
        return Base64.getEncoder().encodeToString(key.secret().version2Mac().doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Version 2 covers a fixed list of parameters and headers; whoever holds a link could add what it does not cover. */
    private static void requireCovered(S3Request request) {
        request.query().all().stream()
                .map(QueryParameters.Parameter::name)
                .filter(name -> S3Router.chooses(name) && !Version2String.covers(name) && !name.equals(LIST_TYPE))
                .findFirst()
                .ifPresent(name -> {
                    throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Signature Version 2 does not cover the query parameter " + name
                            + ". Please use AWS4-HMAC-SHA256.");
                });
        request.headers().names().stream().filter(name -> name.startsWith("x-coffer-")).findFirst().ifPresent(name -> {
            throw UnsignedHeaders.refusal(name);
        });
    }

    private static AuthenticatedRequest authenticated(
            S3Request request, AccessKey key, AuthPlace place, @Nullable Instant signed, @Nullable Instant expires) {
        Optional<ContentSha256> declared = ContentSha256.declaredIn(request);
        ContentSha256 content = declared.orElse(ContentSha256.UNSIGNED);
        if (content.form().hasSignedChunks()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, content.value() + " needs a signature of version 4");
        }
        return new AuthenticatedRequest(request, key.caller(), Payload.of(request, content, ChunkVerifier.NONE),
                Authentication.ofVersion2(place, signed, expires, declared.map(ContentSha256::value).orElse(null)));
    }
}
