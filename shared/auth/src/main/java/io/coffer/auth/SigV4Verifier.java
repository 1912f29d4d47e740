package io.coffer.auth;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sent a request: verifies its AWS Signature Version 4, in the Authorization header or in the query, and version 2 if it is
 * told to. Thread-safe.
 */
public final class SigV4Verifier {

    private static final String CLOUDFRONT_ID = "x-amz-cf-id";

    private final Credentials credentials;
    private final ScopeRules scopes;
    private final Clock clock;
    private final Optional<Version2Verifier> version2;
    private final SigningKeys signingKeys = new SigningKeys();

    /**
     * @param regions the regions a request may be signed for, the endpoint's own first; {@code auto} is always accepted
     * @param clock says what time it is for signatures that expire
     */
    public SigV4Verifier(Credentials credentials, Set<String> regions, Clock clock) {
        this(credentials, new ScopeRules("s3", regions.iterator().next(), regions), clock, Optional.empty());
    }

    /**
     * A verifier that takes version 2, too.
     *
     * @param domain whose subdomains name buckets, which that version signs; null for path style only
     */
    public static SigV4Verifier takingVersion2(
            Credentials credentials, Set<String> regions, @Nullable String domain, Clock clock) {
        return new SigV4Verifier(credentials, new ScopeRules("s3", regions.iterator().next(), regions), clock,
                Optional.of(new Version2Verifier(credentials, domain, clock)));
    }

    /**
     * A verifier for requests to another of AWS's services, with {@link #verifyQuery}.
     *
     * @param service the name they are signed for, such as {@code iam}
     * @param regions as above
     */
    public static SigV4Verifier of(Credentials credentials, String service, Set<String> regions, Clock clock) {
        return new SigV4Verifier(credentials, new ScopeRules(service, regions.iterator().next(), regions), clock, Optional.empty());
    }

    private SigV4Verifier(Credentials credentials, ScopeRules scopes, Clock clock, Optional<Version2Verifier> version2) {
        this.credentials = credentials;
        this.scopes = scopes;
        this.clock = clock;
        this.version2 = version2;
    }

    /**
     * Verifies the signature over everything except the body, which is verified while it is read.
     *
     * @throws S3Exception AccessDenied, AuthorizationHeaderMalformed, AuthorizationQueryParametersError, InvalidAccessKeyId,
     *     InvalidArgument, InvalidRequest, InvalidToken, MissingContentLength, NotImplemented, RequestTimeTooSkewed,
     *     SignatureDoesNotMatch
     */
    public AuthenticatedRequest verify(S3Request request) {
        boolean inHeader = !request.headers().find("authorization").orElse("").isBlank();
        boolean presigned = PresignedQuery.isIn(request.query());
        boolean inQuery2 = SignatureVersion2.isIn(request.query());
        if ((inHeader && (presigned || inQuery2)) || (presigned && inQuery2)) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter,"
                    + " Signature query string parameter or the Authorization header should be specified");
        }
        if (inQuery2) {
            return version2.orElseThrow(SignatureVersion2::refusal).verifyQuery(request);
        }
        if (version2.isPresent() && Version2Verifier.isInHeader(request)) {
            return version2.get().verifyHeader(request);
        }
        if (inHeader) {
            return verifyHeader(request);
        }
        return presigned ? verifyPresigned(request) : anonymous(request);
    }

    private AuthenticatedRequest verifyHeader(S3Request request) {
        SignatureClaim claim = AuthorizationHeader.parse(request);
        scopes.require(claim.credential().scope(), claim.time(), claim.place());
        claim.time().requireRecent(now());
        ContentSha256 content = ContentSha256.declaredIn(request).orElseThrow(() -> new S3Exception(
                S3ErrorCode.INVALID_REQUEST, "Missing required header for this request: " + ContentSha256.HEADER));
        return verify(request, claim, content, content);
    }

    /**
     * Refuses a request of a query API whose body need not be read: nobody could have signed it.
     *
     * @return the key that it says it is signed with
     * @throws S3Exception AccessDenied if there is no Authorization header, AuthorizationHeaderMalformed, InvalidAccessKeyId
     */
    public AccessKey requireKnownKey(S3Request request) {
        requireAuthorizationHeader(request);
        return require(AuthorizationHeader.parse(request).credential().accessKeyId());
    }

    private static void requireAuthorizationHeader(S3Request request) {
        if (request.headers().find("authorization").orElse("").isBlank()) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    private AccessKey require(String accessKeyId) {
        return credentials.find(accessKeyId).orElseThrow(() ->
                new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId));
    }

    /**
     * Verifies a request of a query API, whose parameters are its body: the signature covers the body, though no header says its hash.
     *
     * @param body all of it
     * @throws S3Exception AccessDenied if there is no Authorization header, and as {@link #verify(S3Request)}
     */
    public Caller.Account verifyQuery(S3Request request, byte[] body) {
        requireAuthorizationHeader(request);
        SignatureClaim claim = AuthorizationHeader.parse(request);
        scopes.require(claim.credential().scope(), claim.time(), claim.place());
        claim.time().requireRecent(now());
        return requireSigned(request, claim, Sha256.hexOf(body)).caller();
    }

    private AuthenticatedRequest verifyPresigned(S3Request request) {
        PresignedQuery presigned = PresignedQuery.parse(request.query());
        SignatureClaim claim = presigned.claim();
        scopes.require(claim.credential().scope(), claim.time(), claim.place());
        presigned.requireValidAt(now(), SigningTime.MAX_SKEW);
        S3Request named = HoistedHeaders.lowerSigned(request, claim.signedHeaders());
        boolean headerIsSigned = claim.signedHeaders().contains(ContentSha256.HEADER);
        Optional<ContentSha256> declared = ContentSha256.declaredIn(named);
        ContentSha256 signed = Optional.ofNullable(request.parameter("X-Amz-Content-Sha256"))
                .map(ContentSha256::parse)
                .or(() -> declared.filter(content -> headerIsSigned))
                .orElse(ContentSha256.UNSIGNED);
        ContentSha256 content = headerIsSigned ? signed : declared.map(beside -> beside(signed, beside)).orElse(signed);
        AuthenticatedRequest verified = verify(named, claim, signed, content);
        return new AuthenticatedRequest(
                HoistedHeaders.lower(named), verified.caller(), verified.payload(),
                verified.authentication().until(presigned.end()));
    }

    /**
     * What holds for the body where a client adds the header to a presigned address whose signature does not name it: what is signed. If
     * that leaves the body open, a hash in the header is checked, too: it can refuse a body and let none in.
     *
     * @throws S3Exception AccessDenied if the header says that the body has a framing: nobody signed that bytes are to be removed
     * @see <a href="https://github.com/demarche-numerique/ds_proxy/pull/164">ds_proxy, pull request 164: S3 takes it unsigned</a>
     */
    private static ContentSha256 beside(ContentSha256 signed, ContentSha256 unsigned) {
        if (unsigned.form().isChunked()) {
            throw UnsignedHeaders.refusal(ContentSha256.HEADER);
        }
        return signed.form() == ContentSha256.Form.UNSIGNED ? unsigned : signed;
    }

    private static AuthenticatedRequest anonymous(S3Request request) {
        Optional<ContentSha256> declared = ContentSha256.declaredIn(request);
        ContentSha256 content = declared.orElse(ContentSha256.UNSIGNED);
        if (content.form().hasSignedChunks()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, content.value() + " needs a signed request");
        }
        return new AuthenticatedRequest(request, new Caller.Anonymous(), Payload.of(request, content, ChunkVerifier.NONE),
                Authentication.unsigned(declared.map(ContentSha256::value).orElse(null)));
    }

    /**
     * @param signed the last line of the canonical request
     * @param content how the body is read
     */
    private AuthenticatedRequest verify(S3Request request, SignatureClaim claim, ContentSha256 signed, ContentSha256 content) {
        AccessKey accessKey = requireSigned(request, claim, signed.value());
        ContentSha256.Form form = content.form();
        ChunkVerifier chunks = form.hasSignedChunks()
                ? new ChunkSignatures(signingKeys.of(accessKey, claim.credential().scope()), claim, form.hasTrailer())
                : ChunkVerifier.NONE;
        return new AuthenticatedRequest(request, accessKey.caller(), Payload.of(request, content, chunks),
                Authentication.ofVersion4(claim.place(), claim.time(), content.value()));
    }

    /** @return the key by which the request is signed */
    private AccessKey requireSigned(S3Request request, SignatureClaim claim, String contentSha256) {
        requireSignedHeaders(request, claim.signedHeaders());
        if (request.headers().has("x-amz-security-token") || request.query().has("X-Amz-Security-Token")) {
            // Temporary credentials come from STS, and this endpoint has none.
            throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
        }
        AccessKey accessKey = require(claim.credential().accessKeyId());
        SigningKey key = signingKeys.of(accessKey, claim.credential().scope());
        requireSignature(CanonicalRequest.of(request, claim.signedHeaders(), contentSha256), claim, key);
        return accessKey;
    }

    private static void requireSignature(CanonicalRequest canonical, SignatureClaim claim, SigningKey key) {
        byte[] canonicalBytes = canonical.bytes();
        String stringToSign = claim.stringToSign(canonicalBytes);
        if (!SignatureText.same(key.sign(stringToSign), claim.signature())) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", claim.credential().accessKeyId())
                    .with("StringToSign", stringToSign)
                    .with("SignatureProvided", claim.signature())
                    .with("StringToSignBytes", spacedHex(stringToSign.getBytes(StandardCharsets.UTF_8)))
                    .with("CanonicalRequest", canonical.text())
                    .with("CanonicalRequestBytes", spacedHex(canonicalBytes));
        }
    }

    private static String spacedHex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    /**
     * Host and every {@code x-amz-*} header must be signed, or whoever holds a signed URL could add a copy source or an ACL to it; and so
     * must Coffer's own headers, for the same reason.
     * Content-Type too is on the S3 API Reference's list, but S3 itself takes it unsigned, and browsers add it to presigned uploads. The
     * body's hash is in the canonical request anyway; what it may say beside a presigned address, {@link #beside} decides. CloudFront gives
     * every request an id of its own on the way, which asks for nothing.
     */
    private static void requireSignedHeaders(S3Request request, List<String> signedHeaders) {
        List<String> unsigned = new ArrayList<>(0);
        for (String name : request.headers().names()) {
            if (mustBeSigned(name) && !signedHeaders.contains(name)) {
                unsigned.add(name);
            }
        }
        if (!unsigned.isEmpty()) {
            throw UnsignedHeaders.refusal(unsigned.stream().collect(Collectors.joining(", ")));
        }
    }

    private static boolean mustBeSigned(String name) {
        return name.equals("host")
                || name.startsWith("x-coffer-")
                || (name.startsWith("x-amz-") && !name.equals(ContentSha256.HEADER) && !name.equals(CLOUDFRONT_ID));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
