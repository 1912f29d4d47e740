package io.coffer.auth;

import io.coffer.protocol.S3Request;

/** A request whose signature holds, or that has none. Only the verifiers make one. */
public final class AuthenticatedRequest {

    private final S3Request request;
    private final Caller caller;
    private final Payload payload;
    private final Authentication authentication;

    AuthenticatedRequest(S3Request request, Caller caller, Payload payload, Authentication authentication) {
        this.request = request;
        this.caller = caller;
        this.payload = payload;
        this.authentication = authentication;
    }

    /** The request, with the headers that a presigned address has in its query. */
    public S3Request request() {
        return request;
    }

    public Caller caller() {
        return caller;
    }

    /** The body, decoded. What of it is signed is verified while it is read. */
    public Payload payload() {
        return payload;
    }

    public Authentication authentication() {
        return authentication;
    }

    public boolean isAnonymous() {
        return caller instanceof Caller.Anonymous;
    }
}
