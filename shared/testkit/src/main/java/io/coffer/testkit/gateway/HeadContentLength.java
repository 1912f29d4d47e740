package io.coffer.testkit.gateway;

/**
 * What the gateway does to the {@code Content-Length} of an answer to HEAD. A REST API replaces it with that of the body the function
 * sent, none, and moves the function's own to another header; for HTTP APIs nobody has published which, so clients must be served by both.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">API Gateway Developer Guide,
 *     important notes</a>
 */
public enum HeadContentLength {
    KEPT,
    REPLACED
}
