package io.coffer.protocol;

import io.coffer.protocol.S3Address.Level;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of the table of routes.
 *
 * @param shape what the row asks for, as documentation writes it, in words: {@code x-amz-...} a header, {@code name=value} or
 *     {@code name} a query parameter, {@code name?} a query parameter that may be there
 * @param demands the words that must be met
 * @param parameters the names of the query parameters that the row takes, demanded or not
 */
public record Route(
        String method, Level level, String shape, List<String> demands, Set<String> parameters, S3Operation operation) {

    private static final String OPTIONAL = "?";

    static Route of(String method, Level level, String shape, S3Operation operation) {
        List<String> words = shape.isEmpty() ? List.of() : List.of(shape.split(" "));
        return new Route(method, level, shape,
                words.stream().filter(word -> !word.endsWith(OPTIONAL)).toList(),
                words.stream().filter(word -> !isHeader(word)).map(Route::parameter).collect(Collectors.toUnmodifiableSet()),
                operation);
    }

    private static String parameter(String word) {
        return word.endsWith(OPTIONAL) ? word.substring(0, word.length() - OPTIONAL.length()) : word.split("=")[0];
    }

    private static boolean isHeader(String word) {
        return word.startsWith("x-amz-");
    }

    /** @param chosen the query parameters of the request that choose an operation */
    boolean takes(S3Request request, List<String> chosen) {
        if (!parameters.containsAll(chosen)) {
            return false;
        }
        for (String demand : demands) {
            if (!isMet(demand, request)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMet(String demand, S3Request request) {
        if (isHeader(demand)) {
            return request.headers().has(demand);
        }
        int equals = demand.indexOf('=');
        return equals < 0
                ? request.query().has(demand)
                : demand.substring(equals + 1).equals(request.parameter(demand.substring(0, equals)));
    }
}
