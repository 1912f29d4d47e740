package io.coffer.keys;

import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;

/** IAM, STS and S3 at one address: what a query API would be sent goes there, everything else to S3. */
public final class OneEndpoint implements RequestHandler {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final QueryApi queryApi;
    private final RequestHandler s3;
    private final String domain;

    public OneEndpoint(Backend backend, RequestHandler s3) {
        this.queryApi = new QueryApi(backend);
        this.s3 = s3;
        this.domain = backend.settings().domain();
    }

    @Override
    public S3Response handle(S3Request request, Authenticator authenticator) {
        return isQuery(request) ? queryApi.handle(request) : s3.handle(request, authenticator);
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
