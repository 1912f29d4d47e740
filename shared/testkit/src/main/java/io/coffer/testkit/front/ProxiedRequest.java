package io.coffer.testkit.front;

import io.coffer.testkit.front.ViewerRequestFunction.Choice;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One request of a viewer on its way to an origin, and the response on its way back. Bytes are never held, but passed on as they come. */
final class ProxiedRequest {

    private static final int FORBIDDEN = 403;
    private static final int BAD_GATEWAY = 502;
    /** Of a connection, and so the proxy's own. */
    private static final List<String> HOP_BY_HOP = List.of("Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Upgrade");

    private final HttpServerRequest viewer;
    private final HttpServerResponse answer;
    private final HttpClient client;
    private final ViewerRequestFunction function;
    private final LinkedHashMap<String, Origin> origins;

    ProxiedRequest(HttpServerRequest viewer, HttpClient client, ViewerRequestFunction function, LinkedHashMap<String, Origin> origins) {
        this.viewer = viewer;
        this.answer = viewer.response();
        this.client = client;
        this.function = function;
        this.origins = origins;
    }

    /**
     * "If a viewer GET request includes a body, CloudFront returns an HTTP status code 403 (Forbidden) to the viewer."
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html">CloudFront
     *     Developer Guide, request and response behavior for custom origins</a>
     */
    void begin() {
        if (viewer.method().equals(HttpMethod.GET) && hasBody()) {
            answer.setStatusCode(FORBIDDEN).putHeader("connection", "close").end("A GET has no body.");
            return;
        }
        viewer.pause();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        viewer.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
        Choice choice = function.choose(viewer.method().name(), viewer.uri(), headers);
        String first = choice.origins().isEmpty() ? origins.keySet().iterator().next() : choice.origins().get(0);
        ask(origin(first))
                .compose(response -> {
                    // "CloudFront fails over [...] only when the HTTP method of the viewer request is GET, HEAD, or OPTIONS."
                    if (!choice.failoverStatuses().contains(response.statusCode()) || !mayFailOver(viewer.method())) {
                        return Future.succeededFuture(response);
                    }
                    response.resume();
                    return ask(origin(choice.origins().get(1)));
                })
                .compose(this::passBack)
                .onFailure(this::fail);
    }

    private Origin origin(String id) {
        Origin origin = origins.get(id);
        if (origin == null) {
            throw new IllegalStateException("the distribution has no origin " + id);
        }
        return origin;
    }

    /** Whether bytes follow the head. That there are none may be announced, too. */
    private boolean hasBody() {
        String length = viewer.getHeader("Content-Length");
        return viewer.headers().contains("Transfer-Encoding") || (length != null && !length.strip().equals("0"));
    }

    private static boolean mayFailOver(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
    }

    /** @return the response, paused */
    private Future<HttpClientResponse> ask(Origin origin) {
        return client.request(new RequestOptions()
                        .setMethod(viewer.method())
                        .setServer(SocketAddress.inetSocketAddress(origin.address().getPort(), origin.address().getHost()))
                        .setURI(viewer.uri())
                        .setFollowRedirects(false)
                        .setHeaders(headers(origin)))
                .compose(this::send)
                .map(response -> {
                    response.pause();
                    return response;
                });
    }

    private MultiMap headers(Origin origin) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(viewer.headers());
        HOP_BY_HOP.forEach(headers::remove);
        headers.remove("Expect");
        headers.add("X-Forwarded-For", viewer.remoteAddress().hostAddress());
        headers.add("Via", "1.1 emulated.cloudfront.net (CloudFront)");
        headers.set("X-Amz-Cf-Id", UUID.randomUUID().toString());
        origin.headers().forEach(headers::set);
        return headers;
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        if (!hasBody()) {
            viewer.resume();
            return request.send();
        }
        if ("100-continue".equalsIgnoreCase(viewer.getHeader("Expect"))) {
            answer.writeContinue();
        }
        request.setChunked(viewer.headers().contains("Transfer-Encoding"));
        new Upload(request).begin();
        return request.response();
    }

    /**
     * The viewer's body on its way to an origin. An origin that refuses it answers, or hangs up, before it has read everything: what still
     * comes of the viewer goes nowhere then. A pipe of Vert.x would end the request to such an origin, and then ask it for room.
     */
    private final class Upload {

        private final HttpClientRequest origin;
        private boolean dropped;

        Upload(HttpClientRequest origin) {
            this.origin = origin;
        }

        void begin() {
            origin.exceptionHandler(gone -> drop());
            viewer.exceptionHandler(gone -> origin.reset());
            viewer.handler(this::pass);
            viewer.endHandler(end -> {
                if (!dropped) {
                    origin.end();
                }
            });
            viewer.resume();
        }

        private void pass(Buffer part) {
            if (dropped) {
                return;
            }
            origin.write(part).onFailure(gone -> drop());
            if (!dropped && origin.writeQueueFull()) {
                viewer.pause();
                origin.drainHandler(drained -> viewer.resume());
            }
        }

        private void drop() {
            dropped = true;
            viewer.resume();
        }
    }

    private Future<Void> passBack(HttpClientResponse response) {
        answer.setStatusCode(response.statusCode()).setStatusMessage(response.statusMessage());
        answer.headers().addAll(response.headers());
        HOP_BY_HOP.forEach(answer.headers()::remove);
        boolean hasNoBody = viewer.method().equals(HttpMethod.HEAD) || response.statusCode() == 204 || response.statusCode() == 304;
        if (hasNoBody) {
            response.resume();
            return answer.end();
        }
        if (!answer.headers().contains("Content-Length")) {
            answer.headers().remove("Transfer-Encoding");
            answer.setChunked(true);
        }
        // An answer that breaks off must not end as if it were whole.
        return response.pipe().endOnFailure(false).to(answer);
    }

    private void fail(Throwable cause) {
        if (answer.headWritten()) {
            viewer.connection().close();
        } else if (!answer.ended()) {
            answer.setStatusCode(BAD_GATEWAY).putHeader("connection", "close").end("The origin cannot be asked: " + cause.getMessage());
        }
    }
}
