package io.coffer.buckets.control;

import io.coffer.pipeline.BucketCall;
import io.coffer.protocol.S3Response;
import java.io.IOException;

/** One of S3 Control's operations on a bucket. Called with a caller who may do it. Thread-safe. */
interface ControlOperation {

    /** AWS's name. */
    String name();

    String method();

    /** What a caller needs, such as {@code s3:TagResource}. */
    default String action() {
        return "s3:" + name();
    }

    /** @throws IOException if the body does not come */
    S3Response handle(BucketCall call) throws IOException;
}
