package io.coffer.pipeline;

import io.coffer.protocol.S3Response;
import java.io.IOException;

/** An operation on an object, or on a key under which there may be none. */
public non-sealed interface ObjectOperation extends Operation {

    /** @throws IOException if a store fails; answered as InternalError */
    S3Response handle(ObjectCall call) throws IOException;

    /** An operation whose caller's rights depend on what is yet to be read. It authorises its call itself. */
    non-sealed interface SelfAuthorised extends Operation {

        /** @throws IOException if a store fails; answered as InternalError */
        S3Response handle(UnauthorisedObjectCall call) throws IOException;
    }
}
