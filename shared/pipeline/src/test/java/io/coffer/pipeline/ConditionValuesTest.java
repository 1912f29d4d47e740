package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.access.AccessControlList;
import io.coffer.access.ConditionKeys;
import io.coffer.access.Principal;
import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Headers;
import io.coffer.protocol.S3Request;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ConditionValuesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.5Z");
    private static final Principal BOB = new Principal("000000000001", () -> "a".repeat(64), "/", "bob", true);
    private static final Bucket BUCKET = new Bucket(
            "tour", "1", "000000000002", "us-east-1", new AccessControlList(List.of()), 0, null, null, Map.of());

    private static final String QUERY = "prefix=a%2F&delimiter=%2F&max-keys=10";

    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("authorization", "AWS4-HMAC-SHA256 ..."),
            Map.entry("x-amz-date", "20261121T075900Z"),
            Map.entry("x-amz-content-sha256", "e3b0"),
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

    /** CreateBucket's location stands in its body, and no bucket has a policy yet when it is asked. */
    private static final Set<String> NOT_IN_REQUESTS = Set.of(ConditionKeys.LOCATION_CONSTRAINT);

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

        ConditionValues values = values(BOB, request(HEADERS, QUERY));
        Map<String, List<String>> actual = new TreeMap<>();
        for (String key : keys()) {
            actual.put(key, values.apply(key));
        }
        assertEquals(Set.of("team", "cost centre"), Set.copyOf(actual.remove(ConditionKeys.REQUEST_OBJECT_TAG_KEYS)));
        assertEquals(expected, actual);
    }

    @Test
    void whatAnAnonymousRequestWithoutHeadersDoesNotHaveIsAbsent() throws IllegalAccessException {
        ConditionValues values = values(Principal.ANONYMOUS, request(Map.of(), ""));
        Set<String> present = new TreeSet<>();
        for (String key : keys()) {
            if (!values.apply(key).isEmpty()) {
                present.add(key);
            }
        }
        // The object's own tags, the version asked for and the upload's encryption are there as before.
        assertEquals(new TreeSet<>(Set.of("aws:CurrentTime", "aws:EpochTime", "aws:SecureTransport", "aws:SourceIp", "aws:userid",
                "s3:ResourceAccount", "s3:versionid", "s3:ExistingObjectTag/team", "s3:x-amz-server-side-encryption")), present);
        assertEquals(List.of("anonymous"), values.apply(ConditionKeys.USER_ID));
        assertEquals(List.of("aws:kms"), values.apply(ConditionKeys.SERVER_SIDE_ENCRYPTION));
    }

    @Test
    void aPresignedRequestIsRecognisedByItsQuery() {
        ConditionValues values = values(BOB, request(Map.of(), "X-Amz-Date=20261121T070000Z&X-Amz-Signature=00"));
        assertEquals(List.of("REST-QUERY-STRING"), values.apply(ConditionKeys.AUTH_TYPE));
        assertEquals(List.of("3600500"), values.apply(ConditionKeys.SIGNATURE_AGE));
        assertEquals(List.of("UNSIGNED-PAYLOAD"), values.apply(ConditionKeys.CONTENT_SHA256));
    }

    @Test
    void aFormIsSignedNeitherInItsHeadersNorInItsQuery() {
        ConditionValues version4 = values(BOB, request(Map.of("x-amz-algorithm", "AWS4-HMAC-SHA256"), ""));
        ConditionValues version2 = values(BOB, request(Map.of(), ""));
        assertEquals(List.of("POST"), version4.apply(ConditionKeys.AUTH_TYPE));
        assertEquals(List.of("POST"), version2.apply(ConditionKeys.AUTH_TYPE));
        assertEquals(List.of("AWS4-HMAC-SHA256"), version4.apply(ConditionKeys.SIGNATURE_VERSION));
        assertEquals(List.of("AWS"), version2.apply(ConditionKeys.SIGNATURE_VERSION));
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
        keys.removeAll(NOT_IN_REQUESTS);
        return List.copyOf(keys);
    }

    private static ConditionValues values(Principal principal, S3Request request) {
        return new ConditionValues(Asker.of(new Caller.Anonymous(), request), principal, BUCKET, "v",
                () -> "AIDABOB", () -> Map.of("team", "blue"), () -> Optional.of("aws:kms"), NOW);
    }

    private static S3Request request(Map<String, String> headers, String query) {
        S3Headers all = new S3Headers().set("host", "localhost");
        headers.forEach(all::set);
        return new S3Request("PUT", "/tour/key", query, all, new QueryParameters(query), InputStream.nullInputStream(), true, "192.0.2.1");
    }
}
