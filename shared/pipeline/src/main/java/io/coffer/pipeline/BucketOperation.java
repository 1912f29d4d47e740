package io.coffer.pipeline;

import io.coffer.protocol.S3Response;
import java.io.IOException;

/** An operation on a bucket. */
public non-sealed interface BucketOperation extends Operation {

    /** @throws IOException if a store fails; answered as InternalError */
    S3Response handle(BucketCall call) throws IOException;

    /** An operation on objects that its body names. It authorises its call itself, for each of them. */
    non-sealed interface SelfAuthorised extends Operation {

        /** @throws IOException if a store fails; answered as InternalError */
        S3Response handle(UnauthorisedBucketCall call) throws IOException;
    }
}
