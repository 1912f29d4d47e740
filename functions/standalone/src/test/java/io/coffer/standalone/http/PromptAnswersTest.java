package io.coffer.standalone.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromptAnswersTest {

    private final PromptAnswers prompt = new PromptAnswers(true, "localhost");
    private final long now = System.nanoTime();

    @ParameterizedTest
    @CsvSource({
        "HEAD, /bucket/key,               true",
        "GET,  /bucket/key,               true",
        "GET,  /bucket/key?versionId=1,   true",
        "GET,  /bucket/key?x-id=GetObject, true",
        "GET,  /bucket/key?uploadId=1,    false",
        "GET,  /bucket/key?attributes,    false",
        "GET,  /ipfs/key,                 false",
        "GET,  /bucket,                   false",
        "GET,  /bucket/?prefix=a,         false",
        "GET,  /,                         false",
        "GET,  /bucket/%zz,               false",
        "DELETE, /bucket/key,             false",
        "PUT,  /bucket/key,               false",
        "POST, /bucket/key?uploads,       false"
    })
    void areThoseToReadsOfOneObject(String method, String target, boolean taken) {
        assertEquals(taken, prompt.take(request(method, target), now));
    }

    @Test
    void areNoneIfSomethingIsNotOnThisMachine() {
        assertFalse(new PromptAnswers(false, "localhost").take(request("HEAD", "/bucket/key"), now));
    }

    @Test
    void areNoneForAWhileAfterOneThatTookLong() {
        prompt.took(TimeUnit.MILLISECONDS.toNanos(20), now);
        assertFalse(prompt.take(request("HEAD", "/bucket/key"), now + 1));
        assertTrue(prompt.take(request("HEAD", "/bucket/key"), now + TimeUnit.SECONDS.toNanos(1)));
    }

    @Test
    void goOnAfterOneThatDidNot() {
        prompt.took(TimeUnit.MICROSECONDS.toNanos(50), now);
        assertTrue(prompt.take(request("HEAD", "/bucket/key"), now + 1));
    }

    private static S3Request request(String method, String target) {
        int mark = target.indexOf('?');
        String query = mark < 0 ? null : target.substring(mark + 1);
        return new S3Request(method, mark < 0 ? target : target.substring(0, mark), query, new S3Headers().set("host", "127.0.0.1:9000"),
                new QueryParameters(query), InputStream.nullInputStream(), false, "127.0.0.1");
    }
}
