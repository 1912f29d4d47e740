package io.coffer.testkit.gateway;

import io.coffer.protocol.TokenBucket;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * What clients of HTTP APIs talk to: quotas, throttling, routes, and from request to event and from a function's answer to response.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">API Gateway Developer Guide, quotas for
 *     HTTP APIs</a>
 */
final class HttpFront {

    /** "Payload size: 10 MB"; the number is that of the service's own message, "HTTP content length exceeded 10485760 bytes". */
    static final int PAYLOAD_LIMIT = 10 << 20;
    /** "Total combined size of request line and header values: 10,240 bytes." */
    static final int HEADER_LIMIT = 10_240;
    /** How long a client whose body is refused may go on sending before its connection is closed under it. */
    private static final long TIME_TO_NOTICE_MILLIS = 10_000;

    private static final GatewayAnswer TOO_LARGE = GatewayAnswer.message(413, "Request Entity Too Large");
    /** Seen as the status by users, with which body nobody says; no page documents it. */
    private static final GatewayAnswer HEAD_TOO_LARGE = GatewayAnswer.message(431, "Request Header Fields Too Large");
    private static final GatewayAnswer TOO_MANY = GatewayAnswer.message(429, "Too Many Requests");
    private static final GatewayAnswer NOT_FOUND = GatewayAnswer.message(404, "Not Found");
    private static final GatewayAnswer FAILED = GatewayAnswer.message(500, "Internal Server Error");
    private static final GatewayAnswer UNAVAILABLE = GatewayAnswer.message(503, "Service Unavailable");

    /** The gateway's to say, of its own connection and of the body it sends. */
    private static final Set<String> NOT_PASSED_BACK =
            Set.of("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "content-length");

    /**
     * One API and the throttles of its routes: "default route throttling" gives each route one of its own.
     *
     * @param throttles by the routes' keys; none if nothing limits them
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">API Gateway Developer Guide,
     *     throttling HTTP APIs</a>
     */
    record Stage(HttpApiTemplate.Api api, Map<String, TokenBucket> throttles) {

        boolean throttles(Route route) {
            TokenBucket throttle = throttles.get(route.key());
            return throttle != null && !throttle.tryTake();
        }
    }

    private final Vertx vertx;
    private final List<Stage> stages;
    private final Map<String, ? extends FunctionInvoker> functions;
    private final HeadContentLength headContentLength;
    private final Duration integrationTimeout;
    private final Clock clock;
    private final Consumer<String> accessLog;

    HttpFront(Vertx vertx, List<Stage> stages, Map<String, ? extends FunctionInvoker> functions, HeadContentLength headContentLength,
            Duration integrationTimeout, Clock clock, Consumer<String> accessLog) {
        this.vertx = vertx;
        this.stages = stages;
        this.functions = functions;
        this.headContentLength = headContentLength;
        this.integrationTimeout = integrationTimeout;
        this.clock = clock;
        this.accessLog = accessLog;
    }

    void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request);
        long announced = announcedLength(request);
        if (exchange.head.headerSize() > HEADER_LIMIT) {
            exchange.refuse(HEAD_TOO_LARGE);
        } else if (announced > PAYLOAD_LIMIT) {
            exchange.refuse(TOO_LARGE);
        } else {
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
                exchange.continued = true;
            }
            exchange.read();
        }
    }

    private static long announcedLength(HttpServerRequest request) {
        try {
            String length = request.getHeader("Content-Length");
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Stage stageOf(String host) {
        return stages.stream().filter(stage -> stage.api().isHostedAt(host)).findFirst()
                .or(() -> stages.stream().filter(stage -> stage.api().hasAddress()).findFirst())
                .orElseThrow(() -> new IllegalStateException("the template has no API that answers at " + host));
    }

    /** One request and its response. */
    private final class Exchange {

        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final Context context = vertx.getOrCreateContext();
        private final GatewayRequest head;
        private final Instant time = clock.instant();
        private final String requestId = newRequestId();
        private final long begunAt = System.nanoTime();
        private Buffer body = Buffer.buffer();
        private boolean continued;
        private boolean answered;
        private String route = "-";

        Exchange(HttpServerRequest request) {
            this.request = request;
            this.response = request.response();
            this.head = withBody(new byte[0]);
            request.exceptionHandler(gone -> answered = true);
            response.exceptionHandler(gone -> answered = true);
        }

        private GatewayRequest withBody(byte[] bytes) {
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            request.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
            String protocol = request.version() == HttpVersion.HTTP_1_0 ? "HTTP/1.0" : "HTTP/1.1";
            return new GatewayRequest(request.method().name(), request.uri(), protocol, headers, bytes,
                    request.remoteAddress().hostAddress());
        }

        void read() {
            request.handler(this::take);
            request.endHandler(end -> {
                if (!answered) {
                    route();
                }
            });
        }

        private void take(Buffer part) {
            if (body.length() + part.length() > PAYLOAD_LIMIT) {
                refuse(TOO_LARGE);
            } else {
                body.appendBuffer(part);
            }
        }

        private void route() {
            Stage stage = stageOf(head.hostName());
            Optional<Routes.Match> match = stage.api().routes().find(head.method(), UrlDecoding.path(head.rawPath()));
            if (match.isEmpty()) {
                answer(NOT_FOUND);
                return;
            }
            if (stage.throttles(match.get().route())) {
                answer(TOO_MANY);
                return;
            }
            route = match.get().route().function();
            FunctionInvoker function = functions.get(route);
            if (function == null) {
                answer(FAILED);
                return;
            }
            long timer = vertx.setTimer(integrationTimeout.toMillis(), id -> context.runOnContext(late -> answer(UNAVAILABLE)));
            vertx.executeBlocking(() -> GatewayEvent.of(withBody(body.getBytes()), match.get(), stage.api(), requestId, time),
                            false)
                    .compose(event -> Future.fromCompletionStage(function.invoke(event, TraceId.at(time)), context))
                    .compose(payload -> vertx.executeBlocking(() -> GatewayAnswer.of(payload), false))
                    .onComplete(done -> {
                        vertx.cancelTimer(timer);
                        answer(done.succeeded() ? done.result() : failure(done.cause()));
                    });
        }

        /**
         * An event that Lambda finds too large is answered like a body too large for the gateway: so does AWS's own emulator
         * (aws/aws-lambda-dotnet, LambdaTestTool, LargePayloadTests); no page says it.
         */
        private GatewayAnswer failure(Throwable cause) {
            boolean eventTooLarge = cause instanceof InvocationFailure failure
                    && failure.kind() == InvocationFailure.Kind.EVENT_TOO_LARGE;
            accessLog.accept("[gateway] " + cause);
            return eventTooLarge ? TOO_LARGE : FAILED;
        }

        /** Answers before the body was read; what still comes of it is thrown away, for some time. */
        void refuse(GatewayAnswer answer) {
            if (answered) {
                return;
            }
            answered = true;
            body = Buffer.buffer();
            request.handler(ignored -> { });
            response.putHeader("connection", "close");
            putHead(answer);
            response.write(Buffer.buffer(answer.body()));
            log(answer);
            boolean nothingComes = request.headers().contains("Expect") && !continued;
            if (request.isEnded() || nothingComes) {
                hangUp();
            } else {
                // A response that were ended now would close the connection under a client that still sends, and could be lost with it.
                long timer = vertx.setTimer(TIME_TO_NOTICE_MILLIS, id -> context.runOnContext(late -> hangUp()));
                request.endHandler(end -> {
                    vertx.cancelTimer(timer);
                    hangUp();
                });
            }
        }

        private void hangUp() {
            if (!response.closed() && !response.ended()) {
                response.end().onComplete(ended -> request.connection().close());
            }
        }

        private void answer(GatewayAnswer answer) {
            if (answered || response.closed()) {
                return;
            }
            answered = true;
            putHead(answer);
            log(answer);
            if (request.method().equals(HttpMethod.HEAD) || hasNoBody(answer.status())) {
                response.end();
            } else {
                response.end(Buffer.buffer(answer.body()));
            }
        }

        private void putHead(GatewayAnswer answer) {
            response.setStatusCode(answer.status());
            String length = String.valueOf(answer.body().length);
            for (Map.Entry<String, String> header : answer.headers()) {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                if (!NOT_PASSED_BACK.contains(name)) {
                    response.headers().add(header.getKey(), header.getValue());
                } else if (name.equals("content-length") && request.method().equals(HttpMethod.HEAD)) {
                    if (headContentLength == HeadContentLength.KEPT) {
                        length = header.getValue();
                    } else {
                        response.putHeader("x-amzn-remapped-content-length", header.getValue());
                    }
                }
            }
            if (!hasNoBody(answer.status())) {
                response.putHeader("content-length", length);
            }
            response.putHeader("apigw-requestid", requestId);
        }

        private void log(GatewayAnswer answer) {
            // Never the query: that of a presigned URL is as good as a key while it lasts.
            accessLog.accept("[gateway] %s %s %s %d %d ms".formatted(head.method(), head.rawPath(), route, answer.status(),
                    (System.nanoTime() - begunAt) / 1_000_000));
        }
    }

    private static boolean hasNoBody(int status) {
        return status == 204 || status == 304;
    }

    /** In the form of the service's: sixteen characters of base64. */
    private static String newRequestId() {
        byte[] random = new byte[11];
        ThreadLocalRandom.current().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }
}
