package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "GET, /key?torrent, GetObjectTorrent",
        "POST, /key?select&select-type=2, SelectObjectContent",
        "PUT, ?website, PutBucketWebsite",
        "PUT, ?replication, PutBucketReplication"})
    void whatIsNotThereIsRefusedByName(String method, String target, String operation) {
        String bucket = bucket();
        HttpResponse<String> answer = raw(method, "/" + bucket + target).signed().send();
        assertEquals(501, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>NotImplemented</Code><Message>" + operation), answer::body);
    }
}
