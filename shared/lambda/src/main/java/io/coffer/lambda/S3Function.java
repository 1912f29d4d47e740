package io.coffer.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.coffer.accounts.StartFailure;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestObserver;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.http.S3Headers;
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
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A function that answers S3 requests behind an HTTP API. It takes the gateway's events as streams instead of through Quarkus' virtual HTTP
 * server: that splits header values at commas, Authorization's among them, and refuses decoded paths with spaces or letters beyond ASCII.
 */
public abstract class S3Function implements RequestStreamHandler, Resource {

    /** The most bytes of a body that a function can respond with. */
    protected static final long MAX_BODY = GatewayAnswer.MAX_BODY;

    private static final Logger LOG = Logger.getLogger(S3Function.class);

    private final CloudClients clients;
    private @Nullable EventHandler handler;

    protected S3Function(CloudClients clients) {
        this.clients = clients;
        Core.getGlobalContext().register(this);
    }

    /** The operations that may arrive on the function's routes. */
    public abstract List<Operation> operations(Backend backend);

    /**
     * What answers the function's requests: S3's operations, unless another API is at the same address.
     *
     * @param observer is told of the other API's requests; S3's tell it already
     */
    protected RequestHandler handler(Backend backend, RequestHandler s3, RequestObserver observer) {
        return s3;
    }

    /** Makes ready while the sandbox starts; where that fails, the first request tries again and says why. */
    void start(@Observes StartupEvent event) {
        try {
            handler();
        } catch (RuntimeException e) {
            LOG.error("not ready: " + e.getMessage());
        }
    }

    private synchronized EventHandler handler() {
        if (handler == null) {
            FunctionInstallation installation = new FunctionInstallation(clients);
            Backend backend = installation.backend();
            FunctionSettings settings = installation.settings();
            // Lambda puts standard output into the function's log as it is; a logger would begin lines with words of its own.
            RequestObserver observer = settings.operationMetrics()
                    ? new OperationMetrics(settings.tablePrefix(), System.out::println)
                    : RequestObserver.NONE;
            handler = new EventHandler(backend, operations(backend), settings.streamingEndpoint(), settings.consoleUrl(), observer,
                    s3 -> handler(backend, s3, observer));
        }
        return handler;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, @Nullable Context context) throws IOException {
        EventHandler answering;
        try {
            answering = handler();
        } catch (StartFailure e) {
            LOG.error("not ready: " + e.getMessage());
            GatewayAnswer.write(notReady(e), GatewayEvent.read(input).method().equals("HEAD"), output);
            return;
        }
        answering.handle(input, output);
        answering.settle();
    }

    /** Not 503, which alarms leave out as SlowDown: a new version that cannot start is to be taken back. */
    private static S3Response notReady(StartFailure why) {
        S3ErrorCode code = S3ErrorCode.INTERNAL_ERROR;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Code", code.code());
        fields.put("Message", String.valueOf(why.getMessage()));
        return new S3Response(code.status(), new S3Headers().set("Content-Type", "application/xml"),
                new ResponseBody.Bytes(S3Xml.write(new ErrorDocument(fields))));
    }

    /** Answers on tables in memory, for a request that is played while there is no master key yet. */
    private EventHandler rehearsal() {
        Backend backend = new FunctionInstallation(clients).rehearsal();
        return new EventHandler(backend, operations(backend), Optional.empty(), Optional.empty(), RequestObserver.NONE,
                s3 -> handler(backend, s3, RequestObserver.NONE));
    }

    /**
     * Before a snapshot of the started function is taken (SnapStart): a request goes all its way to a refusal, a read of a table among it,
     * so that what every request needs is loaded. Terraform publishes functions before there is a master key.
     */
    @Override
    public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
        EventHandler playing;
        try {
            playing = handler();
        } catch (StartFailure e) {
            playing = rehearsal();
        }
        String preflight = """
                {"rawPath": "/priming",
                 "headers": {"host": "priming", "origin": "https://priming", "access-control-request-method": "GET"},
                 "requestContext": {"http": {"method": "OPTIONS"}}}""";
        playing.handle(new ByteArrayInputStream(preflight.getBytes(StandardCharsets.UTF_8)), OutputStream.nullOutputStream());
        playing.settle();
    }

    /** Nothing to do: clients open their connections again where they find them closed. */
    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {}
}
