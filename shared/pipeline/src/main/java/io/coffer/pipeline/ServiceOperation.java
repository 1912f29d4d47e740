package io.coffer.pipeline;

import io.coffer.protocol.S3Response;
import java.io.IOException;

/** An operation on no bucket that is there. */
public non-sealed interface ServiceOperation extends Operation {

    /** @throws IOException if a store fails; answered as InternalError */
    S3Response handle(ServiceCall call) throws IOException;

    /** Makes a bucket. A policy may ask for what the body says, so the operation authorises its call itself. */
    non-sealed interface SelfAuthorised extends Operation {

        /** @throws IOException if a store fails; answered as InternalError */
        S3Response handle(UnauthorisedServiceCall call) throws IOException;
    }
}
