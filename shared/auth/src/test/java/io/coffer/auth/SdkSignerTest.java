package io.coffer.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests as the AWS SDK for Java signs them. */
final class SdkSignerTest {

    private static final String HTTPS = "https://localhost:9443";
    private static final byte[] CONTENT = content();

    private final SigV4Verifier verifier = Requests.verifier();

    @ParameterizedTest
    @ValueSource(strings = {
        "/bucket/key",
        "/bucket//a//../b/./c/",
        "/bucket/a%2Bb%20c%25d%C3%A4%E2%82%AC~%281%29%21%2A%27",
        "/bucket/?list-type=2&prefix=a%2Fb%20c&delimiter=%2F&start-after=%2B",
        "/bucket/key?uploads"
    })
    void everyPathAndQueryVerifies(String target) {
        assertEquals(Requests.ACCESS_KEY_ID, caller(verifier.verify(sign(HTTPS, target, null, r -> { }))).accessKeyId());
    }

    @Test
    void anotherPathDoesNotVerify() {
        S3Request signed = sign(HTTPS, "/bucket/key", null, r -> { });
        S3Request other = new S3Request(signed.method(), "/bucket/other", null, signed.headers(), signed.query(), signed.body(), true, "");
        assertEquals(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, assertThrows(S3Exception.class, () -> verifier.verify(other)).code());
    }

    @ParameterizedTest
    @CsvSource({
        "https://localhost:9443, /bucket/key",
        "https://localhost:9443, /bucket/a%20b//c%2B?response-content-type=text%2Fplain",
        "http://localhost:9000, /bucket/key"
    })
    void presignedUrlsVerify(String endpoint, String target) {
        S3Request presigned = sign(endpoint, target, null, r -> r
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5)));
        assertEquals(Requests.ACCESS_KEY_ID, caller(verifier.verify(presigned)).accessKeyId());
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "true, false, STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "false, true, STREAMING-UNSIGNED-PAYLOAD-TRAILER"
    })
    void chunkedBodiesAreDecoded(boolean signedPayload, boolean checksum, String form) throws IOException {
        S3Request signed = sign(HTTPS, "/bucket/key", CONTENT, r -> {
            r.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signedPayload);
            r.putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true);
            if (checksum) {
                r.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
            }
        });
        assertEquals(form, signed.header("x-amz-content-sha256"));
        Payload payload = verifier.verify(signed).payload();
        assertEquals(CONTENT.length, payload.length());
        assertArrayEquals(CONTENT, payload.stream().readAllBytes());
        assertEquals(checksum ? Optional.of(crc32()) : Optional.empty(), payload.trailer("x-amz-checksum-crc32"));
    }

    @Test
    void aHashedBodyVerifies() throws IOException {
        S3Request signed = sign(HTTPS, "/bucket/key", CONTENT, r -> { });
        assertArrayEquals(CONTENT, verifier.verify(signed).payload().stream().readAllBytes());
    }

    private static Caller.Account caller(AuthenticatedRequest verified) {
        return (Caller.Account) verified.caller();
    }

    private static S3Request sign(
            String endpoint, String target, byte[] content, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> properties) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(content == null ? SdkHttpMethod.GET : SdkHttpMethod.PUT)
                .uri(URI.create(endpoint + target))
                .putHeader("x-amz-meta-note", "  two   spaces ");
        if (content != null) {
            unsigned.putHeader("Content-Length", String.valueOf(content.length));
        }
        SignedRequest signed = AwsV4HttpSigner.create().sign(request -> {
            request.identity(AwsCredentialsIdentity.create(Requests.ACCESS_KEY_ID, Requests.SECRET))
                    .request(unsigned.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Requests.SIGNED_AT, ZoneOffset.UTC));
            if (content != null) {
                request.payload(ContentStreamProvider.fromByteArray(content));
            }
            properties.accept(request);
        });
        SdkHttpRequest request = signed.request();
        List<String> headers = new ArrayList<>();
        request.forEachHeader((name, values) -> values.forEach(value -> headers.addAll(List.of(name, value))));
        String query = request.encodedQueryParameters().map(q -> "?" + q).orElse("");
        InputStream body = signed.payload().map(ContentStreamProvider::newStream).orElseGet(() -> new ByteArrayInputStream(new byte[0]));
        return Requests.request(request.method().name(), request.encodedPath() + query, body, headers.toArray(String[]::new));
    }

    private static byte[] content() {
        byte[] content = new byte[300_001];
        new Random(3).nextBytes(content);
        return content;
    }

    private static String crc32() {
        CRC32 crc = new CRC32();
        crc.update(CONTENT);
        byte[] value = new byte[] {
            (byte) (crc.getValue() >> 24), (byte) (crc.getValue() >> 16), (byte) (crc.getValue() >> 8), (byte) crc.getValue()};
        return new String(Base64.getEncoder().encode(value), StandardCharsets.US_ASCII);
    }
}
