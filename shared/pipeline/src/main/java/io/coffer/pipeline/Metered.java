package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What of one request is counted, and for whom: the bucket's owner, whoever asked; if it is about no bucket that is there, the caller.
 * Requests count from their signature on, refused ones too, except those that we failed to answer (5xx). The bytes of bodies alone count:
 * what was read of the request's, framing included; what the answer's has, whether its client takes all of it or not. Whoever observes
 * requests is told of every one.
 */
final class Metered {

    private static final String SERVICE = "s3";

    private final S3Request request;
    private final ObservedRequest observed;
    private @Nullable S3Operation operation;
    private @Nullable String accountId;

    Metered(S3Request request, RequestIds ids, Clock clock) {
        this.request = request;
        this.observed = new ObservedRequest(request, ids, clock);
    }

    /** @param name null for none */
    void addressed(@Nullable String name) {
        observed.addressed(name);
    }

    void authenticated(S3Operation asked, Caller who) {
        operation = asked;
        accountId = who instanceof Caller.Account account ? account.accountId() : null;
        observed.authenticated(asked.awsName(), who);
    }

    void authorised() {
        observed.authorised();
    }

    void about(Bucket found) {
        accountId = found.accountId();
    }

    void refused(S3ErrorCode code) {
        observed.refused(code.code());
    }

    void answered(S3Response response, UsageMeter meter, RequestObserver observer) {
        if (accountId != null && operation != null && response.status() < 500) {
            meter.request(accountId, operation.awsName(), request.bytesRead(), observed.sent(response));
        }
        observed.answered(response, SERVICE, accountId, observer);
    }
}
