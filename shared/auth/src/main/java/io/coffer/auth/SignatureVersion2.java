package io.coffer.auth;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** The older signature, which S3's newer regions refuse, and so does Coffer unless it is told to take it. */
final class SignatureVersion2 {

    private SignatureVersion2() {}

    /** Whether the query carries one: {@code AWSAccessKeyId}, {@code Signature}, {@code Expires}. */
    static boolean isIn(QueryParameters query) {
        return query.has("AWSAccessKeyId") && query.has("Signature");
    }

    static S3Exception refusal() {
        return new S3Exception(
                S3ErrorCode.INVALID_REQUEST,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }
}
