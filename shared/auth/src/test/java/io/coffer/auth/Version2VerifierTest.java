package io.coffer.auth;

import static io.coffer.auth.Requests.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.S3Request;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signature Version 2, with the examples that the S3 API Reference prints with their signatures. Its DELETE is left out: there the string
 * to sign has {@code x-amz-date} in the line of the date, against the rule on the same page, by which clients sign.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">S3 API Reference, Signing and authenticating
 *     REST requests (AWS signature version 2)</a>
 */
final class Version2VerifierTest {

    private static final String BUCKET_HOST = "awsexamplebucket1.s3.amazonaws.com";
    private static final String DATE = "Tue, 27 Mar 2007 19:36:42 +0000";
    private static final Instant NOW = Instant.parse("2007-03-27T19:36:42Z");
    private static final String LINK = "/photos/puppy.jpg?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1175139620";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GET    | /photos/puppy.jpg | awsexamplebucket1.s3.amazonaws.com | Tue, 27 Mar 2007 19:36:42 +0000 | qgk2+6Sv9/oM7G3qLEjTH1a1l1g=",
        "GET    | /?prefix=photos&max-keys=50&marker=puppy | awsexamplebucket1.s3.amazonaws.com | Tue, 27 Mar 2007 19:42:41 +0000"
                + " | m0WP8eCtspQl5Ahe6L1SozdX9YA=",
        "GET    | /?acl | awsexamplebucket1.s3.amazonaws.com | Tue, 27 Mar 2007 19:44:46 +0000 | 82ZHiFIjc+WbcwFKGUVEQspPn+0=",
        "GET    | / | s3.amazonaws.com | Wed, 28 Mar 2007 01:29:59 +0000 | qGdzdERIC03wnaRNKh6OqZehG9s=",
        "GET    | /dictionary/fran%C3%A7ais/pr%c3%a9f%c3%a8re | s3.amazonaws.com | Wed, 28 Mar 2007 01:49:49 +0000"
                + " | DNEZGsoieTZ92F3bUfSPQcbGmlM="
    })
    void publishedExamplesWithoutABody(String method, String target, String host, String date, String signature) {
        assertSigned(verify(request(method, target, "host", host, "date", date, "authorization", authorization(signature)), date(date)));
    }

    @Test
    void thePublishedUploadOfAPicture() {
        String date = "Tue, 27 Mar 2007 21:15:45 +0000";
        assertSigned(verify(request("PUT", "/photos/puppy.jpg", "host", BUCKET_HOST, "content-type", "image/jpeg", "date", date,
                "authorization", authorization("iqRzw+ileNPu1fhspnRs8nOjjIA=")), date(date)));
    }

    @Test
    void thePublishedUploadWithMetadata() {
        String date = "Tue, 27 Mar 2007 21:06:08 +0000";
        assertSigned(verify(request("PUT", "/static.johnsmith.net/db-backup.dat.gz", "host", "s3.amazonaws.com", "date", date,
                "x-amz-acl", "public-read", "content-type", "application/x-download", "content-md5", "4gJE4saaMU4BqNR0kLY+lw==",
                "x-amz-meta-reviewedby", "joe@johnsmith.net", "x-amz-meta-reviewedby", "jane@johnsmith.net",
                "x-amz-meta-filechecksum", "0x02661779", "x-amz-meta-checksumalgorithm", "crc32",
                "content-disposition", "attachment; filename=database.dat", "content-encoding", "gzip",
                "authorization", authorization("ilyl83RwaSoYIEdixDQcA4OnAnc=")), date(date)));
    }

    @Test
    void thePublishedLink() {
        S3Request link = request("GET", LINK + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D", "host", "johnsmith.s3.amazonaws.com");
        AuthenticatedRequest verified = verify(link, NOW);
        assertSigned(verified);
        assertEquals(new Authentication("REST-QUERY-STRING", "AWS", null, Instant.ofEpochSecond(1_175_139_620), null),
                verified.authentication());
    }

    @Test
    void policiesAreToldHowAHeaderIsSigned() {
        assertEquals(new Authentication("REST-HEADER", "AWS", NOW, null, null), verify(get(), NOW).authentication());
    }

    @Test
    void itIsRefusedByNameUnlessTheVerifierWasToldToTakeIt() {
        S3Exception refusal = assertThrows(S3Exception.class, () -> Requests.verifierAt(NOW).verify(get()));
        assertEquals(S3ErrorCode.INVALID_REQUEST, refusal.code());
        assertTrue(refusal.getMessage().contains("AWS4-HMAC-SHA256"), refusal::getMessage);
    }

    @Test
    void aLinkHasAnEnd() {
        String link = LINK + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D";
        String host = "johnsmith.s3.amazonaws.com";
        Instant end = Instant.ofEpochSecond(1_175_139_620);
        assertSigned(verify(request("GET", link, "host", host), end));
        refused(S3ErrorCode.ACCESS_DENIED, request("GET", link, "host", host), end.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&Expires=", "&Expires=soon", "&Expires=99999999999999999999", "&Expires=9223372036854775807"})
    void aLinkWithoutAnEndIsRefused(String expires) {
        refused(S3ErrorCode.ACCESS_DENIED,
                request("GET", "/b/k?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=x" + expires, "host", "h"), NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2007-03-27T19:51:43Z", "2007-03-27T19:21:41Z"})
    void aDateMoreThanAQuarterOfAnHourAwayIsRefused(String now) {
        refused(S3ErrorCode.REQUEST_TIME_TOO_SKEWED, get(), Instant.parse(now));
    }

    @Test
    void aDateIsNeeded() {
        S3Request request = get();
        request.headers().remove("date");
        refused(S3ErrorCode.ACCESS_DENIED, request, NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS", "AWS ", "AWS AKIAIOSFODNN7EXAMPLE"})
    void anAuthorizationWithoutASignatureIsRefused(String header) {
        refused(S3ErrorCode.INVALID_ARGUMENT, request("GET", "/", "host", "h", "date", DATE, "authorization", header), NOW);
    }

    @Test
    void anUnknownKeyIsNamed() {
        S3Exception refusal = refused(S3ErrorCode.INVALID_ACCESS_KEY_ID,
                request("GET", "/", "host", "h", "date", DATE, "authorization", "AWS AKIAOTHER:c2ln"), NOW);
        assertEquals("AKIAOTHER", refusal.fields().get("AWSAccessKeyId"));
    }

    @Test
    void anotherRequestThanTheSignedOneIsRefused() {
        S3Request request = request("DELETE", "/photos/puppy.jpg", "host", BUCKET_HOST, "date", DATE,
                "authorization", authorization("qgk2+6Sv9/oM7G3qLEjTH1a1l1g="));
        S3Exception refusal = refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, request, NOW);
        assertEquals("DELETE\n\n\n" + DATE + "\n/awsexamplebucket1/photos/puppy.jpg", refusal.fields().get("StringToSign"));
    }

    /** Of a request with {@code x-amz-date} the line of the date is empty. */
    @Test
    void theDateMayBeAnAmzHeader() {
        String date = "20070327T193642Z";
        assertSigned(verify(request("GET", "/b/k", "host", "h", "date", "Mon, 01 Jan 2001 00:00:00 GMT", "x-amz-date", date,
                "authorization", authorization(signature("GET\n\n\n\nx-amz-date:" + date + "\n/b/k"))), NOW));
    }

    /** As botocore signs it, and as it was sent. */
    @ParameterizedTest
    @ValueSource(strings = {"/b/?acl", "/b?acl"})
    void aBucketsPathMayBeSignedWithASlashAtItsEnd(String signed) {
        assertSigned(verify(request("GET", "/b?acl", "host", "h", "date", DATE,
                "authorization", authorization(signature("GET\n\n\n" + DATE + "\n" + signed))), NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "uploadId=a%2Fb&partNumber=2&x-id=UploadPart, ?partNumber=2&uploadId=a/b",
        "versionId=null&response-content-disposition=attachment%3B%20filename%3D%C3%A4, "
                + "?response-content-disposition=attachment; filename=\u00c3\u00a4&versionId=null",
        "tagging=&prefix=p, ?tagging",
        "list-type=2&prefix=p, ''"
    })
    void subresourcesAreSignedDecodedAndInOrder(String query, String signed) {
        assertSigned(verify(request("GET", "/b/k?" + query, "host", "h", "date", DATE,
                "authorization", authorization(signature("GET\n\n\n" + DATE + "\n/b/k" + signed))), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attributes", "publicAccessBlock", "encryption", "policyStatus", "ownershipControls", "renameObject"})
    void whatItDoesNotCoverCannotBeAddedToALink(String parameter) {
        S3Exception refusal = refused(S3ErrorCode.INVALID_REQUEST, request("GET",
                LINK + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&" + parameter, "host", "johnsmith.s3.amazonaws.com"), NOW);
        assertTrue(refusal.getMessage().contains(parameter), refusal::getMessage);
        refused(S3ErrorCode.ACCESS_DENIED, request("GET", LINK + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D",
                "host", "johnsmith.s3.amazonaws.com", "x-coffer-network", "ipfs"), NOW);
    }

    @Test
    void anAmzHeaderCannotBeAddedToALink() {
        String link = LINK + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D";
        String host = "johnsmith.s3.amazonaws.com";
        refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, request("GET", link, "host", host, "x-amz-copy-source", "b/other"), NOW);
        refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, request("GET", link + "&x-amz-acl=public-read", "host", host), NOW);
    }

    /** As botocore has them. */
    @Test
    void headersInTheQueryOfALinkAreSignedAndHeeded() {
        String expires = "1175139620";
        String signature = signature("PUT\n\ntext/csv\n" + expires + "\nx-amz-acl:public-read\n/b/k").replace("+", "%2B");
        AuthenticatedRequest verified = verify(request("PUT", "/b/k?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=" + expires
                + "&Signature=" + signature + "&x-amz-acl=public-read&content-type=text%2Fcsv", "host", "h"), NOW);
        assertSigned(verified);
        assertEquals("public-read", verified.request().header("x-amz-acl"));
        assertEquals("text/csv", verified.request().header("content-type"));
    }

    @Test
    void temporaryCredentialsAreUnknown() {
        S3Request request = get();
        request.headers().set("x-amz-security-token", "t");
        refused(S3ErrorCode.INVALID_TOKEN, request, NOW);
    }

    @Test
    void chunksAreSignedByVersion4Alone() {
        String form = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
        refused(S3ErrorCode.INVALID_REQUEST, request("PUT", "/b/k", "host", "h", "date", DATE, "x-amz-content-sha256", form,
                "authorization", authorization(signature("PUT\n\n\n" + DATE + "\nx-amz-content-sha256:" + form + "\n/b/k"))), NOW);
    }

    private static S3Request get() {
        return request("GET", "/photos/puppy.jpg", "host", BUCKET_HOST, "date", DATE,
                "authorization", authorization("qgk2+6Sv9/oM7G3qLEjTH1a1l1g="));
    }

    private static String authorization(String signature) {
        return "AWS " + Requests.ACCESS_KEY_ID + ":" + signature;
    }

    private static String signature(String text) {
        return Base64.getEncoder().encodeToString(
                new SecretKey(Requests.SECRET).version2Mac().doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Instant date(String header) {
        return SigningTime.ofHeaders(request("GET", "/", "date", header)).instant();
    }

    private static void assertSigned(AuthenticatedRequest verified) {
        assertEquals(new Caller.Account("123456789012", null, Requests.ACCESS_KEY_ID), verified.caller());
    }

    private static AuthenticatedRequest verify(S3Request request, Instant now) {
        return SigV4Verifier.takingVersion2(Requests.CREDENTIALS, Set.of("us-east-1"), "s3.amazonaws.com", Clock.fixed(now, ZoneOffset.UTC))
                .verify(request);
    }

    private static S3Exception refused(S3ErrorCode code, S3Request request, Instant now) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> verify(request, now));
        assertEquals(code, refusal.code(), refusal::getMessage);
        return refusal;
    }
}
