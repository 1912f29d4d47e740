package io.coffer.testkit.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API for one sandbox, on a loopback port of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Developer Guide, Runtime API</a>
 */
final class RuntimeApi {

    /** What the calls are about. */
    interface Client {

        /** @return false if an invocation is under way */
        boolean next(HttpServerResponse response);

        /** @return false if the request is not under way */
        boolean answered(String requestId, byte[] answer);

        /** @return false if the request is not under way */
        boolean failed(String requestId, InvocationFailure.Kind kind, String message);

        void initFailed(String message);
    }

    private static final String VERSION = "/2018-06-01/runtime/";
    private static final Pattern RESULT = Pattern.compile(VERSION + "invocation/([^/]+)/(response|error)");

    private final HttpServer server;
    private final Client client;

    RuntimeApi(Vertx vertx, Client client) {
        this.client = client;
        this.server = vertx.createHttpServer().requestHandler(this::handle);
    }

    Future<Integer> listen() {
        return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
    }

    void close() {
        server.close();
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        Matcher result = RESULT.matcher(path);
        if (request.method().equals(HttpMethod.GET) && path.equals(VERSION + "invocation/next")) {
            HttpServerResponse response = request.response();
            if (!client.next(response)) {
                refuse(response, 403, "InvalidStateTransition", "an invocation is under way");
            }
        } else if (request.method().equals(HttpMethod.POST) && result.matches()) {
            request.body().onSuccess(body -> finish(request.response(), result.group(1), result.group(2).equals("error"), body));
        } else if (request.method().equals(HttpMethod.POST) && path.equals(VERSION + "init/error")) {
            request.body().onSuccess(body -> {
                client.initFailed(body.toString());
                accept(request.response());
            });
        } else {
            refuse(request.response(), 404, "NotFound", "the Runtime API has no " + request.method() + " " + path);
        }
    }

    private void finish(HttpServerResponse response, String requestId, boolean failed, Buffer body) {
        if (!failed && body.length() > Invocation.PAYLOAD_LIMIT) {
            String message = "Exceeded maximum allowed payload size (" + Invocation.PAYLOAD_LIMIT + " bytes).";
            client.failed(requestId, InvocationFailure.Kind.UNHANDLED, message);
            refuse(response, 413, "RequestEntityTooLarge", message);
            return;
        }
        boolean known = failed
                ? client.failed(requestId, InvocationFailure.Kind.UNHANDLED, body.toString())
                : client.answered(requestId, body.getBytes());
        if (known) {
            accept(response);
        } else {
            refuse(response, 400, "InvalidRequestID", "no invocation " + requestId + " is under way");
        }
    }

    private static void accept(HttpServerResponse response) {
        response.setStatusCode(202).putHeader("content-type", "application/json").end("{\"status\":\"OK\"}");
    }

    private static void refuse(HttpServerResponse response, int status, String type, String message) {
        response.setStatusCode(status).putHeader("content-type", "application/json")
                .end("{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}");
    }
}
