package io.coffer.auth;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Headers that a signature had to cover and does not. */
final class UnsignedHeaders {

    private UnsignedHeaders() {}

    /** @param names with commas between */
    static S3Exception refusal(String names) {
        return new S3Exception(S3ErrorCode.ACCESS_DENIED, "There were headers present in the request which were not signed")
                .with("HeadersNotSigned", names);
    }
}
