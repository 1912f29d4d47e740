package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;

/**
 * What of one request is counted, and for whom: the bucket's owner, whoever asked; if it is about no bucket that is there, the caller.
 * Requests count from their signature on, refused ones too, except those that we failed to answer (5xx). The bytes of bodies alone count:
 * what was read of the request's, framing included; what the answer's has, whether its client takes all of it or not.
 */
final class Metered {

    private final S3Request request;
    private S3Operation operation;
    private String accountId;

    Metered(S3Request request) {
        this.request = request;
    }

    void authenticated(S3Operation asked, Caller caller) {
        operation = asked;
        accountId = caller instanceof Caller.Account account ? account.accountId() : null;
    }

    void about(Bucket bucket) {
        accountId = bucket.accountId();
    }

    void answered(S3Response response, UsageMeter meter) {
        if (accountId == null || response.status() >= 500) {
            return;
        }
        long sent = request.method().equals("HEAD") ? 0 : response.body().length();
        meter.request(accountId, operation.awsName(), request.bytesRead(), sent);
    }
}
