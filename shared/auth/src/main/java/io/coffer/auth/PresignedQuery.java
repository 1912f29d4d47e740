package io.coffer.auth;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads the {@code X-Amz-*} parameters of a presigned URL.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">S3 API Reference, Using query parameters</a>
 */
record PresignedQuery(SignatureClaim claim, Duration expires) {

    private static final long LONGEST_SECONDS = Duration.ofDays(7).toSeconds();

    static boolean isIn(QueryParameters query) {
        return query.has("X-Amz-Algorithm") || query.has("X-Amz-Credential") || query.has("X-Amz-Signature");
    }

    /** @throws S3Exception AuthorizationQueryParametersError; NotImplemented for SigV4A */
    static PresignedQuery parse(QueryParameters query) {
        String algorithm = required(query, "X-Amz-Algorithm");
        if (algorithm.equals("AWS4-ECDSA-P256-SHA256")) {
            throw S3Exception.notImplemented("AWS4-ECDSA-P256-SHA256 (SigV4A)");
        }
        if (!algorithm.equals(SignatureClaim.ALGORITHM)) {
            throw AuthPlace.QUERY.malformed("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        String credential = required(query, "X-Amz-Credential");
        String signature = required(query, "X-Amz-Signature");
        String date = required(query, "X-Amz-Date");
        String signedHeaders = required(query, "X-Amz-SignedHeaders");
        String expires = required(query, "X-Amz-Expires");
        SigningTime time = SigningTime.parse(date).orElseThrow(() ->
                AuthPlace.QUERY.malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
        SignatureClaim claim = new SignatureClaim(
                AuthPlace.QUERY,
                Credential.parse(credential, AuthPlace.QUERY),
                SignatureClaim.headerNames(signedHeaders),
                signature,
                time);
        return new PresignedQuery(claim, expires(expires));
    }

    private static String required(QueryParameters query, String name) {
        String value = query.get(name);
        if (value == null || value.isEmpty()) {
            throw AuthPlace.QUERY.malformed("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                    + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        return value;
    }

    private static Duration expires(String text) {
        long seconds;
        try {
            seconds = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw AuthPlace.QUERY.malformed("X-Amz-Expires should be a number");
        }
        if (seconds < 1) {
            throw AuthPlace.QUERY.malformed("X-Amz-Expires must be non-negative");
        }
        if (seconds > LONGEST_SECONDS) {
            throw AuthPlace.QUERY.malformed("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
                    + " must be less than 604800 seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    /** When its time is over. */
    Instant end() {
        return claim.time().instant().plus(expires);
    }

    /**
     * @param skew how far the client's clock may be ahead
     * @throws S3Exception AccessDenied before the URL is valid and after it has expired
     */
    void requireValidAt(Instant now, Duration skew) {
        Instant signed = claim.time().instant();
        if (signed.isAfter(now.plus(skew))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request is not valid yet")
                    .with("X-Amz-Date", claim.time().timestamp())
                    .with("ServerTime", now);
        }
        Instant end = end();
        if (now.isAfter(end)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with("X-Amz-Expires", expires.toSeconds())
                    .with("Expires", end)
                    .with("ServerTime", now);
        }
    }
}
