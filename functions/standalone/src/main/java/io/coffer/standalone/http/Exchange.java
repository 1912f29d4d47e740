package io.coffer.standalone.http;

import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The event loop receives, a worker handles what the event loop does not {@linkplain PromptAnswers answer
 * itself}; a small body is collected first, so that the worker never waits for it, a larger one reaches the worker as a stream.
 */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final int COLLECTED_UP_TO = 64 * 1024;
    private static final long COLLECTED_WITHIN_MILLIS = 30_000;

    private final HttpServerRequest http;
    private final Context context;
    private final RequestHandler handler;
    private final Authenticator authenticator;
    private final Workers workers;
    private final PromptAnswers prompt;

    Exchange(HttpServerRequest http, Context context, RequestHandler handler, Authenticator authenticator, Workers workers,
            PromptAnswers prompt) {
        this.http = http;
        this.context = context;
        this.handler = handler;
        this.authenticator = authenticator;
        this.workers = workers;
        this.prompt = prompt;
    }

    /** Called on the event loop, before any of the body was handed out. */
    void start() {
        RequestTarget target = RequestTarget.parse(http.uri());
        String host = target == null || target.host() == null ? http.getHeader("Host") : target.host();
        if (target == null || host == null || host.isEmpty() || isAmbiguous(http)) {
            http.response().setStatusCode(400).putHeader("Connection", "close").end().onComplete(sent -> http.connection().close());
            return;
        }
        String length = http.getHeader("Content-Length");
        boolean expectsContinue = Expectation.isIn(http);
        if (http.getHeader("Transfer-Encoding") == null && (length == null || length.equals("0"))) {
            Expectation.meet(http);
            dispatch(request(target, host, InputStream.nullInputStream()), null);
        } else if (length != null && !expectsContinue && isSmall(length)) {
            long timer = context.owner().setTimer(COLLECTED_WITHIN_MILLIS, late -> http.connection().close());
            http.body().onComplete(body -> {
                context.owner().cancelTimer(timer);
                if (body.succeeded()) {
                    dispatch(request(target, host, new ByteArrayInputStream(body.result().getBytes())), null);
                }
            });
        } else {
            RequestBody streamed = new RequestBody(http, context, expectsContinue);
            dispatch(request(target, host, streamed), streamed);
        }
    }

    /** RFC 9112, 3.2 and 6.1: whoever stands between a client and us may have understood two hosts or another coding differently. */
    private static boolean isAmbiguous(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        return request.headers().getAll("Host").size() > 1
                || codings.size() > 1
                || (codings.size() == 1 && !codings.get(0).trim().equalsIgnoreCase("chunked"));
    }

    private static boolean isSmall(String length) {
        return length.length() <= 5 && Integer.parseInt(length) <= COLLECTED_UP_TO;
    }

    /** @param streamed its body; null if that has been received */
    private void dispatch(S3Request request, @Nullable RequestBody streamed) {
        ResponseWriter writer = new ResponseWriter(http, context, streamed, workers.areMany());
        long began = System.nanoTime();
        if (streamed == null && prompt.take(request, began)) {
            workers.executeHere(() -> answerHere(request, writer));
            long now = System.nanoTime();
            prompt.took(now - began, now);
        } else {
            byWorker(request, writer, () -> answer(request, writer));
        }
    }

    private void byWorker(S3Request request, ResponseWriter writer, Runnable task) {
        try {
            workers.execute(request.remoteAddress(), task);
        } catch (RejectedExecutionException e) {
            writer.write(handler.refuse(request, new S3Exception(S3ErrorCode.SLOW_DOWN)));
        }
    }

    /** On the event loop, which leaves to a worker what must be read while it is sent. */
    private void answerHere(S3Request request, ResponseWriter writer) {
        guarded(request, () -> {
            S3Response response = handler.handle(request, authenticator);
            if (writer.reads(response)) {
                byWorker(request, writer, () -> guarded(request, () -> write(request, response, writer)));
            } else {
                writer.write(response);
            }
        });
    }

    private void answer(S3Request request, ResponseWriter writer) {
        guarded(request, () -> write(request, handler.handle(request, authenticator), writer));
    }

    private void write(S3Request request, S3Response response, ResponseWriter writer) {
        try {
            writer.write(response);
        } catch (ResponseWriter.UnreadableBody e) {
            LOG.errorf("%s %s: the object cannot be read: %s", request.method(), request.rawPath(), e.getCause());
            writer.write(handler.refuse(request, new S3Exception(S3ErrorCode.INTERNAL_ERROR)));
        }
    }

    private void guarded(S3Request request, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "%s %s was not answered", request.method(), request.rawPath());
            http.connection().close();
        }
    }

    private S3Request request(RequestTarget target, String host, InputStream body) {
        S3Headers headers = new S3Headers();
        http.headers().forEach(headers::add);
        headers.set("host", host);
        return new S3Request(http.method().name(), target.rawPath(), target.rawQuery(), headers,
                new QueryParameters(target.rawQuery()), body, http.isSSL(), http.remoteAddress().hostAddress());
    }
}
