package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Requests that no client library sends, and bodies nobody asked for. */
class RawRequestIT {

    private static final String CONTENT_ID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

    @TempDir
    static Path data;
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(data);
        try (S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(request -> request.bucket("bucket"));
            s3.createBucket(request -> request.bucket("open"));
            s3.putBucketPolicy(request -> request.bucket("open").policy("""
                    {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*",
                        "Resource": ["arn:aws:s3:::open", "arn:aws:s3:::open/*"]}]}"""));
            s3.putObject(request -> request.bucket("open").key("there"), RequestBody.fromString("value"));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anUnsignedPutIsRefusedBeforeItIsToldToContinue() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("PUT /bucket/key HTTP/1.1", "Host: localhost", "Content-Length: 1000000", "Expect: 100-continue", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 403 "), head);
            assertTrue(connection.readBody(head).contains("<Code>AccessDenied</Code>"));
            assertTrue(connection.isClosedByServer(), "the body may or may not follow: the connection cannot be used again");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 5368709121, key, 400, EntityTooLarge",
        "If-None-Match: *, there, 412, PreconditionFailed",
        "x-amz-storage-class: NONE, key, 400, InvalidStorageClass",
        "Content-MD5: broken, key, 400, InvalidDigest"})
    void whatCannotBeStoredIsRefusedBeforeItIsToldToContinue(String header, String key, int status, String code) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            String length = header.startsWith("Content-Length") ? header : "Content-Length: 1000000\r\n" + header;
            connection.send("PUT /open/" + key + " HTTP/1.1", "Host: localhost", length, "Expect: 100-continue", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
            assertTrue(connection.readBody(head).contains("<Code>" + code + "</Code>"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT /open/empty, 200",
        "PUT /bucket/empty, 403",
        "PUT /open/empty?partNumber=1&uploadId=none, 404",
        "POST /open?delete, 400",
        "POST /, 405",
        "DELETE /open/empty, 204",
        "GET /open/there, 200",
        "HEAD /open/there, 200",
        "GET /_health/live, 200",
        "GET /_console/, 302"})
    void aClientThatSendsNothingAndWaitsIsToldToContinue(String request, int status) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            for (int i = 0; i < 2; i++) {
                connection.send(request + " HTTP/1.1", "Host: localhost", "Content-Length: 0", "Expect: 100-continue", "");
                assertTrue(connection.readHead().startsWith("HTTP/1.1 100 "));
                String head = connection.readHead();
                assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
                if (!request.startsWith("HEAD")) {
                    connection.readBody(head);
                }
            }
            assertServes(connection);
        }
    }

    @Test
    void aQueryWithoutAFormIsToldToContinue() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST / HTTP/1.1", "Host: localhost", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 0",
                    "Expect: 100-continue", "");
            assertTrue(connection.readHead().startsWith("HTTP/1.1 100 "));
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 403 "), head);
            connection.readBody(head);
            assertServes(connection);
        }
    }

    @Test
    void anObjectWhoseChunksAreEmptyIsToldToContinue() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("PUT /open/empty HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked", "Content-Encoding: aws-chunked",
                    "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-decoded-content-length: 0",
                    "x-amz-trailer: x-amz-checksum-crc32", "Expect: 100-continue", "");
            assertTrue(connection.readHead().startsWith("HTTP/1.1 100 "));
            String framing = "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
            connection.send(Integer.toHexString(framing.length()), framing, "0", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 200 "), head);
            assertTrue(head.toLowerCase().contains("connection: close"), head);
            assertTrue(connection.isClosedByServer());
        }
    }

    /** RFC 9112, 3.2 and 6.1: who stands between may have understood it differently, and may have sent a request of its own behind it. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Host: other",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Content-Length: 0\r\nContent-Length: 5"})
    void whatCanBeUnderstoodInTwoWaysIsRefusedAndEndsTheConnection(String header) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /open/there HTTP/1.1", "Host: localhost", header, "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 400 "), head);
            connection.readBody(head);
            assertTrue(connection.isClosedByServer());
        }
    }

    /** RFC 9112, 6.1: the coding wins over the length, and the connection ends. */
    @Test
    void aBodyWithALengthAndACodingEndsTheConnection() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /open/there HTTP/1.1", "Host: localhost", "Content-Length: 3", "Transfer-Encoding: chunked", "", "0", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 200 "), head);
            connection.readBody(head);
            assertTrue(connection.isClosedByServer());
        }
    }

    /** What waits to be sent may come or not: such a connection cannot be used again. */
    @ParameterizedTest
    @CsvSource({
        "DELETE /open/empty, Content-Length: 5, 204",
        "GET /open/there, Content-Length: 5, 200",
        "GET /open/there, Transfer-Encoding: chunked, 200",
        "PUT /open/key, Transfer-Encoding: chunked, 501"})
    void anAnswerBeforeTheClientWasToldToContinueEndsTheConnection(String request, String body, int status) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(request + " HTTP/1.1", "Host: localhost", body, "Expect: 100-continue", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
            assertTrue(head.toLowerCase().contains("connection: close"), head);
            connection.readBody(head);
            assertTrue(connection.isClosedByServer());
        }
    }

    /** No body that nobody reads keeps its answer back, whether that has a body or not. */
    @ParameterizedTest
    @CsvSource({
        "DELETE /open/empty, 204",
        "GET /open/there, 200",
        "HEAD /open/there, 200",
        "HEAD /open/missing, 404",
        "DELETE /bucket/key, 403"})
    void aBodyThatNobodyReadsIsNotWaitedFor(String request, int status) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(request + " HTTP/1.1", "Host: localhost", "Content-Length: 200000", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
            assertFalse(head.toLowerCase().contains("transfer-encoding"), head);
            if (!request.startsWith("HEAD")) {
                connection.readBody(head);
            }
            connection.send(new byte[200_000]);
            assertServes(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0", "Content-Length: 5"})
    void aClientOfHttp10IsNotToldToContinue(String length) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("PUT /open/old HTTP/1.0", "Host: localhost", length, "Expect: 100-continue", "");
            connection.send(new byte[Integer.parseInt(length.substring(length.length() - 1))]);
            String head = connection.readHead();
            assertTrue(head.matches("(?s)HTTP/1\\.[01] 200 .*"), head);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/key", "/open/key?partNumber=1&uploadId=none"})
    void aBodyInChunksOfHttpIsRefusedAsOneWithoutALengthIsNot(String target) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("PUT " + target + " HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked", "", "5", "value", "0", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 501 "), head);
            String body = connection.readBody(head);
            assertTrue(body.contains("<Code>NotImplemented</Code><Message>A header you provided implies functionality that is not"
                    + " implemented</Message><Header>Transfer-Encoding</Header>"), body);
        }
        assertEquals("411", statusOf("PUT " + target + " HTTP/1.1", "Host: localhost", ""));
    }

    @Test
    void aRefusedClientThatSendsMuchGetsToReadTheAnswer() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("PUT /bucket/key HTTP/1.1", "Host: localhost", "Content-Length: 5000000000", "");
            connection.send(new byte[200_000]);
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 403 "), head);
            assertTrue(head.toLowerCase().contains("connection: close"), head);
            assertTrue(connection.readBody(head).contains("<Code>AccessDenied</Code>"));
        }
    }

    @Test
    void aRefusedClientThatSendsLittleKeepsItsConnection() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            for (int i = 0; i < 2; i++) {
                connection.send("PUT /bucket/key HTTP/1.1", "Host: localhost", "Content-Length: 200000", "");
                connection.send(new byte[200_000]);
                String head = connection.readHead();
                assertTrue(head.startsWith("HTTP/1.1 403 "), head);
                connection.readBody(head);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/bucket/a//b", "/bucket/../x", "/bucket/a%2Fb", "/bucket/a+b", "/bucket/a|^\"", "/bucket/./"})
    void targetsReachS3AsTheyAre(String target) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET " + target + " HTTP/1.1", "Host: localhost", "");
            String head = connection.readHead();
            assertTrue(head.contains("x-amz-request-id"), head);
            assertTrue(connection.readBody(head).contains("<Error>"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket/%zz", "/bucket?prefix=%zz", "/bucket?%", "/ipfs/" + CONTENT_ID + "?%zz"})
    void brokenEscapesAreAnInvalidUri(String target) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET " + target + " HTTP/1.1", "Host: localhost", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 400 "), head);
            assertTrue(head.contains("x-amz-request-id"), head);
            assertTrue(connection.readBody(head).contains("<Code>InvalidURI</Code>"));
        }
    }

    @Test
    void anAbsoluteTargetIsServed() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET http://localhost/bucket/key HTTP/1.1", "Host: elsewhere", "");
            String head = connection.readHead();
            assertTrue(head.startsWith("HTTP/1.1 403 "), head);
            assertTrue(connection.readBody(head).contains("<Resource>/bucket/key</Resource>"));
        }
    }

    @Test
    void aTargetOrHeaderBeyondTheLimitsIsRefused() throws IOException {
        assertEquals("414", statusOf("GET /bucket/" + "a".repeat(20_000) + " HTTP/1.1", "Host: localhost", ""));
        assertEquals("431", statusOf("GET / HTTP/1.1", "Host: localhost", "x: " + "a".repeat(40_000), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "GET * HTTP/1.1", "GET bucket/key HTTP/1.1"})
    void whatIsNotHttpGetsAPlainAnswerOrNone(String line) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(line, "Host: localhost", "Connection: close", "");
            String head = connection.readHead();
            assertTrue(head.isEmpty() || head.matches("(?s)HTTP/1\\.[01] [45].*"), head);
            assertFalse(connection.readBody(head).contains("Exception"), head);
        }
        assertEquals("", server.errors());
    }

    /** Nothing of what came before is left on the connection. */
    private static void assertServes(RawConnection connection) throws IOException {
        connection.send("GET /open/there HTTP/1.1", "Host: localhost", "");
        String head = connection.readHead();
        assertTrue(head.startsWith("HTTP/1.1 200 "), head);
        assertEquals("value", connection.readBody(head));
    }

    private static String statusOf(String... lines) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(lines);
            return connection.readHead().split(" ")[1];
        }
    }
}
