package io.coffer.testkit.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of one HTTP API. "API Gateway selects the route with the most specific match": a full match, then one with a greedy
 * variable, then {@code $default}; a route of its own for the method goes before {@code ANY}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">API Gateway Developer Guide,
 *     routing API requests</a>
 */
public final class Routes {

    private static final Comparator<Route> MOST_SPECIFIC_FIRST = Comparator.comparing(Route::isDefault)
            .thenComparing(Route::isGreedy)
            .thenComparing(route -> route.isDefault() ? 0 : -route.fixedLength())
            .thenComparing(Route::isForAnyMethod);

    private final List<Route> routes;

    public Routes(List<Route> routes) {
        this.routes = routes.stream().sorted(MOST_SPECIFIC_FIRST).toList();
    }

    /** A route and what its variables are worth in a request. */
    public record Match(Route route, Map<String, String> pathParameters) {}

    /** @param path decoded; the query plays no part */
    public Optional<Match> find(String method, String path) {
        for (Route route : routes) {
            if (route.takes(method)) {
                Optional<Map<String, String>> variables = route.match(path);
                if (variables.isPresent()) {
                    return Optional.of(new Match(route, variables.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** The most specific first. */
    public List<Route> all() {
        return routes;
    }
}
