package io.coffer.auth;

import io.coffer.protocol.FormFields;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * Finds out who signed a browser's form, and holds the form to the policy that was signed. It takes version 2, too, if it is
 * told to. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">S3 API Reference, Authenticating
 *     requests: browser-based uploads using POST</a>
 */
public final class PostPolicyVerifier {

    /** How far a client's clock may be ahead. */
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    /** A signing key's life, and so a signature's, whatever expiration the policy has. */
    private static final Duration MAX_AGE = Duration.ofDays(7);

    private final Credentials credentials;
    private final ScopeRules scopes;
    private final Clock clock;
    private final SignatureVersions versions;
    private final SigningKeys signingKeys = new SigningKeys();

    /**
     * @param regions the regions a form may be signed for, the endpoint's own first; {@code auto} is always accepted
     * @param clock says what time it is for policies that expire
     */
    public PostPolicyVerifier(Credentials credentials, Set<String> regions, Clock clock, SignatureVersions versions) {
        this.credentials = credentials;
        this.scopes = new ScopeRules("s3", regions.iterator().next(), regions);
        this.clock = clock;
        this.versions = versions;
    }

    /**
     * Verifies the signature over the policy and what the policy says of the form. A form without a signature is anonymous, whatever
     * policy it has.
     *
     * @param form with the file's name filled in where fields ask for it, for conditions are about what is stored
     * @param bucket what the form was sent to
     * @throws S3Exception AccessDenied, InvalidAccessKeyId, InvalidArgument, InvalidPolicyDocument, InvalidRequest, InvalidToken,
     *     NotImplemented, SignatureDoesNotMatch
     */
    public VerifiedForm verify(FormFields form, String bucket) {
        boolean version4 = form.has("x-amz-algorithm") || form.has("x-amz-credential") || form.has("x-amz-signature");
        boolean version2 = form.has("AWSAccessKeyId") || form.has("signature");
        if (!version4 && !version2) {
            return new VerifiedForm(new Caller.Anonymous(), ContentLengthRange.ANY, Authentication.unsigned(null));
        }
        if (version4 && version2) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Only one auth mechanism allowed; only the X-Amz-Algorithm field or the"
                    + " Signature field should be specified");
        }
        if (version2 && versions == SignatureVersions.ONLY_4) {
            throw SignatureVersion2.refusal();
        }
        Signer signer = version4 ? signerByVersion4(form) : signerByVersion2(form);
        PostPolicy policy = PostPolicy.parse(form.require("Policy"));
        policy.require(form, bucket, clock.instant());
        return new VerifiedForm(signer.key().caller(), policy.lengths(), signer.authentication());
    }

    private record Signer(AccessKey key, Authentication authentication) {}

    private Signer signerByVersion4(FormFields form) {
        String algorithm = form.require("X-Amz-Algorithm");
        String credentialText = form.require("X-Amz-Credential");
        String date = form.require("X-Amz-Date");
        String signature = form.require("X-Amz-Signature");
        String policy = form.require("Policy");
        if (algorithm.equals("AWS4-ECDSA-P256-SHA256")) {
            throw S3Exception.notImplemented("AWS4-ECDSA-P256-SHA256 (SigV4A)");
        }
        if (!algorithm.equals(SignatureClaim.ALGORITHM)) {
            throw S3Exception.invalidArgument("X-Amz-Algorithm", algorithm, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        SigningTime time = SigningTime.parse(date).orElseThrow(() ->
                S3Exception.invalidArgument("X-Amz-Date", date, "X-Amz-Date must be formated via ISO8601 Long format"));
        Credential credential = Credential.parse(credentialText, AuthPlace.FORM);
        scopes.require(credential.scope(), time, AuthPlace.FORM);
        requireValidNow(time);
        AccessKey accessKey = find(form, credential.accessKeyId());
        requireSignature(signingKeys.of(accessKey, credential.scope()).sign(policy), signature, accessKey, policy);
        return new Signer(accessKey, Authentication.ofVersion4(AuthPlace.FORM, time, null));
    }

    private Signer signerByVersion2(FormFields form) {
        String accessKeyId = form.require("AWSAccessKeyId");
        String signature = form.require("Signature");
        String policy = form.require("Policy");
        AccessKey accessKey = find(form, accessKeyId);
        byte[] computed = accessKey.secret().version2Mac().doFinal(policy.getBytes(StandardCharsets.UTF_8));
        requireSignature(Base64.getEncoder().encodeToString(computed), signature, accessKey, policy);
        return new Signer(accessKey, Authentication.ofVersion2(AuthPlace.FORM, null, null, null));
    }

    private AccessKey find(FormFields form, String accessKeyId) {
        if (form.has("x-amz-security-token")) {
            // Temporary credentials come from STS, and this endpoint has none.
            throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
        }
        return credentials.find(accessKeyId).orElseThrow(() ->
                new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId));
    }

    private void requireValidNow(SigningTime time) {
        Instant now = clock.instant();
        if (time.instant().isAfter(now.plus(MAX_SKEW))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request is not valid yet")
                    .with("X-Amz-Date", time.timestamp())
                    .with("ServerTime", now);
        }
        if (now.isAfter(time.instant().plus(MAX_AGE))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with("X-Amz-Date", time.timestamp())
                    .with("ServerTime", now);
        }
    }

    private static void requireSignature(String computed, String provided, AccessKey accessKey, String policy) {
        if (!SignatureText.same(computed, provided)) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", accessKey.id())
                    .with("StringToSign", policy)
                    .with("SignatureProvided", provided)
                    .with("StringToSignBytes", HexFormat.ofDelimiter(" ").formatHex(policy.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
