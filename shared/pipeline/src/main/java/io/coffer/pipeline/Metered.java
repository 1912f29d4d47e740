package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of one request is counted, and for whom: the bucket's owner, whoever asked; if it is about no bucket that is there, the caller.
 * Requests count from their signature on, refused ones too, except those that we failed to answer (5xx). The bytes of bodies alone count:
 * what was read of the request's, framing included; what the answer's has, whether its client takes all of it or not. Whoever observes
 * requests is told of every one.
 */
final class Metered {

    private final S3Request request;
    private final RequestIds ids;
    private final Instant began;
    private final long beganNanos = System.nanoTime();
    private @Nullable S3Operation operation;
    private @Nullable Caller caller;
    private @Nullable String accountId;
    private @Nullable String bucket;
    private @Nullable Duration untilAuthorised;
    private @Nullable S3ErrorCode error;

    Metered(S3Request request, RequestIds ids, Clock clock) {
        this.request = request;
        this.ids = ids;
        this.began = clock.instant();
    }

    /** @param name null for none */
    void addressed(@Nullable String name) {
        bucket = name;
    }

    void authenticated(S3Operation asked, Caller who) {
        operation = asked;
        caller = who;
        accountId = who instanceof Caller.Account account ? account.accountId() : null;
    }

    void authorised() {
        untilAuthorised = untilNow();
    }

    void about(Bucket found) {
        accountId = found.accountId();
    }

    void refused(S3ErrorCode code) {
        error = code;
    }

    void answered(S3Response response, UsageMeter meter, RequestObserver observer) {
        long sent = request.method().equals("HEAD") ? 0 : response.body().length();
        if (accountId != null && operation != null && response.status() < 500) {
            meter.request(accountId, operation.awsName(), request.bytesRead(), sent);
        }
        observer.answered(new AnsweredRequest(
                ids.requestId(), began, request.remoteAddress(), request.method(), Optional.ofNullable(operation),
                account().map(Caller.Account::accountId), account().map(Caller.Account::accessKeyId), Optional.ofNullable(accountId),
                Optional.ofNullable(bucket), request.headers().find("traceparent"), response.status(), Optional.ofNullable(error), request.bytesRead(), sent,
                Optional.ofNullable(untilAuthorised), untilNow()));
    }

    private Optional<Caller.Account> account() {
        return caller instanceof Caller.Account account ? Optional.of(account) : Optional.empty();
    }

    private Duration untilNow() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }
}
