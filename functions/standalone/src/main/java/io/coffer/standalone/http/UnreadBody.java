package io.coffer.standalone.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;

/**
 * What to do with the rest of a body when its request was answered early: receive a little of it, so that the client gets to read the
 * answer and the connection lives on; close the connection where it would be much, or if a client that expects {@code 100 Continue} may
 * not send it at all.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, 9.6, lingering close</a>
 */
final class UnreadBody {

    private static final long MUCH = 512 * 1024;
    private static final long LINGER_MILLIS = 2_000;

    private UnreadBody() {}

    /** Says in the answer's head that the connection will close, if it will. */
    static void announce(HttpServerRequest request, RequestBody body) {
        if (body.awaitsContinue() || rest(request) > MUCH) {
            request.response().putHeader("Connection", "close");
        }
    }

    /** Called when the whole answer has been written but not ended. */
    static void drain(HttpServerRequest request, RequestBody body, Context context) {
        boolean closes = "close".equals(request.response().headers().get("Connection"));
        long limit = request.bytesRead() + MUCH;
        long timer = context.owner().setTimer(LINGER_MILLIS, late -> request.connection().close());
        request.handler(bytes -> {
            if (request.bytesRead() > limit) {
                request.connection().close();
            }
        });
        request.exceptionHandler(gone -> context.owner().cancelTimer(timer));
        request.endHandler(received -> {
            context.owner().cancelTimer(timer);
            request.response().end().onComplete(sent -> {
                if (closes) {
                    request.connection().close();
                }
            });
        });
        body.discard();
    }

    private static long rest(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? Long.MAX_VALUE : Long.parseLong(length) - request.bytesRead();
    }
}
