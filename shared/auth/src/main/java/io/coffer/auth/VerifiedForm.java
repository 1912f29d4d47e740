package io.coffer.auth;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.util.List;

/** A form whose signature and policy hold, or that has none. Only {@link PostPolicyVerifier} makes one. */
public final class VerifiedForm {

    private static final List<String> SENDER_HEADERS = List.of("host", "referer", "user-agent");

    private final Caller caller;
    private final ContentLengthRange lengths;
    private final Authentication authentication;

    VerifiedForm(Caller caller, ContentLengthRange lengths, Authentication authentication) {
        this.caller = caller;
        this.lengths = lengths;
        this.authentication = authentication;
    }

    public Caller caller() {
        return caller;
    }

    /** What its policy allows the file, to be held while the file is read. */
    public ContentLengthRange lengths() {
        return lengths;
    }

    public Authentication authentication() {
        return authentication;
    }

    /** Whether the form itself is signed. A request that carries a form without a signature may have its own. */
    private boolean isSigned() {
        return caller instanceof Caller.Account;
    }

    /**
     * The request as it would be if what the form says stood in the request itself: who signed it, the headers, the body. Anybody may add
     * a query to the address that a form is sent to, so the query has no say.
     *
     * @param carrier the request that brought the form; its signature counts if the form has none
     * @param fields what the form asks for, as headers; of the carrier's own only those that tell who sent it remain
     * @throws S3Exception InvalidArgument if both are signed
     */
    public AuthenticatedRequest asRequest(AuthenticatedRequest carrier, S3Headers fields, InputStream file) {
        if (isSigned() && !carrier.isAnonymous()) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT,
                    "Only one auth mechanism allowed; only the request or its form should be signed");
        }
        S3Request sent = carrier.request();
        SENDER_HEADERS.forEach(name -> fields.setIfPresent(name, sent.header(name)));
        S3Request asked = new S3Request(sent.method(), sent.rawPath(), null, fields, new QueryParameters(null), file, sent.secure(),
                sent.remoteAddress());
        return isSigned()
                ? new AuthenticatedRequest(asked, caller, Payload.ofFile(file), authentication)
                : new AuthenticatedRequest(asked, carrier.caller(), Payload.ofFile(file), carrier.authentication());
    }
}
