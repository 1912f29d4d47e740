package io.coffer.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it was verified who sent a request, and what its body is held to: all that policies are told of either.
 *
 * @param type as {@code s3:authType} has it; null if nothing is signed
 * @param version as {@code s3:signatureversion} has it; null if nothing is signed
 * @param signed when it was signed; null if the signature does not cover it, or there is none
 * @param expires when the signature's time is over; null if it names no end
 * @param contentSha256 what the body is held to, as {@code x-amz-content-sha256} has it; null if the request does not say
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html">S3 API Reference, Policy keys for
 *     Signature Version 4</a>
 */
public record Authentication(
        @Nullable String type,
        @Nullable String version,
        @Nullable Instant signed,
        @Nullable Instant expires,
        @Nullable String contentSha256) {

    private static final String VERSION_2 = "AWS";

    /** In forms and links the signature of version 2 covers no time of its making. */
    static Authentication ofVersion2(
            AuthPlace place, @Nullable Instant signed, @Nullable Instant expires, @Nullable String contentSha256) {
        return new Authentication(place.authType(), VERSION_2, signed, expires, contentSha256);
    }

    static Authentication unsigned(@Nullable String contentSha256) {
        return new Authentication(null, null, null, null, contentSha256);
    }

    static Authentication ofVersion4(AuthPlace place, SigningTime time, @Nullable String contentSha256) {
        return new Authentication(place.authType(), SignatureClaim.ALGORITHM, time.instant(), null, contentSha256);
    }

    public boolean isOfVersion2() {
        return VERSION_2.equals(version);
    }

    Authentication until(Instant end) {
        return new Authentication(type, version, signed, end, contentSha256);
    }
}
