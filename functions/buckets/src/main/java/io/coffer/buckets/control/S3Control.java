package io.coffer.buckets.control;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.ObservedRequest;
import io.coffer.pipeline.RequestHandler;
import io.coffer.pipeline.RequestIds;
import io.coffer.pipeline.RequestObserver;
import io.coffer.protocol.BucketName;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.ControlErrorDocument;
import io.coffer.protocol.xml.ErrorDocument;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * S3 Control at S3's address: the tags of buckets, which Terraform's provider asks for since 6.23, and a refusal by name of everything
 * else. Its host may be the endpoint's own or {@code ACCOUNT.DOMAIN}.
 *
 * <p>{@code v20180820} is a bucket's name, too, and every path of S3 Control is one of an object in it. What tells them apart is
 * {@code x-amz-account-id}: each operation of S3 Control requires it, none of S3 has it, and as every header that begins so it must be
 * signed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">S3 API Reference, Amazon S3 Control</a>
 */
public final class S3Control implements RequestHandler {

    private static final Logger LOG = Logger.getLogger(S3Control.class);
    private static final String SERVICE = "s3-control";
    private static final String ROOT = "/v20180820/";
    private static final String TAGS = ROOT + "tags/";
    private static final String ACCOUNT = "x-amz-account-id";
    private static final Pattern BUCKET_ARN = Pattern.compile("arn:[^:]+:s3:::([^:/]+)");

    private final Backend backend;
    private final List<ControlOperation> tagging;
    private final RequestHandler s3;
    private final RequestObserver observer;

    /**
     * @param s3 answers everything else
     * @param observer is told of requests of S3 Control
     */
    public S3Control(Backend backend, RequestHandler s3, RequestObserver observer) {
        ResourceTags tags = new ResourceTags(backend.stores().configurations());
        this.backend = backend;
        this.tagging = List.of(new ListTagsForResource(tags), new TagResource(tags), new UntagResource(tags));
        this.s3 = s3;
        this.observer = observer;
    }

    @Override
    public S3Response handle(S3Request request, Authenticator authenticator) {
        return request.rawPath().startsWith(ROOT) && request.headers().has(ACCOUNT)
                ? answer(request, authenticator)
                : s3.handle(request, authenticator);
    }

    @Override
    public S3Response refuse(S3Request request, S3Exception refusal) {
        return s3.refuse(request, refusal);
    }

    private S3Response answer(S3Request request, Authenticator authenticator) {
        RequestIds ids = RequestIds.fresh();
        ObservedRequest observed = new ObservedRequest(request, ids, backend.clock());
        S3Response response;
        try {
            response = respond(request, authenticator, observed);
        } catch (S3Exception e) {
            response = refusal(e, ids, observed);
        } catch (MetadataBusy e) {
            LOG.warnf(e, "request %s: metadata is busy", ids.requestId());
            response = refusal(new S3Exception(S3ErrorCode.SLOW_DOWN), ids, observed);
        } catch (IOException | RuntimeException | Error e) {
            LOG.errorf(e, "request %s: %s %s failed", ids.requestId(), request.method(), request.rawPath());
            response = refusal(new S3Exception(S3ErrorCode.INTERNAL_ERROR), ids, observed);
        }
        response.headers()
                .set("x-amz-request-id", ids.requestId())
                .set("x-amz-id-2", ids.hostId())
                .set("Date", HttpDate.header(backend.clock().instant()))
                .set("Server", "Coffer");
        observed.answered(response, SERVICE, observer);
        return response;
    }

    private S3Response respond(S3Request request, Authenticator authenticator, ObservedRequest observed) throws IOException {
        AuthenticatedRequest authenticated = authenticator.authenticate(request);
        if (authenticated.authentication().isOfVersion2()) {
            // It does not cover the query, which has the tags to remove.
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "S3 Control takes Signature Version 4 only. Please use AWS4-HMAC-SHA256.");
        }
        if (!(authenticated.caller() instanceof Caller.Account account)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        backend.noteUse(account, "s3");
        backend.requireRate(account);
        Optional<ControlOperation> asked = operation(request);
        observed.authenticated(asked.map(ControlOperation::name).orElse(null), account);
        ControlOperation operation = asked.orElseThrow(
                () -> S3Exception.notImplemented("S3 Control's " + request.method() + " " + request.rawPath()));
        Bucket bucket = bucket(request);
        observed.addressed(bucket.name());
        if (!bucket.accountId().equals(request.header(ACCOUNT))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        BucketCall call = backend.authorise(authenticated, operation.action(), bucket);
        observed.authorised();
        return operation.handle(call);
    }

    private Optional<ControlOperation> operation(S3Request request) {
        return tagging.stream()
                .filter(operation -> request.rawPath().startsWith(TAGS) && operation.method().equals(request.method()))
                .findFirst();
    }

    /** @throws S3Exception NotImplemented if the resource is none of S3's buckets, NoSuchBucket */
    private Bucket bucket(S3Request request) {
        String arn = UriEncoding.decodePath(request.rawPath().substring(TAGS.length()));
        Matcher named = BUCKET_ARN.matcher(arn);
        if (!named.matches() || !BucketName.isValid(named.group(1))) {
            throw S3Exception.notImplemented("S3 Control's tagging of " + arn);
        }
        return backend.stores().buckets().find(named.group(1)).orElseThrow(() -> S3Exception.noSuchBucket(named.group(1)));
    }

    private static S3Response refusal(S3Exception refusal, RequestIds ids, ObservedRequest observed) {
        observed.refused(refusal.code().code());
        S3Headers headers = refusal.headers().set("Content-Type", "application/xml");
        if (refusal.code() == S3ErrorCode.SLOW_DOWN) {
            headers.set("Retry-After", "1");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Code", refusal.code().code());
        fields.put("Message", refusal.getMessage());
        fields.putAll(refusal.fields());
        byte[] document = S3Xml.write(new ControlErrorDocument(new ErrorDocument(fields), ids.requestId(), ids.hostId()));
        return new S3Response(refusal.code().status(), headers, new ResponseBody.Bytes(document));
    }
}
