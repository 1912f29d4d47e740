package io.coffer.pipeline;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;

/** Answers a request, refusals and faults included: it may block, and it never throws. Thread-safe. */
public interface RequestHandler {

    /** @param authenticator finds out who sent it, if it is one of S3's own operations */
    S3Response handle(S3Request request, Authenticator authenticator);

    /** The answer to a request that the server turns away unhandled, with all that every answer has. */
    S3Response refuse(S3Request request, S3Exception refusal);
}
