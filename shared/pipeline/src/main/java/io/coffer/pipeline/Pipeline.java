package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.auth.Caller;
import io.coffer.blobs.DamagedBlobException;
import io.coffer.content.DamagedContentException;
import io.coffer.content.DeclaredChecksums;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.protocol.AmzHeaders;
import io.coffer.protocol.BucketName;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.RoutedRequest;
import io.coffer.protocol.S3Address;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.S3Router;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.ErrorDocument;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A request's way from its target to its answer. The order of refusals is S3's: what is wrong with the target, then the signature, then
 * whether the account asks too often, whether the operation and the headers it is to heed exist, whether the bucket exists, whether the
 * caller may, and last what the operation itself finds. Preflights are answered before any of it.
 */
public final class Pipeline implements RequestHandler {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);
    private static final String SERVICE = "s3";
    private static final Set<String> READS = Set.of("GET", "HEAD");
    /**
     * What takes room that no other operation gives back by itself. Completing an upload takes none, and deletions must go on. Of making a
     * bucket {@link UnauthorisedServiceCall} asks: whether the caller may is known later.
     */
    private static final Set<S3Operation> STORE = EnumSet.of(S3Operation.PUT_OBJECT, S3Operation.POST_OBJECT, S3Operation.COPY_OBJECT,
            S3Operation.CREATE_MULTIPART_UPLOAD, S3Operation.UPLOAD_PART, S3Operation.UPLOAD_PART_COPY);
    /** As the operating system words it, and RocksDB after it. */
    private static final String DISK_FULL = "No space left on device";

    private final BucketStore buckets;
    private final @Nullable String domain;
    private final String region;
    private final Clock clock;
    private final Map<S3Operation, Operation> operations = new EnumMap<>(S3Operation.class);
    private final Authorisation authorisation;
    private final Cors cors;
    private final Usage usage;
    private final ResponseLimit limit;

    /** How requests are counted and held to a rate, and who is told of them. */
    record Usage(UsageMeter meter, RequestRates rates, Admission admission, RequestObserver observer) {}

    /**
     * @param domain the domain whose subdomains name buckets; null for path style only
     * @param region what {@code x-amz-bucket-region} says
     */
    public Pipeline(
            Authorisation authorisation, BucketStore buckets, BucketConfigurationStore configurations,
            Collection<? extends Operation> operations, Usage usage, ResponseLimit limit, @Nullable String domain, String region,
            Clock clock) {
        this.buckets = buckets;
        this.authorisation = authorisation;
        this.cors = new Cors(configurations);
        this.usage = usage;
        this.limit = limit;
        this.domain = domain;
        this.region = region;
        this.clock = clock;
        operations.forEach(operation -> this.operations.put(operation.name(), operation));
    }

    @Override
    public S3Response handle(S3Request request, Authenticator authenticator) {
        RequestIds ids = RequestIds.fresh();
        S3Headers crossOrigin = new S3Headers();
        Metered metered = new Metered(request, ids, clock);
        S3Response response;
        try {
            response = respond(request, authenticator, metered, crossOrigin);
        } catch (S3Exception e) {
            response = refusal(request, e, ids, metered);
        } catch (MetadataBusy e) {
            LOG.warnf(e, "request %s: metadata is busy", ids.requestId());
            response = refusal(request, new S3Exception(S3ErrorCode.SLOW_DOWN), ids, metered);
        } catch (DamagedBlobException | DamagedContentException | NoSuchFileException e) {
            LOG.errorf("request %s: %s %s: the object cannot be read: %s", ids.requestId(), request.method(), request.rawPath(), e);
            response = refusal(request, new S3Exception(S3ErrorCode.INTERNAL_ERROR), ids, metered);
        } catch (IOException | RuntimeException | Error e) {
            response = failure(request, e, ids, metered);
        }
        crossOrigin.forEach(response.headers()::set);
        metered.answered(response, usage.meter, usage.observer);
        return complete(response, ids);
    }

    /** An error, too, is answered: a request that ends without an answer is a hang to its client. */
    private S3Response failure(S3Request request, Throwable failure, RequestIds ids, Metered metered) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(DISK_FULL)) {
                LOG.errorf("request %s: %s %s: %s", ids.requestId(), request.method(), request.rawPath(), cause.getMessage());
                return refusal(request, new S3Exception(S3ErrorCode.INSUFFICIENT_STORAGE), ids, metered);
            }
        }
        LOG.errorf(failure, "request %s: %s %s failed", ids.requestId(), request.method(), request.rawPath());
        return refusal(request, new S3Exception(S3ErrorCode.INTERNAL_ERROR), ids, metered);
    }

    @Override
    public S3Response refuse(S3Request request, S3Exception refusal) {
        RequestIds ids = RequestIds.fresh();
        Metered metered = new Metered(request, ids, clock);
        S3Response response = refusal(request, refusal, ids, metered);
        metered.answered(response, usage.meter, usage.observer);
        return complete(response, ids);
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
    private S3Response respond(S3Request request, Authenticator authenticator, Metered metered, S3Headers crossOrigin) throws IOException {
        S3Address address = request.address(domain);
        metered.addressed(address.bucket());
        RequestedBucket requested = new RequestedBucket(buckets, address);
        if (request.method().equals("OPTIONS")) {
            usage.rates.requireOfAddress(request.remoteAddress());
            return cors.preflight(request, address, requested);
        }
        try {
            S3Response answer = carryOut(request, authenticator, address, requested, metered);
            cors.allow(request, requested, crossOrigin);
            return answer;
        } catch (S3Exception e) {
            if (e.code() != S3ErrorCode.SLOW_DOWN) {
                cors.allow(request, requested, crossOrigin);
            }
            throw e;
        }
    }

    // A request that needs no second look at the table is handed back as the same object.
    @SuppressWarnings("ReferenceEquality")
    private S3Response carryOut(
            S3Request request, Authenticator authenticator, S3Address address, RequestedBucket requested, Metered metered)
            throws IOException {
        RoutedRequest asked = S3Router.route(request, address);
        AuthenticatedRequest authenticated = authenticate(request, authenticator);
        // The query of a presigned address may have headers that ask for another operation: a copy's source.
        RoutedRequest routed =
                authenticated.request() == request ? asked : S3Router.route(authenticated.request(), address);
        S3Operation name = routed.operation();
        metered.authenticated(name, authenticated.caller());
        if (authenticated.caller() instanceof Caller.Account account) {
            usage.meter.keyUsed(account.accessKeyId(), SERVICE, region);
            usage.rates.require(account.accountId());
            usage.admission.require(account.accountId());
        }
        Operation operation = operations.get(name);
        if (operation == null) {
            throw S3Exception.notImplemented(name.awsName());
        }
        AmzHeaders.require(name, authenticated.request());
        Access access = Access.of(authorisation, name, authenticated);
        Bucket bucket = isAboutNoBucketYet(operation) ? null : existing(requested, address, access);
        Work work = authorised(operation, authenticated, access, bucket, address);
        metered.authorised();
        if (bucket != null) {
            // What is refused counts for whoever asked, and never for the bucket's owner.
            metered.about(bucket);
            if (authenticated.isAnonymous()) {
                usage.rates.require(bucket.accountId());
            }
        }
        if (!READS.contains(request.method())) {
            DeclaredChecksums.requireKnown(authenticated.request().headers());
        }
        if (STORE.contains(name)) {
            usage.admission.requireSpace();
        }
        S3Response response = answer(work, access, bucket, routed);
        long length = response.body().length();
        if (length > limit.bytes() && !request.method().equals("HEAD")) {
            throw limit.insteadOf(asked, authenticated, length);
        }
        return response;
    }

    private static boolean isAboutNoBucketYet(Operation operation) {
        return operation instanceof ServiceOperation || operation instanceof ServiceOperation.SelfAuthorised;
    }

    private static Bucket existing(RequestedBucket requested, S3Address address, Access access) {
        String name = routed(address.bucket());
        BucketName.require(name);
        Bucket bucket = requested.find().orElseThrow(() -> S3Exception.noSuchBucket(name));
        access.requireExpectedOwner(bucket);
        return bucket;
    }

    /** What the address of a request has, since its operation is of the level that has it. */
    private static <T> T routed(@Nullable T ofAddress) {
        return Objects.requireNonNull(ofAddress, "the operation is of another level than the address");
    }

    /** What an operation does, for a call that it may be asked. */
    private interface Work {

        S3Response answer() throws IOException;
    }

    /**
     * The step that makes calls, each by the proof that it stands for.
     *
     * @param bucket null for an operation on no bucket that is there
     * @throws S3Exception AccessDenied
     */
    private Work authorised(
            Operation operation, AuthenticatedRequest authenticated, Access access, @Nullable Bucket bucket, S3Address address) {
        String versionId = authenticated.request().parameter("versionId");
        if (operation instanceof ObjectOperation ofObject) {
            ObjectCall call = ObjectCall.authorised(authenticated, access, routed(bucket), routed(address.key()), versionId);
            return () -> ofObject.handle(call);
        }
        if (operation instanceof BucketOperation ofBucket) {
            BucketCall call = BucketCall.authorised(authenticated, access, routed(bucket));
            return () -> ofBucket.handle(call);
        }
        if (operation instanceof ServiceOperation ofService) {
            ServiceCall call = ServiceCall.authorised(authenticated, access, null);
            return () -> ofService.handle(call);
        }
        if (operation instanceof ObjectOperation.SelfAuthorised ofObject) {
            var call = UnauthorisedObjectCall.admitted(authenticated, access, routed(bucket), routed(address.key()), versionId);
            return () -> ofObject.handle(call);
        }
        if (operation instanceof BucketOperation.SelfAuthorised ofBucket) {
            var call = UnauthorisedBucketCall.admitted(authenticated, access, routed(bucket), address);
            return () -> ofBucket.handle(call);
        }
        ServiceOperation.SelfAuthorised making = (ServiceOperation.SelfAuthorised) operation;
        return () -> making.handle(new UnauthorisedServiceCall(authenticated, access, routed(address.bucket()), usage.admission));
    }

    private static S3Response answer(Work work, Access access, @Nullable Bucket bucket, RoutedRequest routed) throws IOException {
        try {
            return work.answer();
        } catch (CommitConflict e) {
            // An operation retries the conflicts it can mend; what is left met another request at every try.
            throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
        } catch (S3Exception e) {
            String key = routed.address().key();
            // What a copy does not find is its source, and CopySource says so.
            throw bucket == null || key == null || routed.request().headers().has(CopySource.HEADER)
                    ? e
                    : access.hidingExistence(e, bucket, key);
        }
    }

    /** @throws S3Exception if the signature does not hold, and SlowDown where too much unsigned comes from one address */
    private AuthenticatedRequest authenticate(S3Request request, Authenticator authenticator) {
        AuthenticatedRequest authenticated;
        try {
            authenticated = authenticator.authenticate(request);
        } catch (S3Exception e) {
            usage.rates.requireOfAddress(request.remoteAddress());
            throw e;
        }
        if (authenticated.isAnonymous()) {
            usage.rates.requireOfAddress(request.remoteAddress());
        }
        return authenticated;
    }

    /** The answer to a refusal: S3's error document, or no body for HEAD and for 304. */
    private S3Response refusal(S3Request request, S3Exception refusal, RequestIds ids, Metered metered) {
        metered.refused(refusal.code());
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
