package io.coffer.auth;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Where a request carries its signature, which decides the code and the wording of what is wrong with it. */
enum AuthPlace {
    HEADER("REST-HEADER", S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, "The authorization header is malformed; "),
    QUERY("REST-QUERY-STRING", S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR, "Error parsing the X-Amz-Credential parameter; "),
    FORM("POST", S3ErrorCode.INVALID_ARGUMENT, "") {
        @Override
        S3Exception malformedCredential(String fault) {
            return super.malformedCredential(fault).with("ArgumentName", "X-Amz-Credential");
        }
    };

    private final String authType;
    private final S3ErrorCode code;
    private final String credentialFault;

    AuthPlace(String authType, S3ErrorCode code, String credentialFault) {
        this.authType = authType;
        this.code = code;
        this.credentialFault = credentialFault;
    }

    /** What policies call it. */
    String authType() {
        return authType;
    }

    S3Exception malformed(String message) {
        return new S3Exception(code, message);
    }

    S3Exception malformedCredential(String fault) {
        return malformed(credentialFault + fault);
    }
}
