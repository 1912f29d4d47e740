package io.coffer.pipeline;

import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The two ids every answer carries, for finding a request in the log.
 *
 * @param requestId 16 characters, as S3's
 * @param hostId 76 characters, as S3's
 */
public record RequestIds(String requestId, String hostId) {

    private static final int HOST_ID_BYTES = 56;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public static RequestIds fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] host = new byte[HOST_ID_BYTES];
        random.nextBytes(host);
        return new RequestIds(HEX.toHexDigits(random.nextLong()), Base64.getEncoder().encodeToString(host));
    }
}
