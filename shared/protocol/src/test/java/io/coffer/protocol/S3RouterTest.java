package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
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
        return S3Router.route(request, request.address("localhost")).operation();
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
        List<String> demands = row.demands();
        demands.stream().filter(demand -> demand.startsWith("x-amz-")).forEach(name -> headers.set(name, "value"));
        String query = demands.stream().filter(demand -> !demand.startsWith("x-amz-")).collect(Collectors.joining("&"));
        assertEquals(row.operation(), route(request(row.method(), query.isEmpty() ? path : path + "?" + query, headers)));
    }

    @Test
    void everyOperationHasARowAtItsLevel() {
        Set<S3Operation> routed = routes().stream().map(Route::operation).collect(Collectors.toSet());
        // WriteGetObjectResponse is sent to a host that names no bucket; in path style its path stands where a bucket's name does.
        assertTrue(routes().stream()
                .allMatch(row -> row.level() == row.operation().level() || row.operation() == S3Operation.WRITE_GET_OBJECT_RESPONSE));
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
        "PUT, /bucket/key?v=1, PUT_OBJECT",
        "PUT, /bucket/key?1764460800, PUT_OBJECT",
        "PUT, /bucket/key?x-id=, PUT_OBJECT",
        "GET, /bucket/font.eot?iefix, GET_OBJECT",
        "HEAD, /bucket/font.eot?iefix, HEAD_OBJECT",
        "GET, /bucket/key?prefix=a, GET_OBJECT",
        "GET, /bucket?prefix=&delimiter=&marker=&encoding-type=, LIST_OBJECTS",
        "GET, /bucket?list-type=2&continuation-token=&start-after=&fetch-owner=, LIST_OBJECTS_V2",
        "GET, /bucket/key?partNumber=1&versionId=1, GET_OBJECT",
        "DELETE, /bucket/key?versionId=1, DELETE_OBJECT",
        "DELETE, /bucket/key?tagging&versionId=1, DELETE_OBJECT_TAGGING",
        "PUT, /bucket?analytics&id=1, PUT_BUCKET_ANALYTICS_CONFIGURATION",
        "GET, /bucket/key?annotation&annotationName=a&versionId=1, GET_OBJECT_ANNOTATION",
        "GET, /bucket/key?annotation, LIST_OBJECT_ANNOTATIONS",
        "PUT, /bucket/key?annotation&annotationName=a, PUT_OBJECT_ANNOTATION",
        "DELETE, /bucket/key?annotation&annotationName=a, DELETE_OBJECT_ANNOTATION",
        "PUT, /bucket/key?encryption, UPDATE_OBJECT_ENCRYPTION",
        "DELETE, /bucket?metadataConfiguration, DELETE_BUCKET_METADATA_CONFIGURATION",
        "PUT, /bucket?metadataAnnotationTable, UPDATE_BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION",
        "GET, /?max-directory-buckets=1, LIST_DIRECTORY_BUCKETS",
    })
    void theFirstRowThatFitsDecides(String method, String target, S3Operation operation) {
        assertEquals(operation, route(request(method, target, new S3Headers())));
    }

    /** Each of these would replace, delete or list something if the row without demands took it. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /bucket/key?unheardOf",
        "PUT, /bucket/key?unheardOf=",
        "PUT, /bucket/key?unheard-of&name=a",
        "DELETE, /bucket/key?unheardOf",
        "POST, /bucket?unheardOf",
        "PUT, /bucket?unheardOf",
        "DELETE, /bucket?unheardOf",
        "GET, /bucket?unheardOf",
        "HEAD, /bucket?unheardOf",
        "GET, /?unheardOf",
        "PUT, /bucket/key?append&position=0",
        "PUT, /bucket/key?cors",
        "DELETE, /bucket/key?lifecycle",
        "GET, /bucket/key?versions",
        "DELETE, /bucket?retention",
        "PUT, /bucket?torrent",
        "GET, /?acl",
    })
    void aSubresourceThatIsNotKnownThereIsNotTakenForAnotherOperation(String method, String target) {
        S3Exception refusal = refusal(method, target);
        assertEquals(S3ErrorCode.NOT_IMPLEMENTED, refusal.code());
        String name = target.substring(target.indexOf('?') + 1).split("[=&]")[0];
        assertTrue(refusal.getMessage().contains("?" + name + " "), refusal::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /bucket/key?acl, 'GET, PUT'",
        "HEAD, /bucket/key?tagging, 'DELETE, GET, PUT'",
        "POST, /bucket/key?retention, 'GET, PUT'",
        "DELETE, /bucket/key?uploads, POST",
        "PUT, /bucket/key?uploads, POST",
        "PUT, /bucket/key?restore, POST",
        "DELETE, /bucket/key?attributes, GET",
        "DELETE, /bucket/key?encryption, PUT",
        "HEAD, /bucket/key?annotation, 'DELETE, GET, PUT'",
        "DELETE, /bucket?versions, GET",
        "PUT, /bucket?delete, POST",
        "DELETE, /bucket?delete, POST",
        "PUT, /bucket?uploads, GET",
        "POST, /bucket?uploads, GET",
        "DELETE, /bucket?location, GET",
        "DELETE, /bucket?versioning, 'GET, PUT'",
        "DELETE, /bucket?policyStatus, GET",
        "HEAD, /bucket?acl, 'GET, PUT'",
        "PUT, /bucket?session, GET",
        "GET, /bucket?metadataJournalTable, PUT",
    })
    void aMethodThatASubresourceDoesNotHaveIsNotAllowed(String method, String target, String allowed) {
        S3Exception refusal = refusal(method, target);
        assertEquals(S3ErrorCode.METHOD_NOT_ALLOWED, refusal.code());
        assertEquals(allowed, refusal.headers().get("Allow"));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /bucket/key?uploadId=1, uploadId",
        "PUT, /bucket/key?partNumber=1, partNumber",
        "PUT, /bucket/key?versionId=1, versionId",
        "DELETE, /bucket/key?partNumber=1, partNumber",
        "DELETE, /bucket/key?uploadId=1&partNumber=1, partNumber",
        "DELETE, /bucket/key?uploadId=1&versionId=1, uploadId",
        "POST, /bucket/key?uploadId=1&partNumber=1, partNumber",
        "POST, /bucket/key?uploads&versionId=1, versionId",
        "GET, /bucket/key?uploadId=1&partNumber=1, uploadId",
        "HEAD, /bucket/key?uploadId=1, uploadId",
        "PUT, /bucket/key?partNumber=1&uploadId=1&versionId=1, versionId",
        "PUT, /bucket/key?annotation, annotationName",
        "DELETE, /bucket/key?annotation, annotationName",
        "DELETE, /bucket/key?annotationName=a, annotationName",
        "DELETE, /bucket?versionId=1, versionId",
        "PUT, /bucket?list-type=2, list-type",
        "DELETE, /bucket?list-type=2, list-type",
        "DELETE, /bucket?id=1, id",
        "GET, /bucket?acl&versionId=1, versionId",
        "PUT, /bucket/key?acl&tagging, ResourceType",
        "DELETE, /bucket?cors&policy, ResourceType",
        "POST, /bucket/key?uploads&uploadId=1, uploadId",
    })
    void halfARequestIsNotTakenForAnother(String method, String target, String argument) {
        S3Exception refusal = refusal(method, target);
        assertEquals(S3ErrorCode.INVALID_ARGUMENT, refusal.code());
        assertEquals(argument, refusal.fields().get("ArgumentName"), refusal::getMessage);
    }

    private static S3Exception refusal(String method, String target) {
        return assertThrows(S3Exception.class, () -> route(request(method, target, new S3Headers())));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, GET",
        "PATCH, /bucket, 'DELETE, GET, HEAD, POST, PUT'",
        "POST, /bucket/key, 'DELETE, GET, HEAD, PUT'",
        "POST, /bucket/key?partNumber=1, 'DELETE, GET, HEAD, PUT'",
        "DELETE, /, GET"})
    void whatNoRowFitsIsNotAllowed(String method, String target, String allowed) {
        S3Exception refusal = refusal(method, target);
        assertEquals(allowed, refusal.headers().get("Allow"));
        assertEquals(S3ErrorCode.METHOD_NOT_ALLOWED, refusal.code());
        assertEquals(method, refusal.fields().get("Method"));
    }
}
