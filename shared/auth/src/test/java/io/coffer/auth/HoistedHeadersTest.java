package io.coffer.auth;

import static io.coffer.auth.Requests.bytes;
import static io.coffer.auth.Requests.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that the SDK for JavaScript 2.1693.0 made with getSignedUrl, at the instant of AWS's published examples. */
final class HoistedHeadersTest {

    private static final String SIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=600&X-Amz-Signature=";

    /** putObject, {}. */
    private static final String PLAIN =
            "/bucket/key?" + SIGNED + "3d745c18ba06061cc6e8b91f175fc758439a5888595fa923e7ebc032433e5831&X-Amz-SignedHeaders=host";

    /** putObject, {ACL: 'private', Metadata: {Color: 'blue  green', other: 'ä'}, Tagging: 'a=b&c=d%20e', StorageClass: 'STANDARD'}. */
    private static final String DESCRIBED = "/bucket/key?" + SIGNED
            + "38d9855a124bc1332102c1bf4845685f8bbec119f8a011492726f6db1c2fc733"
            + "&X-Amz-SignedHeaders=host%3Bx-amz-acl%3Bx-amz-meta-color%3Bx-amz-meta-other%3Bx-amz-storage-class%3Bx-amz-tagging"
            + "&x-amz-acl=private&x-amz-meta-color=blue%20%20green&x-amz-meta-other=%C3%A4&x-amz-storage-class=STANDARD"
            + "&x-amz-tagging=a%3Db%26c%3Dd%2520e";

    /** putObject, {ServerSideEncryption: 'AES256', ContentType: 'text/plain', CacheControl: 'max-age=60', ContentMD5: ...}. */
    private static final String ENCRYPTED = "/bucket/key?Cache-Control=max-age%3D60&Content-MD5=CY9rzUYh03PK3k6DJie09g%3D%3D"
            + "&Content-Type=text%2Fplain&" + SIGNED + "c2411e07a31b62e01e754e881cf23184b1c7b6843d2e2d31f129e573f29e29c6"
            + "&X-Amz-SignedHeaders=cache-control%3Bcontent-md5%3Bhost%3Bx-amz-server-side-encryption&x-amz-server-side-encryption=AES256";

    /** copyObject, {CopySource: 'bucket/source', MetadataDirective: 'REPLACE'}. */
    private static final String COPY = "/bucket/key?" + SIGNED + "45327303d4d4372f283e1e89f5416d37f42d4a01962da39347a12dd5f0c47cc2"
            + "&X-Amz-SignedHeaders=host%3Bx-amz-copy-source%3Bx-amz-metadata-directive&x-amz-copy-source=bucket%2Fsource"
            + "&x-amz-metadata-directive=REPLACE";

    private static final String HASH_OF_VALUE = Sha256.hexOf("value".getBytes());

    @Test
    void headersThatAreSignedAndNotSentComeFromTheQuery() {
        S3Request described = verified(put(DESCRIBED));
        assertEquals("private", described.header("x-amz-acl"));
        assertEquals("blue  green", described.header("x-amz-meta-color"));
        assertEquals("\u00c3\u00a4", described.header("x-amz-meta-other"));
        assertEquals("STANDARD", described.header("x-amz-storage-class"));
        assertEquals("a=b&c=d%20e", described.header("x-amz-tagging"));
    }

    @Test
    void whateverHeaderIsSignedHasItsEffect() {
        S3Request encrypted = verified(put(ENCRYPTED));
        assertEquals("AES256", encrypted.header("x-amz-server-side-encryption"));
        assertEquals("CY9rzUYh03PK3k6DJie09g==", encrypted.header("content-md5"));
        assertEquals("max-age=60", encrypted.header("cache-control"));
        assertEquals("bucket/source", verified(put(COPY)).header("x-amz-copy-source"));
    }

    @Test
    void whoSendsTheHeadersAsWellIsTakenAtThem() {
        verified(request("PUT", COPY, "host", "localhost:9000", "x-amz-copy-source", "bucket/source"));
        refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                request("PUT", COPY, "host", "localhost:9000", "x-amz-copy-source", "bucket/other"));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl=private, x-amz-acl=public-read",
        "&x-amz-acl=private, ''",
        "%3Bx-amz-acl, ''",
        "&x-amz-acl=private, &x-amz-acl=private&x-amz-copy-source=bucket%2Fother"})
    void nothingThatIsSignedCanBeChangedOrAddedTo(String part, String replacement) {
        refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, put(DESCRIBED.replace(part, replacement)));
    }

    @Test
    void aValueThatIsNoHeaderIsRefused() {
        refused(S3ErrorCode.INVALID_ARGUMENT, put(DESCRIBED.replace("=private", "=private%0D%0Ax-amz-copy-source: b/k")));
    }

    @Test
    void aHashThatNobodySignedIsCheckedAllTheSame() throws IOException {
        assertEquals("value", content("value", HASH_OF_VALUE));
        assertEquals("value", content("value", "UNSIGNED-PAYLOAD"));
        assertEquals(S3ErrorCode.CONTENT_SHA256_MISMATCH,
                assertThrows(S3Exception.class, () -> content("other", HASH_OF_VALUE)).code());
        refused(S3ErrorCode.INVALID_ARGUMENT, withContentHash("nonsense", "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"})
    void aFramingThatNobodySignedIsRefused(String form) {
        S3Exception refusal = refused(S3ErrorCode.ACCESS_DENIED, withContentHash(form, "0\r\n\r\n"));
        assertEquals("x-amz-content-sha256", refusal.fields().get("HeadersNotSigned"));
    }

    @Test
    void aHashThatNobodySignedDoesNotTakeThePlaceOfASignedOne() {
        S3Request signed = Requests.signed("PUT", "/b/k", bytes("value"), HASH_OF_VALUE);
        signed.headers().set("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, signed);
        refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, put(PLAIN + "&X-Amz-Content-Sha256=" + HASH_OF_VALUE));
    }

    /** It is the last line of what is signed, whether SignedHeaders has its name or not. */
    @Test
    void inTheAuthorizationHeaderTheHashIsSignedWithoutItsName() throws IOException {
        S3Request request = request("PUT", "/b/k", bytes("value"), "host", "h", "x-amz-date", "20130524T000000Z",
                "content-length", "5", "x-amz-content-sha256", HASH_OF_VALUE);
        List<String> names = List.of("host", "x-amz-date");
        Credential credential = Credential.parse(Requests.SCOPE, AuthPlace.HEADER);
        SignatureClaim claim = new SignatureClaim(
                AuthPlace.HEADER, credential, names, "", SigningTime.parse("20130524T000000Z").orElseThrow());
        String signature = SigningKey.derive(new SecretKey(Requests.SECRET), credential.scope())
                .sign(claim.stringToSign(CanonicalRequest.of(request, names, HASH_OF_VALUE).bytes()));
        request.headers().set("authorization", Requests.authorization("host;x-amz-date", signature));
        assertEquals("value", new String(Requests.verifier().verify(request).payload().stream().readAllBytes()));
        request.headers().set("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, request);
    }

    private static S3Request put(String target) {
        return request("PUT", target, "host", "localhost:9000");
    }

    private static S3Request withContentHash(String hash, String body) {
        return request("PUT", PLAIN, bytes(body), "host", "localhost:9000", "content-length", String.valueOf(body.length()),
                "x-amz-content-sha256", hash, "x-amz-decoded-content-length", "0");
    }

    private static String content(String body, String hash) throws IOException {
        S3Request request = withContentHash(hash, body);
        request.headers().remove("x-amz-decoded-content-length");
        return new String(Requests.verifier().verify(request).payload().stream().readAllBytes());
    }

    private static S3Request verified(S3Request request) {
        return Requests.verifier().verify(request).request();
    }

    private static S3Exception refused(S3ErrorCode code, S3Request request) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> Requests.verifier().verify(request));
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
