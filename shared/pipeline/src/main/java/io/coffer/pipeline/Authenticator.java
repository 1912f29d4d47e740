package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3Exception;

/** Finds out who sent a request. Thread-safe. */
@FunctionalInterface
public interface Authenticator {

    /** @throws S3Exception if its signature does not hold */
    AuthenticatedRequest authenticate(S3Request request);
}
