package io.coffer.objects.pins;

import io.coffer.auth.KeyPair;
import io.coffer.auth.SecretKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The token of the Pinning Service API, as Filebase makes it: an access key pair and a bucket, {@code ID:SECRET:BUCKET} in Base64. It only
 * says whose requests of S3 are made; S3's own verification compares the secret.
 */
record PinningToken(KeyPair key, String bucket) {

    private static final String SCHEME = "Bearer ";

    /** Empty for what is no such token. */
    static Optional<PinningToken> of(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] token = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
            String[] parts = new String(token, StandardCharsets.UTF_8).split(":", 3);
            return parts.length < 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PinningToken(new KeyPair(parts[0], new SecretKey(parts[1])), parts[2]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
