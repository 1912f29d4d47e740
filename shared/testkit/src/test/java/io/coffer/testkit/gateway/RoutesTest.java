package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order is the documentation's: full match, greedy variable, {@code $default}. */
class RoutesTest {

    private static final Routes ROUTES = new Routes(List.of(
            Route.of("$default", "fallback"),
            Route.of("ANY /{bucket}/{key+}", "any-object"),
            Route.of("GET /{bucket}/{key+}", "get-object"),
            Route.of("ANY /_console/{proxy+}", "console"),
            Route.of("GET /{bucket}", "get-bucket"),
            Route.of("GET /_console", "get-console"),
            Route.of("GET /", "get-service")));

    @ParameterizedTest
    @CsvSource({
        "GET, /, get-service",
        "PUT, /, fallback",
        "GET, /b, get-bucket",
        "PUT, /b, fallback",
        "GET, /b/, fallback",
        "GET, /b/k, get-object",
        "GET, /b/k/l/, get-object",
        "GET, /b//, get-object",
        "DELETE, /b/k, any-object",
        "GET, //k, fallback",
        "GET, /_console, get-console",
        "POST, /_console/a/b, console",
        "GET, /_console/, fallback",
    })
    void theMostSpecificRouteIsTaken(String method, String path, String function) {
        assertEquals(function, ROUTES.find(method, path).orElseThrow().route().function());
    }

    @Test
    void variablesAreWorthWhatTheyTook() {
        assertEquals(Map.of("bucket", "b", "key", "/a/b c/"), ROUTES.find("GET", "/b//a/b c/").orElseThrow().pathParameters());
        assertEquals(Map.of(), ROUTES.find("PATCH", "/").orElseThrow().pathParameters());
    }

    @Test
    void withoutDefaultNothingIsFound() {
        assertTrue(new Routes(List.of(Route.of("GET /{bucket}", "f"))).find("GET", "/").isEmpty());
    }

    @Test
    void keysReadAsInTheTemplate() {
        assertEquals(List.of("GET /_console", "GET /{bucket}", "GET /", "ANY /_console/{proxy+}", "GET /{bucket}/{key+}",
                "ANY /{bucket}/{key+}", "$default"), ROUTES.all().stream().map(Route::key).toList());
    }
}
