package io.coffer.auth;

import io.coffer.protocol.QueryParameters.Parameter;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Headers that stand in the query of a presigned address, where the SDKs of several languages put them and S3 honours them: metadata, tags,
 * ACL and storage class. Checksums and encryption S3 takes from headers alone, unless the signature names the header: the SDK for
 * JavaScript v2 signs its headers, moves them into the query, and sends none.
 *
 * @see <a href="https://github.com/aws/aws-sdk-js/blob/master/lib/signers/v4.js">aws-sdk-js, lib/signers/v4.js, updateForPresigned</a>
 * @see <a href="https://github.com/aws/aws-sdk-js-v3/issues/4694">aws-sdk-js-v3, issue 4694: metadata in the query is stored</a>
 */
final class HoistedHeaders {

    private static final String META = "x-amz-meta-";
    private static final Set<String> NAMES = Set.of("x-amz-acl", "x-amz-tagging", "x-amz-storage-class");
    /** What the SDK for JavaScript v2 moves besides what begins with {@code x-amz-}. */
    private static final Set<String> MOVED = Set.of("cache-control", "content-md5");
    /** RFC 9110, 5.6.2: what header names are made of. */
    private static final Pattern META_NAME = Pattern.compile(META + "[!#$%&'*+.^_`|~0-9a-z-]+");

    private HoistedHeaders() {}

    /**
     * The request with those headers among its own; a header it has wins. Called once the signature, which covers the query, holds.
     *
     * @throws S3Exception InvalidArgument for what cannot be a header
     */
    static S3Request lower(S3Request request) {
        return lower(request, name -> NAMES.contains(name) || name.startsWith(META));
    }

    /**
     * The request as its signature names its headers: those it does not have and its query has are among its own. Called before the
     * signature is verified, which covers name and value.
     *
     * @throws S3Exception InvalidArgument for what cannot be a header
     */
    static S3Request lowerSigned(S3Request request, List<String> signedHeaders) {
        return lower(request, name -> signedHeaders.contains(name) && (name.startsWith("x-amz-") || MOVED.contains(name)));
    }

    /**
     * The request with the headers that botocore's links of version 2 have in their query. Called before the signature is verified, which
     * covers each of them.
     *
     * @throws S3Exception InvalidArgument for what cannot be a header
     */
    static S3Request lowerVersion2(S3Request request) {
        return lower(request, name -> name.startsWith("x-amz-") || name.equals("content-type") || name.equals("content-md5"));
    }

    private static S3Request lower(S3Request request, Predicate<String> hoisted) {
        List<Parameter> missing = request.query().all().stream()
                .filter(parameter -> hoisted.test(headerName(parameter)) && !request.headers().has(headerName(parameter)))
                .toList();
        if (missing.isEmpty()) {
            return request;
        }
        S3Headers headers = request.headers().copy();
        for (Parameter parameter : missing) {
            String name = headerName(parameter);
            if (!headers.has(name)) {
                headers.set(name, value(name, parameter));
            }
        }
        return request.withHeaders(headers);
    }

    private static String headerName(Parameter parameter) {
        return parameter.name().toLowerCase(Locale.ROOT);
    }

    /** As servers hand headers on: each byte one character. */
    private static String value(String name, Parameter parameter) {
        boolean oneLine = parameter.value().chars().noneMatch(c -> c < 0x20 || c == 0x7f);
        if (!oneLine || (name.startsWith(META) && !META_NAME.matcher(name).matches())) {
            throw S3Exception.invalidArgument(parameter.name(), parameter.value(), "The parameter cannot stand for a header");
        }
        return new String(parameter.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
