package io.coffer.auth;

import io.coffer.protocol.QueryParameters.Parameter;
import io.coffer.protocol.S3Address;
import io.coffer.protocol.S3Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a signature of version 2 covers of a request.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">S3 API Reference, Signing and authenticating
 *     REST requests (AWS signature version 2)</a>
 */
final class Version2String {

    /**
     * The query parameters that it covers: those of the S3 API Reference, and those that botocore adds.
     *
     * @see <a href="https://github.com/boto/botocore/blob/develop/botocore/auth.py">botocore, auth.py, HmacV1Auth</a>
     */
    private static final Set<String> COVERED = Set.of(
            "accelerate", "acl", "analytics", "cors", "defaultObjectAcl", "delete", "inventory", "lifecycle", "location", "logging",
            "metrics", "notification", "object-lock", "partNumber", "policy", "replication", "requestPayment", "response-cache-control",
            "response-content-disposition", "response-content-encoding", "response-content-language", "response-content-type",
            "response-expires", "restore", "select", "select-type", "storageClass", "tagging", "torrent", "uploadId", "uploads",
            "versionId", "versioning", "versions", "website");

    private Version2String() {}

    static boolean covers(String parameter) {
        return COVERED.contains(parameter);
    }

    /**
     * The texts of which one must be signed: of a bucket in path style botocore signs {@code /bucket/} and sends {@code /bucket}, as AWS
     * wants it, and others sign what they send.
     *
     * @param domain whose subdomains name buckets; null for none
     * @param date what its fourth line is: the Date header, or when a link expires
     */
    static List<String> of(S3Request request, @Nullable String domain, String date) {
        S3Address address = request.address(domain);
        String path = bucketOfHost(address) + request.rawPath();
        boolean bucketWithoutSlash = address.level() == S3Address.Level.BUCKET && !path.endsWith("/");
        return bucketWithoutSlash
                ? List.of(text(request, path, date), text(request, path + "/", date))
                : List.of(text(request, path, date));
    }

    private static String text(S3Request request, String path, String date) {
        return request.method() + "\n"
                + header(request, "content-md5") + "\n"
                + header(request, "content-type") + "\n"
                + date + "\n"
                + amzHeaders(request)
                + path
                + subresources(request);
    }

    private static String header(S3Request request, String name) {
        return request.headers().find(name).orElse("").trim();
    }

    private static String amzHeaders(S3Request request) {
        return request.headers().names().stream()
                .filter(name -> name.startsWith("x-amz-"))
                .sorted()
                .map(name -> name + ":" + joined(request.headers().all(name)) + "\n")
                .collect(Collectors.joining());
    }

    private static String joined(List<String> values) {
        return values.stream().map(String::trim).collect(Collectors.joining(","));
    }

    private static String bucketOfHost(S3Address address) {
        return address.virtualHosted() ? "/" + address.bucket() : "";
    }

    /** Decoded, in the order of their names; one without a value has no equals sign. */
    private static String subresources(S3Request request) {
        String joined = request.query().all().stream()
                .filter(parameter -> covers(parameter.name()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .map(Version2String::subresource)
                .collect(Collectors.joining("&"));
        return joined.isEmpty() ? "" : "?" + joined;
    }

    /** Each byte one character, as headers have it. */
    private static String subresource(Parameter parameter) {
        String value = new String(parameter.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return value.isEmpty() ? parameter.name() : parameter.name() + "=" + value;
    }
}
