package io.coffer.auth;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads {@code Authorization: AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">S3 API Reference, Using the
 *     Authorization header</a>
 */
final class AuthorizationHeader {

    private AuthorizationHeader() {}

    /**
     * @throws S3Exception InvalidRequest for SigV2, NotImplemented for SigV4A, InvalidArgument for any other scheme,
     *     AuthorizationHeaderMalformed, AccessDenied without a date
     */
    static SignatureClaim parse(S3Request request) {
        String header = request.headers().find("authorization").orElse("").trim();
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        switch (scheme) {
            case SignatureClaim.ALGORITHM -> { }
            case "AWS" -> throw SignatureVersion2.refusal();
            case "AWS4-ECDSA-P256-SHA256" -> throw S3Exception.notImplemented("AWS4-ECDSA-P256-SHA256 (SigV4A)");
            default -> throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Unsupported Authorization Type")
                    .with("ArgumentName", "Authorization");
        }
        Map<String, String> components = components(header.substring(scheme.length()));
        String credential = components.get("Credential");
        String signedHeaders = components.get("SignedHeaders");
        String signature = components.get("Signature");
        if (credential == null || signedHeaders == null || signature == null) {
            throw AuthPlace.HEADER.malformed(
                    "The authorization header is malformed; the authorization header requires three components: Credential,"
                            + " SignedHeaders, and Signature.");
        }
        return new SignatureClaim(
                AuthPlace.HEADER,
                Credential.parse(credential, AuthPlace.HEADER),
                SignatureClaim.headerNames(signedHeaders),
                signature,
                SigningTime.ofHeaders(request));
    }

    private static Map<String, String> components(String list) {
        Map<String, String> components = new HashMap<>();
        for (String component : list.split(",")) {
            String trimmed = component.trim();
            int equals = trimmed.indexOf('=');
            if (equals > 0) {
                components.put(trimmed.substring(0, equals), trimmed.substring(equals + 1));
            } else if (!trimmed.isEmpty()) {
                throw AuthPlace.HEADER.malformed(
                        "The authorization header is malformed; the authorization component \"" + trimmed + "\" is malformed.");
            }
        }
        return components;
    }
}
