package io.coffer.pipeline;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.protocol.CorsRules;
import io.coffer.protocol.S3Address;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.CorsConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.util.Optional;
import java.util.Set;

/**
 * What pages of other origins may do with a bucket. It grants no right of its own: it lets a browser send a request, and its page see the
 * answer. Requests without an Origin cost nothing; others the read of the bucket, and the first of them one of its rules.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">S3 User Guide, Using cross-origin resource sharing</a>
 */
final class Cors {

    private static final String ORIGIN = "Origin";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
    /** What a preflight may ask about; rules name no others than five of them. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private final BucketConfigurationStore configurations;

    Cors(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    /**
     * Answers an OPTIONS request, which carries no signature; that of a presigned address is meant for the request to come.
     *
     * @throws S3Exception BadRequest, AccessForbidden
     */
    S3Response preflight(S3Request request, S3Address address, RequestedBucket requested) {
        if (request.header(ORIGIN) == null) {
            throw new S3Exception(S3ErrorCode.BAD_REQUEST, "Insufficient information. Origin request header needed.");
        }
        Bucket bucket = requested.find().orElseThrow(() -> forbidden("Bucket not found", request, S3Address.Level.BUCKET));
        CorsRules rules = rules(bucket)
                .orElseThrow(() -> forbidden("CORS is not enabled for this bucket.", request, S3Address.Level.BUCKET));
        String method = request.header(REQUEST_METHOD);
        if (method == null || !METHODS.contains(method)) {
            throw new S3Exception(S3ErrorCode.BAD_REQUEST, "Invalid " + REQUEST_METHOD + ": " + method);
        }
        CorsRules.Grant grant = match(rules, request).orElseThrow(() -> forbidden("This CORS request is not allowed. This is usually"
                + " because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers"
                + " are not whitelisted by the resource's CORS spec.", request, address.level()));
        S3Response answer = S3Response.ok();
        grant.writeTo(answer.headers());
        return answer;
    }

    /** Sets the CORS headers of any other request: what the page that sent it may see of the answer, also of a refusal. */
    void allow(S3Request request, RequestedBucket requested, S3Headers answer) {
        if (request.headers().has(ORIGIN)) {
            requested.find().flatMap(this::rules).flatMap(rules -> match(rules, request)).ifPresent(grant -> grant.writeTo(answer));
        }
    }

    private Optional<CorsRules> rules(Bucket bucket) {
        return configurations.find(bucket, BucketConfiguration.CORS, CorsRules.class,
                document -> CorsRules.of(S3Xml.read(document, CorsConfiguration.class)));
    }

    /** S3 lets the headers of a preflight decide on other requests too. */
    private static Optional<CorsRules.Grant> match(CorsRules rules, S3Request request) {
        String method = request.headers().find(REQUEST_METHOD).orElse(request.method());
        return request.headers().find(ORIGIN).flatMap(origin -> rules.match(origin, method, request.header(REQUEST_HEADERS)));
    }

    private static S3Exception forbidden(String reason, S3Request request, S3Address.Level level) {
        return new S3Exception(S3ErrorCode.ACCESS_FORBIDDEN, "CORSResponse: " + reason)
                .with("Method", request.headers().find(REQUEST_METHOD).orElse(request.method()))
                .with("ResourceType", level);
    }
}
