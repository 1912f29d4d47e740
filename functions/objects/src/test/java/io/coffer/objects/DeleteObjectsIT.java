package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

@OneGatewayStyle
final class DeleteObjectsIT extends S3ClientTest {

    private static List<ObjectIdentifier> identifiers(Stream<String> keys) {
        return keys.map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    }

    private DeleteObjectsResponse delete(String bucket, boolean quiet, Stream<String> keys) {
        List<ObjectIdentifier> named = identifiers(keys);
        return s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(named).quiet(quiet)));
    }

    @Test
    void aThousandKeysGoAtOnce() {
        String bucket = bucket();
        List<String> keys = IntStream.range(0, 1000).mapToObj("%04d"::formatted).toList();
        keys.parallelStream().forEach(key -> put(bucket, key, ""));
        put(bucket, "kept", "");
        assertEquals(keys, delete(bucket, false, keys.stream()).deleted().stream().map(DeletedObject::key).toList());
        assertEquals("kept", s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0).key());
        assertEquals(1, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    }

    @Test
    void moreThanAThousandAreRefused() {
        String bucket = bucket();
        put(bucket, "0", "");
        assertRefused(400, "MalformedXML", () -> delete(bucket, false, IntStream.rangeClosed(0, 1000).mapToObj(String::valueOf)));
        assertEquals(1, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    }

    @Test
    void whatIsNotThereIsDeletedToo() {
        String bucket = bucket();
        put(bucket, "there", "");
        List<DeletedObject> deleted = delete(bucket, false, Stream.of("there", "missing")).deleted();
        assertEquals(List.of("there", "missing"), deleted.stream().map(DeletedObject::key).toList());
    }

    @Test
    void quietlyOnlyFailuresAreTold() {
        String bucket = bucket();
        put(bucket, "key", "");
        String tooLong = "k".repeat(1025);
        DeleteObjectsResponse answer = delete(bucket, true, Stream.of("key", tooLong));
        assertTrue(answer.deleted().isEmpty());
        assertEquals(1, answer.errors().size());
        assertEquals("KeyTooLongError", answer.errors().get(0).code());
        assertEquals(tooLong, answer.errors().get(0).key());
        assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    }

    @Test
    void aConditionThatFailsKeepsItsObjectOnly() {
        String bucket = bucket();
        String etag = put(bucket, "changed", "a").eTag();
        put(bucket, "changed", "b");
        put(bucket, "other", "");
        DeleteObjectsResponse answer = s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(
                ObjectIdentifier.builder().key("changed").eTag(etag).build(), ObjectIdentifier.builder().key("other").build())));
        assertEquals("PreconditionFailed", answer.errors().get(0).code());
        assertEquals("other", answer.deleted().get(0).key());
        assertEquals("b", text(bucket, "changed"));
    }

    @Test
    void keysMayHaveAnyCharacters() {
        String bucket = bucket();
        List<String> keys = List.of("a&b<c>", "a//b", "ä😀", " a ", "\"'");
        keys.forEach(key -> put(bucket, key, ""));
        assertEquals(keys, delete(bucket, false, keys.stream()).deleted().stream().map(DeletedObject::key).toList());
        assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<Delete>", "<Delete></Delete>", "no document", "<Other/>",
        "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Delete><Object><Key>&e;</Key></Object></Delete>",
    })
    void aBrokenDocumentIsMalformed(String document) {
        String bucket = bucket();
        String answer = raw("POST", "/" + bucket + "?delete").body(document.getBytes())
                .header("Content-MD5", base64(DigestUtils.md5(document))).signed().send().body();
        assertTrue(answer.contains("<Code>MalformedXML</Code>"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Object/>", "<Object><VersionId>null</VersionId></Object>", "<Object><Key></Key></Object>",
        "<Object><Key/></Object>"})
    void anObjectWithoutAKeyKeepsAllOthers(String object) {
        String bucket = bucket();
        put(bucket, "key", "value");
        byte[] document = ("<Delete><Object><Key>key</Key></Object>" + object + "</Delete>").getBytes();
        HttpResponse<String> answer = raw("POST", "/" + bucket + "?delete").header("Content-MD5", base64(DigestUtils.md5(document)))
                .body(document).signed().send();
        assertCode(400, "MalformedXML", answer);
        assertEquals("value", text(bucket, "key"));
    }

    @Test
    void theDocumentMustCarryADigest() {
        String bucket = bucket();
        String answer = raw("POST", "/" + bucket + "?delete")
                .body("<Delete><Object><Key>k</Key></Object></Delete>".getBytes()).signed().send().body();
        assertTrue(answer.contains("<Code>InvalidRequest</Code>"), answer);
    }
}
