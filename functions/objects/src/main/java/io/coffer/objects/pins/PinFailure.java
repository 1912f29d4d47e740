package io.coffer.objects.pins;

import org.jspecify.annotations.Nullable;

/** A refusal of the Pinning Service API. */
final class PinFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;

    PinFailure(int status, String reason, @Nullable String details) {
        super(details);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    static PinFailure badRequest(String details) {
        return new PinFailure(400, "BAD_REQUEST", details);
    }

    static PinFailure unauthorized() {
        return new PinFailure(401, "UNAUTHORIZED",
                "The token must be ID:SECRET:BUCKET in Base64, of an access key that may use the bucket.");
    }

    static PinFailure nameTaken() {
        return new PinFailure(409, "NAME_TAKEN", "The bucket has another object with this name.");
    }

    static PinFailure tryAgain() {
        return new PinFailure(503, "INTERNAL_SERVER_ERROR", "Try again.");
    }

    static PinFailure notFound(String details) {
        return new PinFailure(404, "NOT_FOUND", details);
    }
}
