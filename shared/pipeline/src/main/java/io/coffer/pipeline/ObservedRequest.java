package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes known of a request until it is answered, for whoever observes requests. */
public final class ObservedRequest {

    private final S3Request request;
    private final String requestId;
    private final Instant began;
    private final long beganNanos = System.nanoTime();
    private @Nullable String operation;
    private @Nullable Caller caller;
    private @Nullable String bucket;
    private @Nullable Duration untilAuthorised;
    private @Nullable String error;

    public ObservedRequest(S3Request request, RequestIds ids, Clock clock) {
        this.request = request;
        this.requestId = ids.requestId();
        this.began = clock.instant();
    }

    /** @param name null for none */
    public void addressed(@Nullable String name) {
        bucket = name;
    }

    /** @param asked null for none that is known, so that clients cannot make up names */
    public void authenticated(@Nullable String asked, Caller who) {
        operation = asked;
        caller = who;
    }

    public void authorised() {
        untilAuthorised = untilNow();
    }

    public void refused(String code) {
        error = code;
    }

    /** As {@link #answered(S3Response, String, String, RequestObserver)}, of a request that counts for nobody except its caller. */
    public void answered(S3Response response, String service, RequestObserver observer) {
        answered(response, service, account().map(Caller.Account::accountId).orElse(null), observer);
    }

    /**
     * Tells the observer.
     *
     * @param service as {@link AnsweredRequest#service}
     * @param countedFor null for nobody
     */
    void answered(S3Response response, String service, @Nullable String countedFor, RequestObserver observer) {
        observer.answered(new AnsweredRequest(
                requestId, began, request.remoteAddress(), request.method(), service, Optional.ofNullable(operation),
                account().map(Caller.Account::accountId), account().map(Caller.Account::accessKeyId), Optional.ofNullable(countedFor),
                Optional.ofNullable(bucket), request.headers().find("traceparent"), response.status(), Optional.ofNullable(error),
                request.bytesRead(), sent(response), Optional.ofNullable(untilAuthorised), untilNow()));
    }

    /** The bytes of the response's body. */
    long sent(S3Response response) {
        return request.method().equals("HEAD") ? 0 : response.body().length();
    }

    private Optional<Caller.Account> account() {
        return caller instanceof Caller.Account account ? Optional.of(account) : Optional.empty();
    }

    private Duration untilNow() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }
}
