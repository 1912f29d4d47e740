package io.coffer.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coffer.accounts.StartFailure;
import io.coffer.auth.Caller;
import io.coffer.auth.SigV4Verifier;
import io.coffer.auth.VerifiedRequest;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.Pipeline;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Headers;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.ErrorDocument;
import io.coffer.protocol.xml.S3Xml;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/**
 * A function that answers S3 requests behind an HTTP API. It takes the gateway's events as streams instead of through Quarkus' virtual HTTP
 * server: that splits header values at commas, Authorization's among them, and refuses decoded paths with spaces or letters beyond ASCII.
 */
public abstract class S3Function implements RequestStreamHandler, Resource {

    private static final Logger LOG = Logger.getLogger(S3Function.class);

    private final CloudClients clients;
    private Ready ready;

    /** What it takes to answer. */
    private record Ready(Pipeline pipeline, SigV4Verifier verifier, StreamingEndpoint streaming) {}

    protected S3Function(CloudClients clients) {
        this.clients = clients;
        Core.getGlobalContext().register(this);
    }

    /** The operations that may arrive on the function's routes. */
    protected abstract List<Operation> operations(Backend backend);

    /** Makes ready while the sandbox starts; where that fails, the first request tries again and says why. */
    void start(@Observes StartupEvent event) {
        try {
            ready();
        } catch (RuntimeException e) {
            LOG.error("not ready: " + e.getMessage());
        }
    }

    private synchronized Ready ready() {
        if (ready == null) {
            Installation installation = new Installation(clients);
            Backend backend = installation.backend();
            StreamingEndpoint streaming = new StreamingEndpoint(installation.settings().streamingEndpoint(), backend);
            SigV4Verifier verifier = backend.verifier();
            ready = new Ready(
                    backend.pipeline(streaming.without(operations(backend)), request -> authenticate(request, verifier, streaming)),
                    verifier,
                    streaming);
        }
        return ready;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        GatewayEvent event = GatewayEvent.read(input);
        GatewayAnswer.write(answer(event), event.method().equals("HEAD"), output);
    }

    private S3Response answer(GatewayEvent event) {
        Ready with;
        try {
            with = ready();
        } catch (StartFailure e) {
            LOG.error("not ready: " + e.getMessage());
            return unavailable(e.getMessage());
        }
        try {
            return answer(new EventRequest(event), event, with);
        } catch (S3Exception e) {
            return with.pipeline.refuse(EventRequest.unread(event), e);
        }
    }

    /** @throws S3Exception where the event does not tell what was asked */
    private static S3Response answer(EventRequest received, GatewayEvent event, Ready with) {
        S3Request request = choose(received.candidates(), with.verifier);
        if (received.isPathUncertain() && isAnonymous(request, with.verifier)) {
            throw new S3Exception(S3ErrorCode.INVALID_URI, "The API gateway decodes paths, so that an unsigned request for a key with a"
                    + " percent sign is not certain to mean this one" + with.streaming.hint());
        }
        S3Response response = with.pipeline.handle(request);
        long length = GatewayAnswer.length(response);
        if (length > GatewayAnswer.MAX_BODY && !event.method().equals("HEAD")) {
            return with.pipeline.refuse(request, with.streaming.insteadOf(request, length));
        }
        return response;
    }

    /** The candidate whose signature holds; the first where none does, or where there is none to hold. */
    private static S3Request choose(List<S3Request> candidates, SigV4Verifier verifier) {
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

    private static boolean isAnonymous(S3Request request, SigV4Verifier verifier) {
        try {
            return verifier.verify(request).caller() instanceof Caller.Anonymous;
        } catch (S3Exception e) {
            // The pipeline refuses it in its own words.
            return false;
        }
    }

    /** Adds to the refusal of a signature what may be behind it here and nowhere else. */
    private static VerifiedRequest authenticate(S3Request request, SigV4Verifier verifier, StreamingEndpoint streaming) {
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

    private static S3Response unavailable(String why) {
        S3ErrorCode code = S3ErrorCode.SERVICE_UNAVAILABLE;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Code", code.code());
        fields.put("Message", why);
        return new S3Response(code.status(), new S3Headers().set("Content-Type", "application/xml"),
                new ResponseBody.Bytes(S3Xml.write(new ErrorDocument(fields))));
    }

    /**
     * Before a snapshot of the started function is taken (SnapStart): a request goes all its way to a refusal, a read of a table among it,
     * so that what every request needs is loaded.
     */
    @Override
    public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
        String preflight = """
                {"rawPath": "/priming",
                 "headers": {"host": "priming", "origin": "https://priming", "access-control-request-method": "GET"},
                 "requestContext": {"http": {"method": "OPTIONS"}}}""";
        handleRequest(new ByteArrayInputStream(preflight.getBytes(StandardCharsets.UTF_8)), OutputStream.nullOutputStream(), null);
    }

    /** Nothing to do: clients open their connections again where they find them closed. */
    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {}
}
