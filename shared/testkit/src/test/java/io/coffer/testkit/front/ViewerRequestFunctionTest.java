package io.coffer.testkit.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.testkit.front.ViewerRequestFunction.Choice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the deployed {@code infra/front/viewer-request.js} decides. */
class ViewerRequestFunctionTest {

    private static ViewerRequestFunction function;

    @BeforeAll
    static void load() throws IOException {
        function = new ViewerRequestFunction(Path.of("../../infra/front/viewer-request.js"));
    }

    @AfterAll
    static void close() {
        function.close();
    }

    /** @param headers {@code Name: value}, with semicolons between them */
    private static Choice choose(String method, String target, String headers) {
        List<Map.Entry<String, String>> sent =
                new ArrayList<>(List.of(Map.entry("Host", "s3.example.com"), Map.entry("Expect", "100-continue")));
        if (headers != null) {
            for (String header : headers.split("; ")) {
                String[] parts = header.split(": ", 2);
                sent.add(Map.entry(parts[0], parts[1]));
            }
        }
        return function.choose(method, target, sent);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /b/k, Content-Length: 0",
        "PUT, /b/k, Content-Length: 4500000",
        "PUT, /b/k, Content-Length: 1000000; Content-Type: application/json",
        "PUT, /b/k?partNumber=1&uploadId=u, Content-Length: 1000",
        "DELETE, /b/k?uploadId=u,",
        "POST, /b?delete, Content-Length: 4000; Content-Type: application/xml",
        "HEAD, /b/k,",
        "PUT, /b/a%20b%2Fc, Content-Length: 10",
    })
    void whatAFunctionCarriesGoesToTheGateway(String method, String target, String headers) {
        assertEquals(Choice.NONE, choose(method, target, headers));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /b/k, Content-Length: 4500001",
        "PUT, /b/k?partNumber=1&uploadId=u, Content-Length: 5242880",
        "PUT, /b/k, content-length: 1000001; content-type: Text/plain",
        "PUT, /b/k, Content-Length: 1000001; Content-Type: application/vnd.a+json",
        "PUT, /b/k, Transfer-Encoding: chunked",
        "POST, /b/k?uploads, Content-Length: 0",
        "POST, /b/k?uploadId=u, Content-Length: 300",
        "POST, /b, Content-Length: 5000000; Content-Type: multipart/form-data",
        "PUT, /b/k, Content-Length: 0; x-amz-copy-source: /b/other",
        "GET, /b/k, Range: bytes=0-8388607",
        "GET, /b/k, range: bytes=10-4500010",
        "GET, /b/k, Range: bytes=-5000000",
        "PUT, /b/100%25, Content-Length: 4",
        "GET, /b/what%3f,",
    })
    void whatItDoesNotGoesToTheStreamingEndpoint(String method, String target, String headers) {
        assertEquals(new Choice(List.of("streaming"), Set.of()), choose(method, target, headers));
    }

    @ParameterizedTest
    @CsvSource({
        "/b/k,",
        "/b/k, Range: bytes=0-4499999",
        "/b/k, Range: bytes=10-",
        "/b/k?partNumber=2,",
        "/b?list-type=2&prefix=uploads,",
        "/,",
    })
    void aGetThatMayTurnOutTooLargeIsAskedTwice(String target, String headers) {
        assertEquals(new Choice(List.of("gateway", "streaming"), Set.of(416)), choose("GET", target, headers));
    }
}
