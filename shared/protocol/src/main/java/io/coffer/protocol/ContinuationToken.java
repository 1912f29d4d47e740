package io.coffer.protocol;

import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a listing goes on, as clients hand it back: a name that they need not read. */
public final class ContinuationToken {

    private ContinuationToken() {}

    public static String of(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws S3Exception InvalidArgument if it is no token of ours */
    public static String read(String token) {
        try {
            String last = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (!last.isEmpty()) {
                return last;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw S3Exception.invalidArgument("continuation-token", token, "The continuation token provided is incorrect");
    }
}
