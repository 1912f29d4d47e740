package io.coffer.auth;

import static io.coffer.auth.Requests.SCOPE;
import static io.coffer.auth.Requests.request;
import static io.coffer.auth.Requests.sign;
import static io.coffer.auth.Requests.signed;
import static io.coffer.auth.Requests.verifier;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Request;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SigV4VerifierTest {

    private static final String PRESIGNED = "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    @Test
    void withoutASignatureTheCallerIsAnonymous() {
        assertInstanceOf(Caller.Anonymous.class, verifier().verify(request("GET", "/", "host", "localhost")).caller());
        assertInstanceOf(Caller.Anonymous.class, verifier().verify(withAuthorization("")).caller());
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1", "auto"})
    void everyRegionOfTheEndpointIsTaken(String region) {
        S3Request request = resigned(SCOPE.replace("us-east-1", region));
        assertInstanceOf(Caller.Account.class, verifier().verify(request).caller());
    }

    @Test
    void howARequestWasVerifiedIsToldOfNothingElse() {
        S3Request inHeader = signed("GET", "/b/k?X-Amz-Date=20130525T000000Z", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        assertEquals(new Authentication("REST-HEADER", "AWS4-HMAC-SHA256", Requests.SIGNED_AT, null, Sha256.OF_NOTHING),
                verifier().verify(inHeader).authentication());
        S3Request inQuery = request("GET", PRESIGNED, "host", "examplebucket.s3.amazonaws.com", "authorization", "", "date", "now");
        assertEquals(new Authentication("REST-QUERY-STRING", "AWS4-HMAC-SHA256", Requests.SIGNED_AT, Requests.SIGNED_AT.plusSeconds(86_400),
                        "UNSIGNED-PAYLOAD"),
                verifier().verify(inQuery).authentication());
        assertEquals(new Authentication(null, null, null, null, null),
                verifier().verify(request("GET", "/", "host", "localhost", "x-amz-date", "20130524T000000Z")).authentication());
        assertEquals(Sha256.OF_NOTHING, verifier().verify(request(
                "GET", "/", "host", "localhost", "x-amz-content-sha256", Sha256.OF_NOTHING)).authentication().contentSha256());
    }

    @Test
    void aWrongRegionIsToldTheRightOne() {
        S3Exception refusal = refused(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, resigned(SCOPE.replace("us-east-1", "mars-1")));
        assertEquals("us-east-1", refusal.fields().get("Region"));
        assertEquals("us-east-1", refusal.headers().get("x-amz-bucket-region"));
        assertEquals("The authorization header is malformed; the region 'mars-1' is wrong; expecting 'us-east-1'", refusal.getMessage());
    }

    @Test
    void theHeadersSpacesAndRepetitionsAreCanonical() {
        S3Request request = request("GET", "/b/k", "host", "localhost", "x-amz-date", "20130524T000000Z",
                "x-amz-content-sha256", Sha256.OF_NOTHING, "x-amz-meta-a", "one two", "x-amz-meta-a", "three");
        sign(request, SCOPE);
        request.headers().set("x-amz-meta-a", "  one   two ").add("x-amz-meta-a", " three");
        assertInstanceOf(Caller.Account.class, verifier().verify(request).caller());
    }

    @Test
    void theDateHeaderServesWithoutXAmzDate() {
        S3Request signed = signed("GET", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        signed.headers().remove("x-amz-date").set("date", "Fri, 24 May 2013 00:00:00 GMT");
        S3Exception refusal = refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, signed);
        assertTrue(refusal.fields().get("StringToSign").startsWith("AWS4-HMAC-SHA256\n20130524T000000Z\n"));
    }

    @Test
    void aMismatchShowsWhatWasComputed() {
        S3Request request = signed("GET", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        request.headers().set("authorization", request.header("authorization").replaceFirst("Signature=.*", "Signature=" + "0".repeat(64)));
        S3Exception refusal = refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, request);
        assertEquals(Requests.ACCESS_KEY_ID, refusal.fields().get("AWSAccessKeyId"));
        assertEquals("0".repeat(64), refusal.fields().get("SignatureProvided"));
        assertTrue(refusal.fields().get("CanonicalRequest").startsWith("GET\n/b/k\n\nhost:s3.amazonaws.com\n"));
        assertTrue(refusal.fields().get("CanonicalRequestBytes").startsWith("47 45 54 0a 2f"));
        assertTrue(refusal.fields().get("StringToSign").contains("20130524/us-east-1/s3/aws4_request"));
        assertTrue(refusal.fields().get("StringToSignBytes").startsWith("41 57 53 34"));
    }

    @Test
    void anUnknownKeyIsNamed() {
        S3Exception refusal = refused(S3ErrorCode.INVALID_ACCESS_KEY_ID, resigned(SCOPE.replace("AKIAIOSFODNN7EXAMPLE", "AKIAOTHER")));
        assertEquals("AKIAOTHER", refusal.fields().get("AWSAccessKeyId"));
    }

    @Test
    void aChangedSecretIsNotServedItsOldSigningKey() {
        AtomicReference<String> secret = new AtomicReference<>(Requests.SECRET);
        Credentials changing = id -> Optional.of(new AccessKey(id, new SecretKey(secret.get()), "1", null));
        SigV4Verifier verifier = new SigV4Verifier(changing, Set.of("us-east-1"), Clock.fixed(Requests.SIGNED_AT, ZoneOffset.UTC));
        S3Request request = signed("GET", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        verifier.verify(request);
        secret.set("changed");
        assertEquals(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, assertThrows(S3Exception.class, () -> verifier.verify(request)).code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg= | INVALID_REQUEST",
        "AWS4-ECDSA-P256-SHA256 Credential=a | NOT_IMPLEMENTED",
        "Bearer token | INVALID_ARGUMENT",
        "AWS4-HMAC-SHA256 | AUTHORIZATION_HEADER_MALFORMED",
        "AWS4-HMAC-SHA256 nonsense, SignedHeaders=host, Signature=1 | AUTHORIZATION_HEADER_MALFORMED",
        "AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/s3/aws4_request, Signature=1 | AUTHORIZATION_HEADER_MALFORMED"
    })
    void authorizationHeadersThatAreRefused(String authorization, S3ErrorCode code) {
        refused(code, withAuthorization(authorization));
    }

    @ParameterizedTest
    @CsvSource({
        "a/us-east-1/s3/aws4_request, AUTHORIZATION_HEADER_MALFORMED",
        "a/2013524/us-east-1/s3/aws4_request, AUTHORIZATION_HEADER_MALFORMED",
        "a/20130523/us-east-1/s3/aws4_request, AUTHORIZATION_HEADER_MALFORMED",
        "a/20130524/us-east-1/iam/aws4_request, AUTHORIZATION_HEADER_MALFORMED",
        "a/20130524/us-east-1/s3/aws5_request, AUTHORIZATION_HEADER_MALFORMED",
        "a/20130524/us-east-1/s3/aws4_request, ACCESS_DENIED"
    })
    void credentialsThatAreRefusedEvenBeforeTheKeyIsLookedUp(String credential, S3ErrorCode code) {
        refused(code, withAuthorization("AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=1"));
    }

    @Test
    void signatureVersion2IsRefusedByNameInTheQueryToo() {
        S3Exception refusal =
                refused(S3ErrorCode.INVALID_REQUEST, request("GET", "/b/k?AWSAccessKeyId=a&Signature=b&Expires=1", "host", "localhost"));
        assertEquals("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.", refusal.getMessage());
    }

    @Test
    void onlyOneMechanismIsAllowed() {
        refused(S3ErrorCode.INVALID_ARGUMENT, request("GET", PRESIGNED, "host", "h", "authorization", "AWS4-HMAC-SHA256 x"));
        refused(S3ErrorCode.INVALID_ARGUMENT, request("GET", PRESIGNED + "&AWSAccessKeyId=a&Signature=b", "host", "h"));
    }

    @Test
    void aDateIsNeeded() {
        S3Request request = signed("GET", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        request.headers().remove("x-amz-date");
        refused(S3ErrorCode.ACCESS_DENIED, request);
        request.headers().set("x-amz-date", "20130532T000000Z");
        refused(S3ErrorCode.ACCESS_DENIED, request);
    }

    @ParameterizedTest
    @CsvSource({"900, true", "901, false", "-900, true", "-901, false"})
    void clocksMayDifferByFifteenMinutes(int seconds, boolean taken) {
        S3Request request = signed("GET", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        SigV4Verifier verifier = Requests.verifierAt(Requests.SIGNED_AT.plusSeconds(seconds));
        if (taken) {
            assertInstanceOf(Caller.Account.class, verifier.verify(request).caller());
        } else {
            S3Exception refusal = assertThrows(S3Exception.class, () -> verifier.verify(request));
            assertEquals(S3ErrorCode.REQUEST_TIME_TOO_SKEWED, refusal.code());
            assertEquals("20130524T000000Z", refusal.fields().get("RequestTime"));
            assertEquals("900000", refusal.fields().get("MaxAllowedSkewMilliseconds"));
            assertEquals(Requests.SIGNED_AT.plusSeconds(seconds).toString(), refusal.fields().get("ServerTime"));
        }
    }

    @Test
    void headersAddedAfterSigningAreNamed() {
        S3Request request = signed("PUT", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        request.headers().set("Content-Type", "text/plain").set("x-amz-acl", "public-read").set("X-Amz-Copy-Source", "/b/other");
        S3Exception refusal = refused(S3ErrorCode.ACCESS_DENIED, request);
        assertEquals("x-amz-acl, x-amz-copy-source", refusal.fields().get("HeadersNotSigned"));
        refused(S3ErrorCode.ACCESS_DENIED, request("PUT", PRESIGNED, "host", "examplebucket.s3.amazonaws.com", "x-amz-acl", "public-read"));
    }

    @Test
    void anIdThatCloudFrontAddedOnTheWayIsNotRefused() {
        S3Request request = signed("PUT", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        request.headers().set("X-Amz-Cf-Id", "v5uL_Zz0");
        assertInstanceOf(Caller.Account.class, Requests.verifierAt(Requests.SIGNED_AT).verify(request).caller());
    }

    @Test
    void sessionTokensAreRefused() {
        refused(S3ErrorCode.INVALID_TOKEN,
                signed("GET", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING, "x-amz-security-token", "token"));
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, INVALID_ARGUMENT",
        "e3b0c442, INVALID_ARGUMENT",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, NOT_IMPLEMENTED",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER, NOT_IMPLEMENTED",
        "STREAMING-AWS4-HMAC-SHA256-EVENTS, NOT_IMPLEMENTED"
    })
    void contentHashesThatAreRefused(String contentSha256, S3ErrorCode code) {
        refused(code, signed("PUT", "/b/k", InputStream.nullInputStream(), contentSha256));
        refused(code, request("PUT", "/b/k", "host", "localhost", "x-amz-content-sha256", contentSha256));
    }

    @Test
    void theContentHashIsRequiredWithAnAuthorizationHeader() {
        S3Request request = signed("PUT", "/b/k", InputStream.nullInputStream(), Sha256.OF_NOTHING);
        request.headers().remove("x-amz-content-sha256");
        S3Exception refusal = refused(S3ErrorCode.INVALID_REQUEST, request);
        assertEquals("Missing required header for this request: x-amz-content-sha256", refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Expires=86400, X-Amz-Expires=, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "X-Amz-Expires=86400, X-Amz-Expires=day, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "X-Amz-Expires=86400, X-Amz-Expires=0, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "X-Amz-Expires=86400, X-Amz-Expires=-1, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "X-Amz-Expires=86400, X-Amz-Expires=604801, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "X-Amz-Expires=86400, X-Amz-Expires=604800, SIGNATURE_DOES_NOT_MATCH",
        "&X-Amz-SignedHeaders=host, '', AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "X-Amz-SignedHeaders=host, X-Amz-SignedHeaders=range, ACCESS_DENIED",
        "&X-Amz-Date=20130524T000000Z, '', AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "20130524T000000Z, 2013-05-24T00:00:00Z, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "us-east-1, mars-1, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "2Fs3%, 2Fsqs%, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256, X-Amz-Algorithm=AWS4-HMAC-MD5, AUTHORIZATION_QUERY_PARAMETERS_ERROR",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256, X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256, NOT_IMPLEMENTED",
        "/test.txt, /other.txt, SIGNATURE_DOES_NOT_MATCH"
    })
    void presignedUrlsThatAreRefused(String part, String replacement, S3ErrorCode code) {
        refused(code, request("GET", PRESIGNED.replace(part, replacement), "host", "examplebucket.s3.amazonaws.com"));
    }

    @Test
    void presignedUrlsHaveTheirTime() {
        S3Request request = request("GET", PRESIGNED, "host", "examplebucket.s3.amazonaws.com");
        Requests.verifierAt(Requests.SIGNED_AT.plus(Duration.ofDays(1))).verify(request);
        S3Exception expired = assertThrows(
                S3Exception.class, () -> Requests.verifierAt(Requests.SIGNED_AT.plus(Duration.ofSeconds(86_401))).verify(request));
        assertEquals(S3ErrorCode.ACCESS_DENIED, expired.code());
        assertEquals("Request has expired", expired.getMessage());
        assertEquals("86400", expired.fields().get("X-Amz-Expires"));
        assertEquals("2013-05-25T00:00:00Z", expired.fields().get("Expires"));
        assertEquals("2013-05-25T00:00:01Z", expired.fields().get("ServerTime"));
        S3Exception early = assertThrows(
                S3Exception.class, () -> Requests.verifierAt(Requests.SIGNED_AT.minus(Duration.ofSeconds(901))).verify(request));
        assertEquals(S3ErrorCode.ACCESS_DENIED, early.code());
    }

    @Test
    void secretsPrintNothingAndCompareByValue() {
        assertEquals("SecretKey[hidden]", new SecretKey("x").toString());
        assertEquals(new SecretKey("x"), new SecretKey("x"));
        assertNotEquals(new SecretKey("x"), new SecretKey("y"));
    }

    private static S3Request withAuthorization(String authorization) {
        return request("GET", "/b/k", "host", "localhost", "x-amz-date", "20130524T000000Z",
                "x-amz-content-sha256", Sha256.OF_NOTHING, "authorization", authorization);
    }

    private static S3Request resigned(String credential) {
        return sign(request("GET", "/b/k", "host", "localhost", "x-amz-date", "20130524T000000Z",
                "x-amz-content-sha256", Sha256.OF_NOTHING), credential);
    }

    private static S3Exception refused(S3ErrorCode code, S3Request request) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> verifier().verify(request));
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
