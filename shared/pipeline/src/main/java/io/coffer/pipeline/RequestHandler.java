package io.coffer.pipeline;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;

/** Answers requests; what a server or a function hands them to. Blocks; thread-safe; never throws. */
public interface RequestHandler {

    S3Response handle(S3Request request);
}
