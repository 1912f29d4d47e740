package io.coffer.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a request, for metrics and logs. Nothing in it is a secret: no signature, no query, no key of an object.
 *
 * @param began when it came to the pipeline
 * @param service whose API it is about: {@code s3} or {@code s3-control}, or by what requests of a query API are signed for
 * @param operation by AWS's name; empty if it was refused before it was known
 * @param accountId the caller's; empty for anonymous requests and for those whose signature did not hold
 * @param accessKeyId the caller's, likewise
 * @param countedFor whose usage it is: the account of the bucket's owner, whoever asked; without a bucket that is there, the caller's
 * @param bucket as it was asked for; empty for requests to no bucket
 * @param traceParent the header of that name, as it was sent: which trace it belongs to
 * @param error the code; empty unless it was refused or failed
 * @param received bytes of its body that were read, framing included
 * @param sent bytes of the response's body, whether the client takes all of them or not
 * @param untilAuthorised from its beginning; empty if it was never authorised
 * @param untilAnswered from its beginning until the response's head was ready
 */
public record AnsweredRequest(
        String requestId,
        Instant began,
        String remoteAddress,
        String method,
        String service,
        Optional<String> operation,
        Optional<String> accountId,
        Optional<String> accessKeyId,
        Optional<String> countedFor,
        Optional<String> bucket,
        Optional<String> traceParent,
        int status,
        Optional<String> error,
        long received,
        long sent,
        Optional<Duration> untilAuthorised,
        Duration untilAnswered) {

    private static final String S3 = "s3";

    /** Whether it is about S3's API, or S3 Control's. */
    public boolean isOfS3() {
        return service.startsWith(S3);
    }
}
