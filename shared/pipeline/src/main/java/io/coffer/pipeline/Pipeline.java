package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.auth.VerifiedRequest;
import io.coffer.content.DeclaredChecksums;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfigurationStore;
import io.coffer.metadata.BucketStore;
import io.coffer.metadata.CommitConflict;
import io.coffer.metadata.MetadataBusy;
import io.coffer.metadata.UsageMeter;
import io.coffer.protocol.AmzHeaders;
import io.coffer.protocol.BucketName;
import io.coffer.protocol.HttpDate;
import io.coffer.protocol.ObjectKey;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Address;
import io.coffer.protocol.S3Address.Level;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Headers;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.S3Router;
import io.coffer.protocol.xml.ErrorDocument;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A request's way from its target to its answer. The order of refusals is S3's: what is wrong with the target, then the signature, then
 * whether the account asks too often, whether the operation and the headers it is to heed exist, whether the bucket exists, whether the
 * caller may, and last what the operation itself finds. Preflights are answered before any of it.
 */
public final class Pipeline implements RequestHandler {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);
    private static final String SERVICE = "s3";
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Authenticator authenticator;
    private final BucketStore buckets;
    private final String domain;
    private final String region;
    private final Clock clock;
    private final Map<S3Operation, Operation> operations = new EnumMap<>(S3Operation.class);
    private final Authorisation authorisation;
    private final Cors cors;
    private final Usage usage;

    /**
     * How requests are counted and held to a rate.
     *
     * @param longest the most bytes of a body that the server sends
     */
    record Usage(UsageMeter meter, RequestRates rates, Admission admission, long longest) {}

    /**
     * @param domain the domain whose subdomains name buckets; null for path style only
     * @param region what {@code x-amz-bucket-region} says
     */
    public Pipeline(
            Authenticator authenticator, Authorisation authorisation, BucketStore buckets, BucketConfigurationStore configurations,
            Collection<Operation> operations, Usage usage, String domain, String region, Clock clock) {
        this.authenticator = authenticator;
        this.buckets = buckets;
        this.authorisation = authorisation;
        this.cors = new Cors(configurations);
        this.usage = usage;
        this.domain = domain;
        this.region = region;
        this.clock = clock;
        operations.forEach(operation -> this.operations.put(operation.name(), operation));
    }

    @Override
    public S3Response handle(S3Request received) {
        RequestIds ids = RequestIds.fresh();
        S3Headers crossOrigin = new S3Headers();
        Metered metered = new Metered(received);
        S3Request request = metered.request();
        S3Response response;
        try {
            response = respond(request, metered, crossOrigin);
        } catch (S3Exception e) {
            response = refusal(request, e, ids);
        } catch (MetadataBusy e) {
            LOG.warnf(e, "request %s: metadata is busy", ids.requestId());
            response = refusal(request, new S3Exception(S3ErrorCode.SLOW_DOWN), ids);
        } catch (IOException | RuntimeException | Error e) {
            // An error, too, is answered: a request that ends without an answer is a hang to its client.
            LOG.errorf(e, "request %s: %s %s failed", ids.requestId(), request.method(), request.rawPath());
            response = refusal(request, new S3Exception(S3ErrorCode.INTERNAL_ERROR), ids);
        }
        crossOrigin.forEach(response.headers()::set);
        metered.answered(response, usage.longest, usage.meter);
        return complete(response, ids);
    }

    @Override
    public S3Response refuse(S3Request request, S3Exception refusal) {
        RequestIds ids = RequestIds.fresh();
        return complete(refusal(request, refusal, ids), ids);
    }

    /** Adds the headers that every answer has. */
    private S3Response complete(S3Response response, RequestIds ids) {
        response.headers()
                .set("x-amz-request-id", ids.requestId())
                .set("x-amz-id-2", ids.hostId())
                .set("Date", HttpDate.header(clock.instant()))
                .set("Server", "Coffer");
        return response;
    }

    /**
     * A request that comes too often, or for which there is no room, is not worth a look at the rules for other origins.
     *
     * @param crossOrigin takes what the page that sent the request is told, on refusals too
     */
    private S3Response respond(S3Request request, Metered metered, S3Headers crossOrigin) throws IOException {
        S3Address address = request.address(domain);
        RequestedBucket requested = new RequestedBucket(buckets, address);
        if (request.method().equals("OPTIONS")) {
            usage.rates.requireOfAddress(request.remoteAddress());
            return cors.preflight(request, address, requested);
        }
        try {
            S3Response answer = carryOut(request, address, requested, metered);
            cors.allow(request, requested, crossOrigin);
            return answer;
        } catch (S3Exception e) {
            if (e.code() != S3ErrorCode.SLOW_DOWN) {
                cors.allow(request, requested, crossOrigin);
            }
            throw e;
        }
    }

    private S3Response carryOut(S3Request request, S3Address address, RequestedBucket requested, Metered metered) throws IOException {
        if (address.key() != null) {
            ObjectKey.require(address.key());
        }
        S3Operation asked = S3Router.route(request, address);
        VerifiedRequest verified = authenticate(request);
        // The query of a presigned address may have headers that ask for another operation: a copy's source.
        S3Operation name = verified.request() == request ? asked : S3Router.route(verified.request(), address);
        boolean anonymous = verified.caller() instanceof Caller.Anonymous;
        metered.authenticated(name, verified.caller());
        if (verified.caller() instanceof Caller.Account account) {
            usage.meter.keyUsed(account.accessKeyId(), SERVICE, region);
            usage.rates.require(account.accountId());
            usage.admission.require(account.accountId());
        }
        Operation operation = operations.get(name);
        if (operation == null) {
            throw S3Exception.notImplemented(name.awsName());
        }
        AmzHeaders.require(name, verified.request());
        Bucket bucket = null;
        if (address.level() != Level.SERVICE && name != S3Operation.CREATE_BUCKET) {
            BucketName.require(address.bucket());
            bucket = requested.find().orElseThrow(() -> S3Exception.noSuchBucket(address.bucket()));
        }
        Access access = Access.of(authorisation, name, verified);
        if (bucket != null) {
            access.requireOwner(bucket, verified.request().header("x-amz-expected-bucket-owner"));
            if (operation.authorisesItself()) {
                access.requireAnyRight(name, bucket);
            } else {
                access.require(name, bucket, address.key(), request.parameter("versionId"));
            }
            // What is refused counts for whoever asked, and never for the bucket's owner.
            metered.about(bucket);
            if (anonymous) {
                usage.rates.require(bucket.accountId());
            }
        } else if (!operation.authorisesItself()) {
            access.requireService(name, address.bucket());
        }
        if (!READS.contains(request.method())) {
            DeclaredChecksums.requireKnown(verified.request().headers());
        }
        try {
            return operation.handle(
                    new Call(verified.request(), name, address, bucket, verified.caller(), access, verified.payload()));
        } catch (CommitConflict e) {
            // An operation retries the conflicts it can mend; what is left met another request at every try.
            throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
        } catch (S3Exception e) {
            // Of a copy it is the source that is missing.
            throw address.key() == null || request.headers().has(CopySource.HEADER) ? e : access.veiled(e, bucket, address.key());
        }
    }

    /** @throws S3Exception where the signature does not hold, and SlowDown where too much unsigned comes from one address */
    private VerifiedRequest authenticate(S3Request request) {
        VerifiedRequest verified;
        try {
            verified = authenticator.authenticate(request);
        } catch (S3Exception e) {
            usage.rates.requireOfAddress(request.remoteAddress());
            throw e;
        }
        if (verified.caller() instanceof Caller.Anonymous) {
            usage.rates.requireOfAddress(request.remoteAddress());
        }
        return verified;
    }

    /** The answer to a refusal: S3's error document, or no body for HEAD and for 304. */
    private S3Response refusal(S3Request request, S3Exception refusal, RequestIds ids) {
        int status = refusal.code().status();
        S3Headers headers = refusal.headers();
        if (refusal.code() == S3ErrorCode.NO_SUCH_BUCKET || refusal.code() == S3ErrorCode.ACCESS_DENIED) {
            headers.set("x-amz-bucket-region", region);
        }
        if (status == 304) {
            return new S3Response(status, headers, ResponseBody.NONE);
        }
        headers.set("Content-Type", "application/xml");
        if (refusal.code() == S3ErrorCode.SLOW_DOWN) {
            headers.set("Retry-After", "1");
        }
        if (request.method().equals("HEAD")) {
            return new S3Response(status, headers, ResponseBody.NONE);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Code", refusal.code().code());
        fields.put("Message", refusal.getMessage());
        fields.putAll(refusal.fields());
        fields.put("Resource", resource(request));
        fields.put("RequestId", ids.requestId());
        fields.put("HostId", ids.hostId());
        return new S3Response(status, headers, new ResponseBody.Bytes(S3Xml.write(new ErrorDocument(fields))));
    }

    private String resource(S3Request request) {
        try {
            return request.address(domain).resource();
        } catch (S3Exception e) {
            return request.rawPath();
        }
    }
}
