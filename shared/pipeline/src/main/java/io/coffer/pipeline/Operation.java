package io.coffer.pipeline;

import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import java.io.IOException;

/** One S3 operation. Called with a caller who may do it on a bucket that exists. Thread-safe. */
public interface Operation {

    S3Operation name();

    /** @throws IOException where a store fails; answered as InternalError */
    S3Response handle(Call call) throws IOException;
}
