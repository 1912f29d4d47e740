package io.coffer.auth;

import io.coffer.protocol.S3Request;

/**
 * A request whose signature holds, or that has none.
 *
 * @param request with the headers that a presigned address has in its query
 * @param payload the body: what of it is signed is verified while it is read
 */
public record VerifiedRequest(S3Request request, Caller caller, Payload payload, Authentication authentication) {}
