package io.coffer.keys;

import io.coffer.auth.Caller;
import io.coffer.auth.SigV4Verifier;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.pipeline.ApiDispatcher;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.ObservedRequest;
import io.coffer.pipeline.RequestIds;
import io.coffer.pipeline.RequestObserver;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.http.S3Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The query APIs: a request's parameters are a form in its body, {@code Action} among them. The order of refusals is AWS's: the signature,
 * whether there is such an action, whether the caller may, and last what the action finds.
 */
public final class QueryApi implements ApiDispatcher.QueryApis {

    private static final Logger LOG = Logger.getLogger(QueryApi.class);

    /** Far more than a policy of 2,048 characters, each escaped. */
    private static final int MAX_BODY = 128 << 10;

    private final Backend backend;
    private final RequestObserver observer;
    private final Map<String, QueryAction> actions;
    private final Map<QueryService, SigV4Verifier> verifiers = new EnumMap<>(QueryService.class);

    /**
     * @param activity what this process answered lately
     * @param observer is told of every request
     */
    public QueryApi(Backend backend, Activity.Source activity, RequestObserver observer) {
        this.backend = backend;
        this.observer = observer;
        this.actions = QueryActions.of(backend, activity).stream()
                .collect(Collectors.toUnmodifiableMap(QueryAction::name, Function.identity()));
        for (QueryService service : QueryService.values()) {
            verifiers.put(service, backend.verifier(service.signedName()));
        }
    }

    @Override
    public S3Response handle(S3Request request) {
        Query query = new Query(request, RequestIds.fresh());
        S3Response response = answer(query);
        query.observed.answered(response, query.service.signedName(), observer);
        return response;
    }

    /** A request, and what is known of it. */
    private final class Query {

        private final S3Request request;
        private final RequestIds ids;
        private final ObservedRequest observed;
        private QueryService service = QueryService.IAM;

        Query(S3Request request, RequestIds ids) {
            this.request = request;
            this.ids = ids;
            this.observed = new ObservedRequest(request, ids, backend.clock());
        }
    }

    private S3Response answer(Query query) {
        try {
            verifying(() -> verifier(QueryService.IAM).requireKnownKey(query.request));
            byte[] body = body(query.request);
            QueryParameters parameters = new QueryParameters(new String(body, StandardCharsets.UTF_8));
            @Nullable QueryAction action = actions.get(text(parameters.get("Action")));
            query.service = action == null
                    ? QueryService.ofVersion(parameters.get("Version")).orElse(query.service)
                    : action.service();
            QueryCall call = new QueryCall(authenticate(query.request, query.service, body), parameters);
            query.observed.authenticated(action == null ? null : action.name(), call.caller());
            if (action == null) {
                throw new QueryException(QueryError.INVALID_ACTION, "Could not find operation %s for version %s".formatted(
                        text(parameters.get("Action")), text(parameters.get("Version"))));
            }
            requireAllowed(action, call, query.request);
            query.observed.authorised();
            return respond(action, call, query.ids);
        } catch (QueryException e) {
            return refusal(e.error(), e.getMessage(), query);
        } catch (S3Exception e) {
            // Broken escapes in the form.
            return refusal(QueryError.MALFORMED_QUERY_STRING, e.getMessage(), query);
        } catch (MetadataBusy e) {
            LOG.warnf(e, "request %s: metadata is busy", query.ids.requestId());
            return refusal(QueryError.SERVICE_UNAVAILABLE, "Please try again", query);
        } catch (IOException | RuntimeException | Error e) {
            // An error, too, is answered: a request that ends without an answer is a hang to its client.
            LOG.errorf(e, "request %s: a query failed", query.ids.requestId());
            return refusal(QueryError.INTERNAL_FAILURE, "We encountered an internal error. Please try again.", query);
        }
    }

    private S3Response respond(QueryAction action, QueryCall call, RequestIds ids) {
        @Nullable Fields result;
        try {
            result = action.handle(call);
        } finally {
            if (action.changes()) {
                backend.identities().forget(action.subject(call));
            }
        }
        Fields document = new Fields();
        if (result != null) {
            document.fields(action.name() + "Result", result);
        }
        document.fields("ResponseMetadata", new Fields().text("RequestId", ids.requestId()));
        return answer(200, QueryXml.write(action.name() + "Response", action.service().namespace(), document), ids);
    }

    /** The root may do everything in its account: what a call of it would be about is not looked up. */
    private void requireAllowed(QueryAction action, QueryCall call, S3Request request) {
        if (action.isForOperator(call)) {
            if (!call.isOperators()) {
                throw QueryException.denied(backend.arn(call.caller()), action.permission(), "*");
            }
            return;
        }
        if (action.isForEveryone() || call.caller().isRoot()) {
            return;
        }
        for (String resource : action.resources(call)) {
            if (!backend.allows(call.caller(), request, action.permission(), resource)) {
                throw QueryException.denied(backend.arn(call.caller()), action.permission(), resource);
            }
        }
    }

    private static byte[] body(S3Request request) throws IOException {
        byte[] body = request.body().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new QueryException(QueryError.VALIDATION_ERROR, "The request is larger than " + MAX_BODY + " bytes");
        }
        return body;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private SigV4Verifier verifier(QueryService service) {
        return Objects.requireNonNull(verifiers.get(service), "every service has one");
    }

    private Caller.Account authenticate(S3Request request, QueryService service, byte[] body) {
        return verifying(() -> {
            Caller.Account caller = verifier(service).verifyQuery(request, body);
            backend.noteUse(caller, service.signedName());
            backend.requireRate(caller);
            return caller;
        });
    }

    /** @throws QueryException in IAM's words for S3's refusals of a signature, and of an account that asks too often */
    private static <T> T verifying(Supplier<T> step) {
        try {
            return step.get();
        } catch (S3Exception e) {
            throw switch (e.code()) {
                case ACCESS_DENIED -> new QueryException(
                        QueryError.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
                case INVALID_ACCESS_KEY_ID, INVALID_TOKEN -> new QueryException(
                        QueryError.INVALID_CLIENT_TOKEN_ID, "The security token included in the request is invalid.");
                case SIGNATURE_DOES_NOT_MATCH -> new QueryException(QueryError.SIGNATURE_DOES_NOT_MATCH,
                        "The request signature we calculated does not match the signature you provided."
                                + " Check your AWS Secret Access Key and signing method.");
                case SLOW_DOWN -> new QueryException(QueryError.THROTTLING, "Rate exceeded");
                case REQUEST_TIME_TOO_SKEWED -> new QueryException(QueryError.REQUEST_EXPIRED, e.getMessage());
                default -> new QueryException(QueryError.INCOMPLETE_SIGNATURE, e.getMessage());
            };
        }
    }

    private S3Response refusal(QueryError error, @Nullable String message, Query query) {
        query.observed.refused(error.code());
        Fields document = new Fields()
                .fields("Error", new Fields().text("Type", error.type()).text("Code", error.code()).text("Message", message))
                .text("RequestId", query.ids.requestId());
        return answer(error.status(), QueryXml.write("ErrorResponse", query.service.namespace(), document), query.ids);
    }

    private S3Response answer(int status, byte[] xml, RequestIds ids) {
        S3Headers headers = new S3Headers()
                .set("Content-Type", "text/xml")
                .set("x-amzn-RequestId", ids.requestId())
                .set("Date", HttpDate.header(backend.clock().instant()))
                .set("Server", "Coffer");
        return new S3Response(status, headers, new ResponseBody.Bytes(xml));
    }
}
