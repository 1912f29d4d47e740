package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;

/** The rules for object keys: 1 to 1,024 bytes of UTF-8, any bytes. */
public final class ObjectKey {

    /** In bytes of UTF-8; also DynamoDB's limit for a sort key. */
    public static final int MAX_BYTES = 1024;

    private ObjectKey() {}

    /** @throws S3Exception KeyTooLongError */
    public static void require(String key) {
        int size = key.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw new S3Exception(S3ErrorCode.KEY_TOO_LONG).with("Size", size).with("MaxSizeAllowed", MAX_BYTES);
        }
    }
}
