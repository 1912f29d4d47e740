package io.coffer.lambda;

import io.coffer.auth.AccessKey;
import io.coffer.auth.AuthenticatedRequest;
import io.coffer.auth.Authentication;
import io.coffer.auth.Caller;
import io.coffer.auth.PresignedAddress;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Operation;
import io.coffer.pipeline.ResponseLimit;
import io.coffer.protocol.RoutedRequest;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where clients are sent with what a function cannot carry: the same operations in a container, which have no such limit. */
final class StreamingEndpoint implements ResponseLimit {

    /** Long enough to follow a redirect, too short to pass on. */
    private static final Duration VALID = Duration.ofMinutes(5);
    /** A signature is good for whole seconds, and for one at least. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Sent by a front that asks the streaming endpoint again if the answer is 416: {@code infra/front} and the templates know it too. */
    private static final String FAILOVER = "x-front-failover";

    private final Optional<URI> uri;
    private final Backend backend;

    StreamingEndpoint(Optional<URI> uri, Backend backend) {
        this.uri = uri;
        this.backend = backend;
    }

    /** For the end of a message: where else to turn. */
    String hint() {
        return uri.map(endpoint -> "; use the streaming endpoint " + endpoint).orElse("");
    }

    @Override
    public long bytes() {
        return GatewayAnswer.MAX_BODY;
    }

    /**
     * A redirect of the download to its own address there, signed for whoever asked. If a front asks there itself, it is told to: of the
     * status codes that make CloudFront ask another origin, 416 is the one that no failure of gateway or function has, and that a range
     * which cannot be satisfied gets from both.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html">CloudFront
     *     Developer Guide, origin failover</a>
     */
    @Override
    public S3Exception insteadOf(RoutedRequest routed, AuthenticatedRequest authenticated, long length) {
        String why = "The answer has " + length + " bytes, and at most " + GatewayAnswer.MAX_BODY
                + " pass the API gateway: read it in ranges";
        if (routed.request().headers().has(FAILOVER)) {
            return new S3Exception(S3ErrorCode.INVALID_RANGE, why);
        }
        if (uri.isEmpty()) {
            return new S3Exception(S3ErrorCode.INVALID_REQUEST, why);
        }
        URI endpoint = uri.get();
        return new S3Exception(S3ErrorCode.TEMPORARY_REDIRECT, why + " or from " + endpoint)
                .with("Endpoint", endpoint.getAuthority())
                .withHeader("Location", address(routed, authenticated, endpoint).toString());
    }

    private URI address(RoutedRequest routed, AuthenticatedRequest authenticated, URI endpoint) {
        S3Request request = routed.request();
        String path = UriEncoding.encodePath(routed.address().resource());
        Instant now = backend.clock().instant();
        Optional<AccessKey> key = authenticated.caller() instanceof Caller.Account account
                ? backend.identities().find(account.accessKeyId())
                : Optional.empty();
        return key.map(signer -> PresignedAddress.of(
                        request, endpoint, path, signer.pair(), backend.behaviour().region(), now,
                        valid(authenticated.authentication(), now)))
                .orElseGet(() -> URI.create(
                        endpoint + path + (request.rawQuery() == null ? "" : "?" + request.rawQuery())));
    }

    /** No longer than the address that is answered was good for. */
    private static Duration valid(Authentication authentication, Instant now) {
        if (authentication.expires() == null) {
            return VALID;
        }
        Duration left = Duration.between(now, authentication.expires());
        return left.compareTo(VALID) > 0 ? VALID : left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    /** These operations, without beginning uploads whose parts could not pass: better refused now than at their first part. */
    List<Operation> without(List<Operation> operations) {
        return backend.behaviour().minPartSize() <= GatewayAnswer.MAX_BODY
                ? operations
                : operations.stream()
                        .map(operation -> operation.name() == S3Operation.CREATE_MULTIPART_UPLOAD ? new UploadElsewhere() : operation)
                        .toList();
    }

    /** Refuses to begin an upload. */
    private final class UploadElsewhere implements ObjectOperation {

        @Override
        public S3Operation name() {
            return S3Operation.CREATE_MULTIPART_UPLOAD;
        }

        @Override
        public S3Response handle(ObjectCall call) {
            S3Exception refusal = new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE, "Parts have at least " + backend.behaviour().minPartSize()
                    + " bytes, and at most " + GatewayAnswer.MAX_BODY + " pass the API gateway" + hint());
            uri.ifPresent(endpoint -> refusal.with("Endpoint", endpoint));
            throw refusal;
        }
    }
}
