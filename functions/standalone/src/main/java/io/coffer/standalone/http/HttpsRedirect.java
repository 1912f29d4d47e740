package io.coffer.standalone.http;

import io.coffer.standalone.server.ServeOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

/**
 * The only answer of plain HTTP off loopback: the same target over HTTPS, as a 301 for GET and HEAD, else as a 308, which keeps method and
 * body. A client that does not follow fails with the reason in sight, before it sends bytes in the clear.
 */
final class HttpsRedirect {

    private HttpsRedirect() {}

    static void answer(HttpServerRequest request, ServeOptions options, ListeningPorts ports) {
        HostAndPort asked = request.authority();
        String host = asked == null || asked.host().isEmpty() ? options.domain() : asked.host();
        boolean safe = request.method().name().equals("GET") || request.method().name().equals("HEAD");
        String target = request.uri().startsWith("/") ? request.uri() : "/";
        request.response()
                .setStatusCode(safe ? 301 : 308)
                .putHeader("Location", "https://" + host + ":" + ports.https() + target)
                .putHeader("Connection", "close")
                .end()
                .onComplete(sent -> request.connection().close());
    }
}
