package io.coffer.standalone.observation;

import io.coffer.pipeline.AnsweredRequest;
import io.coffer.pipeline.RequestObserver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a span for each request to a collector, by OTLP over HTTP. A request that has a {@code traceparent} belongs to that trace. Spans
 * wait in a queue of bounded length; if the collector does not take them, they are dropped.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/object-stores/s3/">OpenTelemetry, semantic conventions for AWS S3</a>
 */
public final class Traces implements RequestObserver, AutoCloseable {

    private static final String PATH = "/v1/traces";
    private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);
    private static final int SERVER_ERROR = 500;
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

    private static final TextMapGetter<AnsweredRequest> HEADERS = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(AnsweredRequest request) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable AnsweredRequest request, String name) {
            return request != null && name.equals("traceparent") ? request.traceParent().orElse(null) : null;
        }
    };

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @param collector its address; spans go to {@code /v1/traces} there */
    public Traces(URI collector) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.resolve(PATH).toString())
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "coffer"))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).setScheduleDelay(BETWEEN_BATCHES).build())
                .build();
        tracer = provider.get("io.coffer");
    }

    @Override
    public void answered(AnsweredRequest request) {
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
        SpanBuilder builder = tracer.spanBuilder(request.operation().orElse(request.method()))
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(request.began())
                .setAttribute("http.request.method", request.method())
                .setAttribute("http.response.status_code", request.status())
                .setAttribute("http.request.body.size", request.received())
                .setAttribute("http.response.body.size", request.sent())
                .setAttribute("client.address", request.remoteAddress())
                .setAttribute("aws.request_id", request.requestId());
        request.operation().ifPresent(operation -> builder.setAttribute("rpc.method", operation));
        request.bucket().ifPresent(bucket -> builder.setAttribute("aws.s3.bucket", bucket));
        request.accountId().ifPresent(account -> builder.setAttribute("cloud.account.id", account));
        request.error().ifPresent(code -> builder.setAttribute("error.type", code));
        Span span = builder.startSpan();
        request.untilAuthorised().ifPresent(time -> span.addEvent("authorised", at(request, time)));
        if (request.status() >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(at(request, request.untilAnswered()));
    }

    private static Instant at(AnsweredRequest request, Duration time) {
        return request.began().plus(time);
    }

    /** Sends what waits. */
    @Override
    public void close() {
        provider.close();
    }
}
