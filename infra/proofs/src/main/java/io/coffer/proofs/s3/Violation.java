package io.coffer.proofs.s3;

/** An answer that S3 would not give. */
public final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message, null, false, false);
    }
}
