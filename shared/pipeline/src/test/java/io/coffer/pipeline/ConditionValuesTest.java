package io.coffer.pipeline;

import static io.coffer.pipeline.ConditionHeaders.OF_UPLOADS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.access.ConditionKeys;
import io.coffer.access.Principal;
import io.coffer.auth.Authentication;
import io.coffer.auth.Caller;
import io.coffer.metadata.Upload;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionValuesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.5Z");
    private static final Principal BOB = new Principal("000000000001", () -> "a".repeat(64), "AIDABOB", "/", "bob", true);
    private static final String QUERY = "prefix=a%2F&delimiter=%2F&max-keys=10";

    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("authorization", ""),
            Map.entry("x-amz-date", "20000101T000000Z"),
            Map.entry("x-amz-content-sha256", "what was not verified"),
            Map.entry("referer", "http://example.com/"),
            Map.entry("user-agent", "curl/8"),
            Map.entry("if-match", "\"e\""),
            Map.entry("if-none-match", "*"),
            Map.entry("x-amz-acl", "private"),
            Map.entry("x-amz-copy-source", "/tour/a%20b?versionId=3"),
            Map.entry("x-amz-grant-full-control", "id=1"),
            Map.entry("x-amz-grant-read", "id=2"),
            Map.entry("x-amz-grant-read-acp", "id=3"),
            Map.entry("x-amz-grant-write", "id=4"),
            Map.entry("x-amz-grant-write-acp", "id=5"),
            Map.entry("x-amz-metadata-directive", "COPY"),
            Map.entry("x-amz-object-ownership", "ObjectWriter"),
            Map.entry("x-amz-server-side-encryption", "AES256"),
            Map.entry("x-amz-server-side-encryption-aws-kms-key-id", "k"),
            Map.entry("x-amz-server-side-encryption-customer-algorithm", "AES128"),
            Map.entry("x-amz-storage-class", "STANDARD"),
            Map.entry("x-amz-tagging", "team=red&cost+centre=7"),
            Map.entry("x-amz-website-redirect-location", "/b"));

    private static final Authentication VERIFIED =
            new Authentication("REST-HEADER", "AWS4-HMAC-SHA256", Instant.parse("2026-11-21T07:59:00Z"), null, "e3b0");
    private static final Authentication NOTHING = new Authentication(null, null, null, null, null);

    private static final Upload UPLOAD = new Upload("key", "1", 0, Map.of(), Map.of(), null, null, "1", "1", Map.of("team", "green"), null,
            Map.of(ConditionKeys.ACL, "public-read", ConditionKeys.SERVER_SIDE_ENCRYPTION, "aws:kms"));

    @Test
    void everyKeyHasItsValue() throws IllegalAccessException {
        Map<String, List<String>> expected = new TreeMap<>();
        expected.put("aws:CurrentTime", List.of("2026-11-21T08:00:00Z"));
        expected.put("aws:EpochTime", List.of("1795248000"));
        expected.put("aws:PrincipalAccount", List.of("000000000001"));
        expected.put("aws:PrincipalArn", List.of("arn:aws:iam::000000000001:user/bob"));
        expected.put("aws:Referer", List.of("http://example.com/"));
        expected.put("aws:SecureTransport", List.of("true"));
        expected.put("aws:SourceIp", List.of("192.0.2.1"));
        expected.put("aws:UserAgent", List.of("curl/8"));
        expected.put("aws:userid", List.of("AIDABOB"));
        expected.put("aws:username", List.of("bob"));
        expected.put("s3:authType", List.of("REST-HEADER"));
        expected.put("s3:x-amz-content-sha256", List.of("e3b0"));
        expected.put("s3:ResourceAccount", List.of("000000000002"));
        expected.put("s3:signatureAge", List.of("60500"));
        expected.put("s3:signatureversion", List.of("AWS4-HMAC-SHA256"));
        expected.put("s3:x-amz-acl", List.of("private"));
        expected.put("s3:x-amz-copy-source", List.of("tour/a b"));
        expected.put("s3:delimiter", List.of("/"));
        expected.put("s3:x-amz-grant-full-control", List.of("id=1"));
        expected.put("s3:x-amz-grant-read", List.of("id=2"));
        expected.put("s3:x-amz-grant-read-acp", List.of("id=3"));
        expected.put("s3:x-amz-grant-write", List.of("id=4"));
        expected.put("s3:x-amz-grant-write-acp", List.of("id=5"));
        expected.put("s3:if-match", List.of("\"e\""));
        expected.put("s3:if-none-match", List.of("*"));
        expected.put("s3:max-keys", List.of("10"));
        expected.put("s3:x-amz-metadata-directive", List.of("COPY"));
        expected.put("s3:x-amz-object-ownership", List.of("ObjectWriter"));
        expected.put("s3:prefix", List.of("a/"));
        expected.put("s3:x-amz-server-side-encryption", List.of("AES256"));
        expected.put("s3:x-amz-server-side-encryption-customer-algorithm", List.of("AES128"));
        expected.put("s3:x-amz-server-side-encryption-aws-kms-key-id", List.of("k"));
        expected.put("s3:x-amz-storage-class", List.of("STANDARD"));
        expected.put("s3:versionid", List.of("v"));
        expected.put("s3:x-amz-website-redirect-location", List.of("/b"));
        expected.put("s3:ExistingObjectTag/team", List.of("blue"));
        expected.put("s3:RequestObjectTag/team", List.of("red"));

        Map<String, List<String>> actual = new TreeMap<>();
        for (String key : keys()) {
            Set<List<String>> found = EnumSet.complementOf(EnumSet.copyOf(OF_UPLOADS)).stream()
                    .map(operation -> values(operation, Map.of()).apply(key))
                    .filter(values -> !values.isEmpty())
                    .collect(Collectors.toSet());
            assertTrue(found.size() <= 1 || key.equals(ConditionKeys.OBJECT_CREATION_OPERATION), key);
            found.forEach(values -> actual.put(key, values));
        }
        assertEquals(Set.of("team", "cost centre"), Set.copyOf(actual.remove(ConditionKeys.REQUEST_OBJECT_TAG_KEYS)));
        actual.remove(ConditionKeys.OBJECT_CREATION_OPERATION);
        assertEquals(expected, actual);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:prefix, LIST_OBJECTS LIST_OBJECTS_V2 LIST_OBJECT_VERSIONS",
        "s3:delimiter, LIST_OBJECTS LIST_OBJECTS_V2 LIST_OBJECT_VERSIONS",
        "s3:max-keys, LIST_OBJECTS LIST_OBJECTS_V2 LIST_OBJECT_VERSIONS",
        "s3:if-match, PUT_OBJECT COPY_OBJECT COMPLETE_MULTIPART_UPLOAD DELETE_OBJECT",
        "s3:if-none-match, PUT_OBJECT COPY_OBJECT COMPLETE_MULTIPART_UPLOAD",
        "s3:x-amz-copy-source, COPY_OBJECT UPLOAD_PART_COPY",
        "s3:x-amz-metadata-directive, COPY_OBJECT",
        "s3:x-amz-object-ownership, CREATE_BUCKET",
        "s3:x-amz-server-side-encryption-customer-algorithm, PUT_OBJECT POST_OBJECT COPY_OBJECT CREATE_MULTIPART_UPLOAD",
        "s3:x-amz-website-redirect-location, PUT_OBJECT POST_OBJECT COPY_OBJECT CREATE_MULTIPART_UPLOAD",
    })
    void whatAnOperationDoesNotLookAtIsAbsent(String key, String operations) {
        Set<S3Operation> expected = Arrays.stream(operations.split(" ")).map(S3Operation::valueOf).collect(Collectors.toSet());
        Set<S3Operation> actual = Arrays.stream(S3Operation.values())
                .filter(operation -> !values(operation, Map.of()).apply(key).isEmpty())
                .collect(Collectors.toSet());
        assertEquals(expected, actual);
    }

    @Test
    void whatGoesOnWithAnUploadHasWhatTheUploadWasBegunWith() {
        for (S3Operation operation : OF_UPLOADS) {
            ConditionValues values = values(operation, Map.of());
            assertEquals(List.of("public-read"), values.apply(ConditionKeys.ACL));
            assertEquals(List.of("aws:kms"), values.apply(ConditionKeys.SERVER_SIDE_ENCRYPTION));
            assertEquals(List.of(), values.apply(ConditionKeys.STORAGE_CLASS));
            assertEquals(List.of("green"), values.apply(ConditionKeys.REQUEST_OBJECT_TAG + "team"));
            assertEquals(List.of("team"), values.apply(ConditionKeys.REQUEST_OBJECT_TAG_KEYS));
        }
    }

    @Test
    void objectsAreCreatedByWhatMakesThemVisible() {
        Set<S3Operation> creating = Arrays.stream(S3Operation.values())
                .filter(operation -> values(operation, Map.of()).apply(ConditionKeys.OBJECT_CREATION_OPERATION).equals(List.of("true")))
                .collect(Collectors.toSet());
        assertEquals(EnumSet.of(S3Operation.PUT_OBJECT, S3Operation.POST_OBJECT, S3Operation.COPY_OBJECT,
                S3Operation.COMPLETE_MULTIPART_UPLOAD), creating);
    }

    @Test
    void whatIsToldWinsOverWhatTheRequestSays() {
        assertEquals(List.of("a/b"), values(S3Operation.GET_OBJECT, Map.of(ConditionKeys.PREFIX, "a/b")).apply(ConditionKeys.PREFIX));
        assertEquals(List.of("eu"), values(S3Operation.CREATE_BUCKET, Map.of(ConditionKeys.LOCATION_CONSTRAINT, "eu"))
                .apply(ConditionKeys.LOCATION_CONSTRAINT));
    }

    @Test
    void whatAnAnonymousRequestWithoutHeadersDoesNotHaveIsAbsent() throws IllegalAccessException {
        ConditionValues values = new ConditionValues(RequestContext.of(new Caller.Anonymous(), NOTHING, S3Operation.PUT_OBJECT,
                request(Map.of(), "")), Principal.ANONYMOUS, "000000000002", "v", () -> Map.of("team", "blue"),
                () -> Optional.of(UPLOAD), NOW);
        Set<String> present = new TreeSet<>();
        for (String key : keys()) {
            if (!values.apply(key).isEmpty()) {
                present.add(key);
            }
        }
        // The object's own tags and the version asked for are there as before.
        assertEquals(new TreeSet<>(Set.of("aws:CurrentTime", "aws:EpochTime", "aws:SecureTransport", "aws:SourceIp", "aws:userid",
                "s3:ResourceAccount", "s3:versionid", "s3:ExistingObjectTag/team", "s3:ObjectCreationOperation")), present);
        assertEquals(List.of("anonymous"), values.apply(ConditionKeys.USER_ID));
    }

    /** Every key there is; of tags, the one whose key is {@code team}. */
    private static List<String> keys() throws IllegalAccessException {
        List<Field> constants = Arrays.stream(ConditionKeys.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .toList();
        Set<String> keys = new TreeSet<>();
        for (Field constant : constants) {
            String key = (String) constant.get(null);
            keys.add(key.endsWith("/") ? key + "team" : key);
        }
        return List.copyOf(keys);
    }

    private static ConditionValues values(S3Operation operation, Map<String, String> told) {
        RequestContext context = RequestContext.of(new Caller.Anonymous(), VERIFIED, operation, request(HEADERS, QUERY));
        for (Map.Entry<String, String> one : told.entrySet()) {
            context = context.telling(one.getKey(), one.getValue());
        }
        return new ConditionValues(context, BOB, "000000000002", "v", () -> Map.of("team", "blue"),
                () -> Optional.of(UPLOAD), NOW);
    }

    private static S3Request request(Map<String, String> headers, String query) {
        S3Headers all = new S3Headers().set("host", "localhost");
        headers.forEach(all::set);
        return new S3Request("PUT", "/tour/key", query, all, new QueryParameters(query), InputStream.nullInputStream(), true, "192.0.2.1");
    }
}
