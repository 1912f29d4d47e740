package io.coffer.lambda;

import io.coffer.auth.Caller;
import io.coffer.auth.SigV4Verifier;
import io.coffer.auth.VerifiedRequest;
import io.coffer.metadata.UsageMeter;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.ConsoleOrigin;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
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

    /** @param streamingEndpoint takes what a function cannot carry; empty for none */
    public EventHandler(Backend backend, List<Operation> operations, Optional<URI> streamingEndpoint) {
        this(backend, operations, streamingEndpoint, Optional.empty(), s3 -> s3);
    }

    /**
     * @param consoleUrl where the console's pages are; empty for none
     * @param front what stands before S3's operations on the same routes
     */
    EventHandler(Backend backend, List<Operation> operations, Optional<URI> streamingEndpoint, Optional<URI> consoleUrl,
            UnaryOperator<RequestHandler> front) {
        this.verifier = backend.verifier();
        this.meter = backend.stores().meter();
        this.streaming = new StreamingEndpoint(streamingEndpoint, backend);
        RequestHandler s3 = backend.pipeline(streaming.without(operations), this::authenticate, GatewayAnswer.MAX_BODY);
        Optional<String> console = consoleUrl.map(ConsoleOrigin::of);
        this.pipeline = new ConsoleOrigin(front.apply(s3), backend.settings().domain(), request -> console);
    }

    /**
     * Answers an event in payload format 2.0 with a response of that format.
     *
     * @throws IOException where it is no such event, or the answer cannot be written whole
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
            return answer(new EventRequest(event), event);
        } catch (S3Exception e) {
            return pipeline.refuse(EventRequest.unread(event), e);
        }
    }

    /** @throws S3Exception where the event does not tell what was asked */
    private S3Response answer(EventRequest received, GatewayEvent event) {
        S3Request request = choose(received.candidates());
        if (received.isPathUncertain() && isAnonymous(request)) {
            throw new S3Exception(S3ErrorCode.INVALID_URI, "The API gateway decodes paths, so that an unsigned request for a key with a"
                    + " percent sign is not certain to mean this one" + streaming.hint());
        }
        S3Response response = pipeline.handle(request);
        long length = response.body().length();
        if (length > GatewayAnswer.MAX_BODY && !event.method().equals("HEAD")) {
            return pipeline.refuse(request, streaming.insteadOf(request, length));
        }
        return response;
    }

    /** The candidate whose signature holds; the first where none does, or where there is none to hold. */
    private S3Request choose(List<S3Request> candidates) {
        for (S3Request candidate : candidates.size() > 1 ? candidates : List.<S3Request>of()) {
            try {
                verifier.verify(candidate);
                return candidate;
            } catch (S3Exception e) {
                if (e.code() != S3ErrorCode.SIGNATURE_DOES_NOT_MATCH) {
                    break;
                }
            }
        }
        return candidates.get(0);
    }

    private boolean isAnonymous(S3Request request) {
        try {
            return verifier.verify(request).caller() instanceof Caller.Anonymous;
        } catch (S3Exception e) {
            // The pipeline refuses it in its own words.
            return false;
        }
    }

    /** Adds to the refusal of a signature what may be behind it here and nowhere else. */
    private VerifiedRequest authenticate(S3Request request) {
        try {
            return verifier.verify(request);
        } catch (S3Exception e) {
            if (e.code() != S3ErrorCode.SIGNATURE_DOES_NOT_MATCH) {
                throw e;
            }
            S3Exception worded = new S3Exception(e.code(), e.getMessage() + " The API gateway before this endpoint decodes paths: a key"
                    + " with a percent sign or a question mark cannot be reached through it" + streaming.hint() + ".");
            e.fields().forEach(worded::with);
            throw worded;
        }
    }
}
