package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Request;

/** Finds out who sent a request. Thread-safe. */
@FunctionalInterface
public interface Authenticator {

    /** @throws S3Exception where its signature does not hold */
    AuthenticatedRequest authenticate(S3Request request);
}
