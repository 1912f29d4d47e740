package io.coffer.auth;

import static io.coffer.auth.Requests.bytes;
import static io.coffer.auth.Requests.request;
import static io.coffer.auth.Requests.signed;
import static io.coffer.auth.Requests.verifier;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTest {

    private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    @Test
    void nothingIsReadBeforeTheStreamIs() {
        InputStream untouchable = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read before the stream was");
            }
        };
        for (String form : new String[] {UNSIGNED_TRAILER, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "UNSIGNED-PAYLOAD", Sha256.OF_NOTHING}) {
            Payload payload =
                    verifier().verify(signed("PUT", "/b/k", untouchable, form, "x-amz-decoded-content-length", "5")).payload();
            assertThrows(AssertionError.class, () -> payload.stream().read());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "3\r\nabc\r\n2\r\nde\r\n0\r\nx-amz-checksum-crc32:hYfFkA==\r\n\r\n",
        "5\r\nabcde\r\n0\r\nX-Amz-Checksum-Crc32: hYfFkA==\r\n\r\n",
        "5\r\nabcde\r\n0\r\nx-amz-checksum-crc32:hYfFkA==\n\r\n\r\n",
        "5\r\nabcde\r\n0\r\n\r\nx-amz-checksum-crc32:hYfFkA==\r\n",
        "005;ignored=1\r\nabcde\r\n0\r\nx-amz-checksum-crc32:hYfFkA=="
    })
    void chunksWithATrailerAreDecodedHoweverTheTrailerEnds(String body) throws IOException {
        Payload payload = chunked(body, "5", "x-amz-trailer", "x-amz-checksum-crc32");
        assertEquals(5, payload.length());
        assertEquals(Set.of("x-amz-checksum-crc32"), payload.announcedTrailers());
        assertThrows(IllegalStateException.class, () -> payload.trailer("x-amz-checksum-crc32"));
        assertEquals("abcde", read(payload));
        assertEquals(Optional.of("hYfFkA=="), payload.trailer("x-amz-checksum-crc32"));
    }

    @Test
    void anEmptyBodyIsAChunkOfNothing() throws IOException {
        assertEquals("", read(chunked("0\r\n\r\n", "0")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "3CRLFab                              | INCOMPLETE_BODY",
        "5CRLFabcdeCRLF                       | INCOMPLETE_BODY",
        "''                                   | INCOMPLETE_BODY",
        "5                                    | INCOMPLETE_BODY",
        "3CRLFabcCRLF0CRLFCRLF                | INCOMPLETE_BODY",
        "6CRLFabcdefCRLF0CRLFCRLF             | INCOMPLETE_BODY",
        "3CRLFabcCRLF3CRLFdefCRLF0CRLFCRLF    | INCOMPLETE_BODY",
        "5CRLFabcdeCRLF1CRLFaCRLF0CRLFCRLF    | INCOMPLETE_BODY",
        "7fffffffffffffffCRLFabcde            | INVALID_REQUEST",
        "fffffffffffffffffffffCRLFabcde       | INVALID_REQUEST",
        "-5CRLFabcdeCRLF0CRLFCRLF             | INVALID_REQUEST",
        "xCRLFabcdeCRLF0CRLFCRLF              | INVALID_REQUEST",
        "CRLFabcdeCRLF0CRLFCRLF               | INVALID_REQUEST",
        "5CRLFabcde0CRLFCRLF                  | INVALID_REQUEST",
        "5CRLFabcdeCRLF0CRLFx-amz-other:1CRLF | MALFORMED_TRAILER",
        "5CRLFabcdeCRLF0CRLFnonsenseCRLF      | MALFORMED_TRAILER"
    })
    void brokenFramingIsRefusedForGood(String body, S3ErrorCode code) {
        Payload payload = chunked(body.replace("CRLF", "\r\n"), "5");
        assertEquals(code, assertThrows(S3Exception.class, () -> read(payload)).code());
        assertEquals(code, assertThrows(S3Exception.class, () -> payload.stream().read()).code());
    }

    @Test
    void anEndlessChunkHeaderIsRefused() {
        Payload payload = chunked("5;" + "a".repeat(100_000), "5");
        assertEquals(S3ErrorCode.INVALID_REQUEST, assertThrows(S3Exception.class, () -> read(payload)).code());
    }

    @Test
    void anAnnouncedTrailerMustArriveOnce() {
        Payload missing = chunked("5\r\nabcde\r\n0\r\n\r\n", "5", "x-amz-trailer", "x-amz-checksum-crc32");
        assertEquals(S3ErrorCode.MALFORMED_TRAILER, assertThrows(S3Exception.class, () -> read(missing)).code());
        Payload twice = chunked("5\r\nabcde\r\n0\r\nx-amz-checksum-crc32:a\r\nx-amz-checksum-crc32:b\r\n\r\n", "5",
                "x-amz-trailer", "x-amz-checksum-crc32");
        assertEquals(S3ErrorCode.MALFORMED_TRAILER, assertThrows(S3Exception.class, () -> read(twice)).code());
    }

    @Test
    void onlyChecksumsMayTrailAndOnlyWhereThereIsATrailer() {
        assertEquals(S3ErrorCode.INVALID_REQUEST,
                assertThrows(S3Exception.class, () -> chunked("", "5", "x-amz-trailer", "x-amz-meta-a")).code());
        S3Request plain = request("PUT", "/b/k", "host", "localhost", "x-amz-trailer", "x-amz-checksum-crc32");
        assertEquals(S3ErrorCode.INVALID_REQUEST, assertThrows(S3Exception.class, () -> verifier().verify(plain)).code());
    }

    @Test
    void theDecodedLengthIsRequired() {
        S3Request without = request("PUT", "/b/k", "host", "localhost", "x-amz-content-sha256", UNSIGNED_TRAILER);
        assertEquals(S3ErrorCode.MISSING_CONTENT_LENGTH, assertThrows(S3Exception.class, () -> verifier().verify(without)).code());
        assertEquals(S3ErrorCode.INVALID_ARGUMENT, assertThrows(S3Exception.class, () -> chunked("", "-1")).code());
        assertEquals(S3ErrorCode.INVALID_ARGUMENT, assertThrows(S3Exception.class, () -> chunked("", "five")).code());
    }

    @Test
    void signedChunksNeedASignedRequest() {
        S3Request anonymous = request("PUT", "/b/k", "host", "localhost", "x-amz-decoded-content-length", "5",
                "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        assertEquals(S3ErrorCode.INVALID_REQUEST, assertThrows(S3Exception.class, () -> verifier().verify(anonymous)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "5;chunk-signature=0000000000000000000000000000000000000000000000000000000000000000\r\nabcde\r\n",
        "5\r\nabcde\r\n"
    })
    void aChunkMustBeSignedInTheChain(String body) {
        Payload payload = verifier().verify(signed("PUT", "/b/k", bytes(body), "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "x-amz-decoded-content-length", "5")).payload();
        assertEquals(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, assertThrows(S3Exception.class, () -> read(payload)).code());
    }

    @Test
    void aHashedBodyMustHaveItsHash() throws IOException {
        String hash = Sha256.hexOf("abcde".getBytes(StandardCharsets.US_ASCII));
        assertEquals("abcde", read(verifier().verify(signed("PUT", "/b/k", bytes("abcde"), hash)).payload()));
        Payload other = verifier().verify(signed("PUT", "/b/k", bytes("abcdf"), hash, "content-length", "5")).payload();
        // The last byte is not handed out, so whoever reads just the length learns of it as well.
        S3Exception refusal = assertThrows(S3Exception.class, () -> other.stream().readNBytes(5));
        assertEquals(S3ErrorCode.CONTENT_SHA256_MISMATCH, refusal.code());
        assertEquals(hash, refusal.fields().get("ClientComputedContentSHA256"));
    }

    @Test
    void aBodyShorterThanDeclaredIsIncomplete() {
        Payload payload = verifier().verify(signed("PUT", "/b/k", bytes("abc"), "UNSIGNED-PAYLOAD", "content-length", "5")).payload();
        assertEquals(5, payload.length());
        assertEquals(S3ErrorCode.INCOMPLETE_BODY, assertThrows(S3Exception.class, () -> read(payload)).code());
    }

    private static Payload chunked(String body, String decodedLength, String... headers) {
        S3Request request = request("PUT", "/b/k", bytes(body), headers);
        request.headers().set("host", "localhost").set("x-amz-content-sha256", UNSIGNED_TRAILER)
                .set("x-amz-decoded-content-length", decodedLength);
        return verifier().verify(request).payload();
    }

    private static String read(Payload payload) throws IOException {
        return new String(payload.stream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
