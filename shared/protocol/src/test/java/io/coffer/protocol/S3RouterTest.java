package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.S3Router.Route;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class S3RouterTest {

    private static S3Request request(String method, String target, S3Headers headers) {
        int question = target.indexOf('?');
        String query = question < 0 ? null : target.substring(question + 1);
        String path = question < 0 ? target : target.substring(0, question);
        return new S3Request(method, path, query, headers.set("host", "localhost"), new QueryParameters(query),
                InputStream.nullInputStream(), false, "127.0.0.1");
    }

    private static S3Operation route(S3Request request) {
        return S3Router.route(request, request.address("localhost"));
    }

    static List<Route> routes() {
        return S3Router.routes();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRowIsReachedByWhatItAsksFor(Route row) {
        String path = switch (row.level()) {
            case SERVICE -> "/";
            case BUCKET -> "/bucket";
            case OBJECT -> "/bucket/key";
        };
        S3Headers headers = new S3Headers();
        List<String> demands = row.shape().isEmpty() ? List.of() : List.of(row.shape().split(" "));
        demands.stream().filter(demand -> demand.startsWith("x-amz-")).forEach(name -> headers.set(name, "value"));
        String query = demands.stream().filter(demand -> !demand.startsWith("x-amz-")).collect(Collectors.joining("&"));
        assertEquals(row.operation(), route(request(row.method(), query.isEmpty() ? path : path + "?" + query, headers)));
    }

    @Test
    void everyOperationHasARowAtItsLevel() {
        Set<S3Operation> routed = routes().stream().map(Route::operation).collect(Collectors.toSet());
        assertTrue(routes().stream().allMatch(row -> row.level() == row.operation().level()));
        Set<S3Operation> missing = EnumSet.allOf(S3Operation.class);
        missing.removeAll(routed);
        assertEquals(Set.of(), missing);
    }

    @Test
    void namesAreAwss() {
        assertEquals(S3Operation.values().length, Arrays.stream(S3Operation.values()).map(S3Operation::awsName).distinct().count());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /bucket/, LIST_OBJECTS",
        "GET, /bucket?list-type=1, LIST_OBJECTS",
        "GET, /bucket?prefix=uploads, LIST_OBJECTS",
        "GET, /bucket//, GET_OBJECT",
        "GET, /bucket/key?response-content-type=a, GET_OBJECT",
        "GET, /bucket?acl=, GET_BUCKET_ACL",
        "PUT, /bucket/acl, PUT_OBJECT",
        "PUT, /bucket/key?x-id=PutObject, PUT_OBJECT",
        "PUT, /bucket/key?uploadId=1, PUT_OBJECT",
    })
    void theFirstRowThatFitsDecides(String method, String target, S3Operation operation) {
        assertEquals(operation, route(request(method, target, new S3Headers())));
    }

    @ParameterizedTest
    @CsvSource({"POST, /", "PATCH, /bucket", "POST, /bucket/key", "DELETE, /"})
    void whatNoRowFitsIsNotAllowed(String method, String target) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> route(request(method, target, new S3Headers())));
        assertEquals(S3ErrorCode.METHOD_NOT_ALLOWED, refusal.code());
        assertEquals(method, refusal.fields().get("Method"));
    }
}
