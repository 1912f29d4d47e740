package io.coffer.pipeline;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;

/** Answers a request, refusals and faults included: it may block, and it never throws. Thread-safe. */
public interface RequestHandler {

    S3Response handle(S3Request request);
}
