package io.coffer.lambda;

import io.coffer.auth.SigV4Verifier;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.ConsoleOrigin;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestObserver;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Answers the gateway's events. Thread-safe. */
public final class EventHandler {

    private static final Logger LOG = Logger.getLogger(EventHandler.class);
    private static final Duration BETWEEN_FLUSHES = Duration.ofSeconds(10);

    private final RequestHandler pipeline;
    private final SigV4Verifier verifier;
    private final StreamingEndpoint streaming;
    private final UsageMeter meter;

    /**
     * @param streamingEndpoint takes what a function cannot carry; empty for none
     * @param consoleUrl where the console's pages are; empty for none
     * @param observer is told of S3's requests
     * @param front what stands before S3's operations on the same routes
     */
    public EventHandler(Backend backend, List<Operation> operations, Optional<URI> streamingEndpoint, Optional<URI> consoleUrl,
            RequestObserver observer, UnaryOperator<RequestHandler> front) {
        this.verifier = backend.verifier();
        this.meter = backend.stores().meter();
        this.streaming = new StreamingEndpoint(streamingEndpoint, backend);
        RequestHandler s3 = backend.pipeline(streaming.without(operations), streaming, observer);
        Optional<String> console = consoleUrl.map(ConsoleOrigin::of);
        this.pipeline = new ConsoleOrigin(front.apply(s3), backend.behaviour().domain(), request -> console);
    }

    /**
     * Answers an event in payload format 2.0 with a response of that format.
     *
     * @throws IOException if it is no such event, or the answer cannot be written whole
     */
    public void handle(InputStream input, OutputStream output) throws IOException {
        GatewayEvent event = GatewayEvent.read(input);
        GatewayAnswer.write(answer(event), event.method().equals("HEAD"), output);
    }

    /** Writes down what was counted, once in a while. Counts that cannot be written wait for the next time. */
    void settle() {
        try {
            meter.flushEvery(BETWEEN_FLUSHES);
        } catch (RuntimeException e) {
            LOG.warn("counts were not written", e);
        }
    }

    private S3Response answer(GatewayEvent event) {
        try {
            return answer(new EventRequest(event));
        } catch (S3Exception e) {
            return pipeline.refuse(EventRequest.unread(event), e);
        }
    }

    /** @throws S3Exception if the event does not tell what was asked */
    private S3Response answer(EventRequest received) {
        EventAuthenticator authenticator = new EventAuthenticator(verifier, streaming.hint());
        S3Request request = authenticator.choose(received.candidates());
        if (received.isPathUncertain() && authenticator.isAnonymous(request)) {
            throw new S3Exception(S3ErrorCode.INVALID_URI, "The API gateway decodes paths, so that an unsigned request for a key with a"
                    + " percent sign is not certain to mean this one" + streaming.hint());
        }
        return pipeline.handle(request, authenticator);
    }
}
