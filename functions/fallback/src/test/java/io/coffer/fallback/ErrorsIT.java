package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class ErrorsIT extends S3ClientTest {

    private static void assertHasEveryHeader(HttpResponse<String> answer) {
        for (String name : new String[] {"x-amz-request-id", "x-amz-id-2", "Date", "Server"}) {
            assertFalse(answer.headers().firstValue(name).orElse("").isEmpty(), name);
        }
    }

    @Test
    void everyAnswerCarriesItsIds() {
        String bucket = bucket();
        put(bucket, "key", "value");
        for (RawRequest request : new RawRequest[] {
            raw("GET", "/"), raw("GET", "/" + bucket + "/key"), raw("HEAD", "/" + bucket + "/key"), raw("DELETE", "/" + bucket + "/key"),
            raw("GET", "/" + bucket + "/missing"), raw("HEAD", "/" + bucket + "/missing"), raw("GET", "/missing-bucket-0"),
            raw("PATCH", "/" + bucket)
        }) {
            assertHasEveryHeader(request.signed().send());
        }
        assertHasEveryHeader(raw("GET", "/").send());
    }

    @Test
    void anErrorIsADocument() {
        String bucket = bucket();
        HttpResponse<String> answer = raw("GET", "/" + bucket + "/missing%20key").signed().send();
        assertEquals(404, answer.statusCode());
        assertEquals("application/xml", answer.headers().firstValue("Content-Type").orElse(""));
        String id = answer.headers().firstValue("x-amz-request-id").orElseThrow();
        String host = answer.headers().firstValue("x-amz-id-2").orElseThrow();
        for (String element : new String[] {
            "<Code>NoSuchKey</Code>", "<Message>The specified key does not exist.</Message>", "<Key>missing key</Key>",
            "<Resource>/" + bucket + "/missing key</Resource>", "<RequestId>" + id + "</RequestId>", "<HostId>" + host + "</HostId>"
        }) {
            assertTrue(answer.body().contains(element), answer::body);
        }
    }

    @Test
    void anErrorOfHeadHasNoBody() {
        HttpResponse<String> answer = raw("HEAD", "/missing-bucket-0").signed().send();
        assertEquals(404, answer.statusCode());
        assertEquals("", answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, ?replication, PutBucketReplication",
        "PUT, ?website, PutBucketWebsite",
        "PUT, ?analytics&id=1, PutBucketAnalyticsConfiguration",
        "GET, /key?torrent, GetObjectTorrent",
        "POST, /key?select&select-type=2, SelectObjectContent",
    })
    void whatIsNotImplementedIsNamed(String method, String target, String operation) {
        String bucket = bucket();
        HttpResponse<String> answer = raw(method, "/" + bucket + target).signed().send();
        assertEquals(501, answer.statusCode());
        assertTrue(answer.body().contains("<Code>NotImplemented</Code>"), answer::body);
        assertTrue(answer.body().contains(operation), answer::body);
    }

    @Test
    void theSdkReadsTheRequestIds() {
        String bucket = bucket();
        S3Exception refusal = assertRefused(404, "ReplicationConfigurationNotFoundError",
                () -> s3.getBucketReplication(r -> r.bucket(bucket)));
        assertFalse(refusal.requestId().isEmpty());
        assertFalse(refusal.extendedRequestId().isEmpty());
    }

    @Test
    void aMethodThatFitsNothingIsNotAllowed() {
        String bucket = bucket();
        HttpResponse<String> answer = raw("PATCH", "/" + bucket + "/key").signed().send();
        assertEquals(405, answer.statusCode());
        assertTrue(answer.body().contains("<Code>MethodNotAllowed</Code>"), answer::body);
    }

    /** Of each request an older server took the part that it knew, and replaced or deleted the object, or the bucket. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /key?encryption, 501, UpdateObjectEncryption",
        "PUT, /key?annotation&annotationName=a, 501, PutObjectAnnotation",
        "DELETE, /key?annotation&annotationName=a, 501, DeleteObjectAnnotation",
        "DELETE, /key?annotation, 400, annotationName",
        "PUT, /key?unheardOf, 501, unheardOf",
        "DELETE, /key?unheardOf, 501, unheardOf",
        "PUT, /key?uploads, 405, MethodNotAllowed",
        "DELETE, /key?uploads, 405, MethodNotAllowed",
        "DELETE, /key?partNumber=1, 400, partNumber",
        "PUT, /key?uploadId=1, 400, uploadId",
        "PUT, /key?versionId=1, 400, does not accept a version-id",
        "PUT, /key?acl&tagging, 400, 'Conflicting query string parameters: acl, tagging'",
        "DELETE, ?metadataConfiguration, 501, DeleteBucketMetadataConfiguration",
        "GET, ?metadataConfiguration, 501, GetBucketMetadataConfiguration",
        "DELETE, ?versionId=1, 400, versionId",
        "DELETE, ?unheardOf, 501, unheardOf",
    })
    void whatIsNotKnownIsRefusedAndChangesNothing(String method, String target, int status, String named) {
        String bucket = bucket();
        put(bucket, "key", "as it was");
        HttpResponse<String> answer = raw(method, "/" + bucket + target).signed().send();
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains(named), answer::body);
        assertEquals(status == 405, answer.headers().firstValue("Allow").isPresent());
        assertEquals("as it was", text(bucket, "key"));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, x-amz-write-offset-bytes, 16",
        "PUT, x-amz-copy-source-if-match, a",
        "PUT, x-amz-object-lock-event-hold, ON",
        "PUT, x-amz-unheard-of, a",
        "DELETE, x-amz-unheard-of, a",
    })
    void aWriteThatAHeaderChangesIsRefusedAndChangesNothing(String method, String header, String value) {
        String bucket = bucket();
        put(bucket, "key", "as it was");
        HttpResponse<String> answer = raw(method, "/" + bucket + "/key").header(header, value).signed().send();
        assertEquals(501, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Header>" + header + "</Header>"), answer::body);
        assertEquals("as it was", text(bucket, "key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?x-id=PutObject", "?v=1", "?1764460800"})
    void whatIsThereAgainstCachesIsPassedOver(String query) {
        String bucket = bucket();
        HttpResponse<String> answer = raw("PUT", "/" + bucket + "/key" + query).signed().send();
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(200, raw("GET", "/" + bucket + "/key" + query).signed().send().statusCode());
        assertEquals(200, raw("GET", "/" + bucket + "/key?iefix").signed().send().statusCode());
    }
}
