package io.coffer.testkit.front;

import io.coffer.testkit.front.ViewerRequestFunction.Choice;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
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

    void begin() {
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
        boolean chunked = viewer.headers().contains("Transfer-Encoding");
        if (!chunked && !viewer.headers().contains("Content-Length")) {
            viewer.resume();
            return request.send();
        }
        if ("100-continue".equalsIgnoreCase(viewer.getHeader("Expect"))) {
            answer.writeContinue();
        }
        request.setChunked(chunked);
        // An origin that refuses answers before it has read everything: what still comes of the viewer goes nowhere then.
        viewer.pipeTo(request).onFailure(e -> viewer.handler(ignored -> { }).resume());
        return request.response();
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
        return response.pipeTo(answer);
    }

    private void fail(Throwable cause) {
        if (answer.headWritten()) {
            viewer.connection().close();
        } else if (!answer.ended()) {
            answer.setStatusCode(BAD_GATEWAY).putHeader("connection", "close").end("The origin cannot be asked: " + cause.getMessage());
        }
    }
}
