package io.coffer.pipeline;

import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import java.io.IOException;

/** One S3 operation. Called with a caller who may do it on a bucket that exists. Thread-safe. */
public interface Operation {

    S3Operation name();

    /** Whether the operation asks {@link Access} itself, since what it touches stands in its body. */
    default boolean authorisesItself() {
        return false;
    }

    /** @throws IOException where a store fails; answered as InternalError */
    S3Response handle(Call call) throws IOException;
}
