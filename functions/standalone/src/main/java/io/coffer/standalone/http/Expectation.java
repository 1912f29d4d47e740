package io.coffer.standalone.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Whether a client waits for {@code 100 Continue}. Every such client gets it, or its connection closes with the answer: botocore does not
 * use a connection well again on which another answer than 100 came first, and then waits a minute for the next one. S3 sends 100 for an
 * empty body, too.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1">RFC 9110, 10.1.1, Expect</a>
 * @see <a href="https://github.com/boto/botocore/issues/3755">botocore, issue 3755</a>
 */
final class Expectation {

    private Expectation() {}

    /** RFC 9110, 10.1.1: of a client that speaks HTTP/1.0 the expectation is ignored. */
    static boolean isIn(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_1_0 && "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
    }

    /** Tells a client that waits to go on, if nothing has to be known of the request first. */
    static void meet(HttpServerRequest request) {
        if (isIn(request)) {
            request.response().writeContinue();
        }
    }
}
