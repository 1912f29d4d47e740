package io.coffer.auth;

import static io.coffer.auth.Requests.authorization;
import static io.coffer.auth.Requests.bytes;
import static io.coffer.auth.Requests.request;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.protocol.S3Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of the S3 API Reference, "Authenticating Requests (AWS Signature Version 4)", with the signatures printed there.
 */
final class PublishedExamplesTest {

    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final String CONTENT = "a".repeat(66_560);

    private final SigV4Verifier verifier = Requests.verifier();

    @Test
    void getObjectWithARange() {
        verify(request("GET", "/test.txt",
                "Host", HOST,
                "Range", "bytes=0-9",
                "x-amz-content-sha256", Sha256.OF_NOTHING,
                "x-amz-date", "20130524T000000Z",
                "Authorization", authorization("host;range;x-amz-content-sha256;x-amz-date",
                        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")));
    }

    @Test
    void putObject() throws IOException {
        AuthenticatedRequest verified = verify(request("PUT", "/test$file.text", bytes("Welcome to Amazon S3."),
                "Host", HOST,
                "Date", "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-date", "20130524T000000Z",
                "x-amz-storage-class", "REDUCED_REDUNDANCY",
                "x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                "Authorization", authorization("date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")));
        assertEquals("Welcome to Amazon S3.", new String(verified.payload().stream().readAllBytes(), StandardCharsets.US_ASCII));
    }

    @Test
    void getBucketLifecycle() {
        verify(request("GET", "/?lifecycle",
                "Host", HOST,
                "x-amz-date", "20130524T000000Z",
                "x-amz-content-sha256", Sha256.OF_NOTHING,
                "Authorization", authorization("host;x-amz-content-sha256;x-amz-date",
                        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")));
    }

    @Test
    void listObjects() {
        verify(request("GET", "/?max-keys=2&prefix=J",
                "Host", HOST,
                "x-amz-date", "20130524T000000Z",
                "x-amz-content-sha256", Sha256.OF_NOTHING,
                "Authorization", authorization("host;x-amz-content-sha256;x-amz-date",
                        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")));
    }

    @Test
    void presignedGetObject() {
        verify(request("GET", "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                "Host", HOST));
    }

    @Test
    void putObjectInChunks() throws IOException {
        String body = "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
                + "a".repeat(65_536) + "\r\n"
                + "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
                + "a".repeat(1_024) + "\r\n"
                + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        assertEquals(66_824, body.length());
        AuthenticatedRequest verified = verify(request("PUT", "/examplebucket/chunkObject.txt", bytes(body),
                "Host", "s3.amazonaws.com",
                "x-amz-date", "20130524T000000Z",
                "x-amz-storage-class", "REDUCED_REDUNDANCY",
                "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "Content-Encoding", "aws-chunked",
                "x-amz-decoded-content-length", "66560",
                "Content-Length", "66824",
                "Authorization", authorization("content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                + "x-amz-decoded-content-length;x-amz-storage-class",
                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")));
        assertEquals(66_560, verified.payload().length());
        assertArrayEquals(CONTENT.getBytes(StandardCharsets.US_ASCII), verified.payload().stream().readAllBytes());
    }

    /** The wire between the trailers and after the last chunk as the reference prints it, as the AWS SDKs and as MinIO's client send it. */
    @ParameterizedTest
    @ValueSource(strings = {"sOO8/Q==\n\r\n", "sOO8/Q==\r\n"})
    void putObjectInChunksWithATrailer(String trailerEnd) throws IOException {
        String body = "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"
                + "a".repeat(65_536) + "\r\n"
                + "400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"
                + "a".repeat(1_024) + "\r\n"
                + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                + "x-amz-checksum-crc32c:" + trailerEnd
                + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
        AuthenticatedRequest verified = verify(request("PUT", "/examplebucket/chunkObject.txt", bytes(body),
                "Host", "s3.amazonaws.com",
                "x-amz-date", "20130524T000000Z",
                "x-amz-storage-class", "REDUCED_REDUNDANCY",
                "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "Content-Encoding", "aws-chunked",
                "x-amz-decoded-content-length", "66560",
                "x-amz-trailer", "x-amz-checksum-crc32c",
                "Authorization", authorization("content-encoding;host;x-amz-content-sha256;x-amz-date;"
                                + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e")));
        assertEquals(Set.of("x-amz-checksum-crc32c"), verified.payload().announcedTrailers());
        assertArrayEquals(CONTENT.getBytes(StandardCharsets.US_ASCII), verified.payload().stream().readAllBytes());
        assertEquals(Optional.of("sOO8/Q=="), verified.payload().trailer("x-amz-checksum-crc32c"));
    }

    private AuthenticatedRequest verify(S3Request request) {
        AuthenticatedRequest verified = verifier.verify(request);
        assertEquals(new Caller.Account("123456789012", null, Requests.ACCESS_KEY_ID), verified.caller());
        return verified;
    }
}
