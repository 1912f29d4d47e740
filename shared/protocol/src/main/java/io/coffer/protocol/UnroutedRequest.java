package io.coffer.protocol;

import io.coffer.protocol.QueryParameters.Parameter;
import io.coffer.protocol.S3Address.Level;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why no row of the table of routes takes a request, in S3's words.
 *
 * @param chosen the names of the query parameters that choose an operation, in the order of the request
 * @param routes the table
 */
record UnroutedRequest(S3Request request, List<String> chosen, List<Route> routes, Level level) {

    /** Parameters that say more about a resource that another parameter, or the path, chooses. */
    private static final Set<String> REFINING = Set.of("versionId", "partNumber", "uploadId", "id", "annotationName", "list-type",
            "max-directory-buckets");

    /** Parameters that S3 takes with an empty value. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("prefix", "delimiter", "marker", "max-keys", "encoding-type", "start-after",
            "continuation-token", "fetch-owner", "key-marker", "version-id-marker", "upload-id-marker", "max-uploads", "max-parts",
            "part-number-marker", "max-buckets", "bucket-region", "select-type", "x-id");

    /** S3 names its subresources in letters and hyphens; {@code ?1764460800} is there against caches. */
    private static final Pattern SUBRESOURCE = Pattern.compile("[A-Za-z][A-Za-z-]*");

    /**
     * Refuses a subresource that this version does not know. S3 sends a subresource as a name without a value. A read of an object takes
     * any such name, as at S3: web pages ask for {@code font.eot?iefix}.
     *
     * @throws S3Exception NotImplemented
     */
    void requireKnownSubresources() {
        if (level == Level.OBJECT && (request.method().equals("GET") || request.method().equals("HEAD"))) {
            return;
        }
        if (request.query().all().isEmpty()) {
            return;
        }
        request.query().all().stream()
                .filter(parameter -> parameter.value().isEmpty())
                .map(Parameter::name)
                .filter(name -> SUBRESOURCE.matcher(name).matches())
                .filter(name -> !chosen.contains(name) && !MAY_BE_EMPTY.contains(name))
                .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("x-amz-") && !name.startsWith("response-"))
                .findFirst()
                .ifPresent(name -> {
                    throw notImplemented(name);
                });
    }

    /** InvalidArgument, MethodNotAllowed with the methods that are, or NotImplemented. */
    S3Exception refusal() {
        List<String> subresources = chosen.stream().filter(name -> !REFINING.contains(name)).toList();
        if (subresources.size() > 1) {
            return S3Exception.invalidArgument("ResourceType", subresources.get(0),
                    "Conflicting query string parameters: " + String.join(", ", subresources));
        }
        if (subresources.stream().anyMatch(name -> rows().noneMatch(row -> row.parameters().contains(name)))) {
            return notImplemented(subresources.get(0));
        }
        Set<String> allowed = rows()
                .filter(row -> subresources.isEmpty()
                        ? chosen.containsAll(row.demands())
                        : row.parameters().containsAll(subresources))
                .map(Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
        return allowed.contains(request.method()) ? unfittingParameter() : new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
                .with("Method", request.method())
                .with("ResourceType", level.name())
                .withHeader("Allow", String.join(", ", allowed));
    }

    /** The method and the subresource fit, so a parameter is one too many or is missing. */
    private S3Exception unfittingParameter() {
        for (String name : chosen) {
            List<String> others = chosen.stream().filter(other -> !other.equals(name)).toList();
            if (REFINING.contains(name) && ofMethod().anyMatch(row -> row.takes(request, others))) {
                return S3Exception.invalidArgument(name, request.parameter(name), name.equals("versionId")
                        ? "This operation does not accept a version-id."
                        : "This operation does not accept the query parameter " + name + ".");
            }
        }
        String missing = ofMethod()
                .filter(row -> row.parameters().containsAll(chosen))
                .flatMap(row -> row.demands().stream())
                .filter(demand -> !chosen.contains(demand))
                .findFirst()
                .orElse(chosen.get(0));
        return S3Exception.invalidArgument(missing, "", "This operation takes the query parameters " + String.join(", ", chosen)
                + " with " + missing + ".");
    }

    private Stream<Route> rows() {
        return routes.stream().filter(row -> row.level() == level);
    }

    private Stream<Route> ofMethod() {
        return rows().filter(row -> row.method().equals(request.method()));
    }

    private S3Exception notImplemented(String subresource) {
        return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "The subresource ?" + subresource + " is not implemented for "
                + request.method() + " of this resource")
                .with("Header", subresource);
    }
}
