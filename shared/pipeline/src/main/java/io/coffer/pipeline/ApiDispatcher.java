package io.coffer.pipeline;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import org.jspecify.annotations.Nullable;

/** IAM, STS and S3 at one address: a query of IAM or STS goes to the query APIs, everything else to S3. */
public final class ApiDispatcher implements RequestHandler {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** The query APIs authenticate requests themselves: they are signed for other services. */
    public interface QueryApis {
        S3Response handle(S3Request request);
    }

    private final QueryApis queries;
    private final RequestHandler s3;
    private final @Nullable String domain;

    /** @param domain the endpoint's domain; null for path style only */
    public ApiDispatcher(QueryApis queries, RequestHandler s3, @Nullable String domain) {
        this.queries = queries;
        this.s3 = s3;
        this.domain = domain;
    }

    @Override
    public S3Response handle(S3Request request, Authenticator authenticator) {
        return isQuery(request) ? queries.handle(request) : s3.handle(request, authenticator);
    }

    @Override
    public S3Response refuse(S3Request request, S3Exception refusal) {
        return s3.refuse(request, refusal);
    }

    /** Below the domain a POST to {@code /} is a browser's form for a bucket, and of another type. */
    private boolean isQuery(S3Request request) {
        return request.method().equals("POST")
                && request.rawPath().equals("/")
                && request.headers().find("content-type").orElse("").startsWith(FORM)
                && request.address(domain).bucket() == null;
    }
}
