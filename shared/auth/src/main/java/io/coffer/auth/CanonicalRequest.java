package io.coffer.auth;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.UriEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The form of a request that its signature covers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">S3 API Reference, Task 1: Create a canonical
 *     request</a>
 */
record CanonicalRequest(String text) {

    private static final Comparator<QueryParameters.Parameter> BY_ENCODED_NAME_THEN_VALUE =
            Comparator.comparing(QueryParameters.Parameter::name).thenComparing(QueryParameters.Parameter::value);

    /** @param signedHeaders in lower case and in order */
    static CanonicalRequest of(S3Request request, List<String> signedHeaders, String payloadHash) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(path(request.rawPath())).append('\n');
        text.append(query(request.query())).append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            List<String> values = request.headers().all(name);
            for (int i = 0; i < values.size(); i++) {
                text.append(i == 0 ? "" : ",").append(withoutExtraSpaces(values.get(i)));
            }
            text.append('\n');
        }
        text.append('\n');
        text.append(String.join(";", signedHeaders)).append('\n');
        text.append(payloadHash);
        return new CanonicalRequest(text.toString());
    }

    /** The bytes the client hashed. Headers reach us with each byte as one Latin-1 character. */
    byte[] bytes() {
        return text.getBytes(isLatin1() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private boolean isLatin1() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** S3 signs the path encoded once, with nothing of it normalised: keys may hold {@code //} and {@code ..}. */
    private static String path(String rawPath) {
        return rawPath.isEmpty() ? "/" : UriEncoding.encodePath(UriEncoding.decodePath(rawPath));
    }

    private static String query(QueryParameters query) {
        List<QueryParameters.Parameter> encoded = new ArrayList<>(query.all().size());
        for (QueryParameters.Parameter parameter : query.all()) {
            if (!parameter.name().equals("X-Amz-Signature")) {
                encoded.add(new QueryParameters.Parameter(
                        UriEncoding.encode(parameter.name()), UriEncoding.encode(parameter.value())));
            }
        }
        encoded.sort(BY_ENCODED_NAME_THEN_VALUE);
        StringBuilder text = new StringBuilder(256);
        for (QueryParameters.Parameter parameter : encoded) {
            text.append(text.isEmpty() ? "" : "&").append(parameter.name()).append('=').append(parameter.value());
        }
        return text.toString();
    }

    private static String withoutExtraSpaces(String value) {
        String trimmed = value.trim();
        return trimmed.contains("  ") ? trimmed.replaceAll(" +", " ") : trimmed;
    }
}
