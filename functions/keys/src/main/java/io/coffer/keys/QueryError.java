package io.coffer.keys;

/**
 * What a query API refuses with.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">IAM API Reference, Common Errors</a>
 */
enum QueryError {
    ACCESS_DENIED(403, "AccessDenied"),
    DELETE_CONFLICT(409, "DeleteConflict"),
    ENTITY_ALREADY_EXISTS(409, "EntityAlreadyExists"),
    INCOMPLETE_SIGNATURE(400, "IncompleteSignature"),
    INTERNAL_FAILURE(500, "InternalFailure"),
    INVALID_ACTION(400, "InvalidAction"),
    INVALID_CLIENT_TOKEN_ID(403, "InvalidClientTokenId"),
    INVALID_INPUT(400, "InvalidInput"),
    LIMIT_EXCEEDED(409, "LimitExceeded"),
    MALFORMED_POLICY_DOCUMENT(400, "MalformedPolicyDocument"),
    MALFORMED_QUERY_STRING(404, "MalformedQueryString"),
    MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationToken"),
    NO_SUCH_ENTITY(404, "NoSuchEntity"),
    REQUEST_EXPIRED(400, "RequestExpired"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable"),
    SIGNATURE_DOES_NOT_MATCH(403, "SignatureDoesNotMatch"),
    THROTTLING(400, "Throttling"),
    VALIDATION_ERROR(400, "ValidationError");

    private final int status;
    private final String code;

    QueryError(int status, String code) {
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** Whose fault it is. */
    String type() {
        return status < 500 ? "Sender" : "Receiver";
    }
}
