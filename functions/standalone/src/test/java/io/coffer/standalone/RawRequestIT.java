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
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** Requests that no client library sends, and bodies nobody asked for. */
class RawRequestIT {

    @TempDir
    static Path data;
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(data);
        try (S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(request -> request.bucket("bucket"));
            s3.createBucket(request -> request.bucket("open").acl(BucketCannedACL.PUBLIC_READ_WRITE));
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
    @ValueSource(strings = {"/bucket/%zz", "/bucket?prefix=%zz", "/bucket?%"})
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

    private static String statusOf(String... lines) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(lines);
            return connection.readHead().split(" ")[1];
        }
    }
}
