package io.coffer.auth;

import static io.coffer.auth.Forms.SIGNED_AT;
import static io.coffer.auth.Forms.form;
import static io.coffer.auth.Forms.policy;
import static io.coffer.auth.Forms.signedByVersion2;
import static io.coffer.auth.Forms.signedByVersion4;
import static io.coffer.auth.Forms.verifierAt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.FormFields;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostPolicyVerifierTest {

    private static final String BUCKET = "sigv4examplebucket";

    /** The policy and the signature of "Example: Browser-Based Upload using HTTP POST (Using AWS Signature Version 4)". */
    private static final String EXAMPLE_POLICY = Forms.base64(String.join("\r\n",
            "{ \"expiration\": \"2015-12-30T12:00:00.000Z\",",
            "  \"conditions\": [",
            "    {\"bucket\": \"sigv4examplebucket\"},",
            "    [\"starts-with\", \"$key\", \"user/user1/\"],",
            "    {\"acl\": \"public-read\"},",
            "    {\"success_action_redirect\": \"http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html\"},",
            "    [\"starts-with\", \"$Content-Type\", \"image/\"],",
            "    {\"x-amz-meta-uuid\": \"14365123651274\"},",
            "    {\"x-amz-server-side-encryption\": \"AES256\"},",
            "    [\"starts-with\", \"$x-amz-meta-tag\", \"\"],",
            "",
            "    {\"x-amz-credential\": \"AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request\"},",
            "    {\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"},",
            "    {\"x-amz-date\": \"20151229T000000Z\" }",
            "  ]",
            "}"));

    private static FormFields exampleForm() {
        return form("key", "user/user1/photo.jpg", "acl", "public-read",
                "success_action_redirect", "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html",
                "Content-Type", "image/jpeg", "x-amz-meta-uuid", "14365123651274", "x-amz-server-side-encryption", "AES256",
                "X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request", "X-Amz-Algorithm", "AWS4-HMAC-SHA256",
                "X-Amz-Date", "20151229T000000Z", "x-amz-meta-tag", "", "Policy", EXAMPLE_POLICY,
                "X-Amz-Signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
    }

    @Test
    void awssExampleIsSignedByItsAccount() {
        VerifiedForm verified = verifierAt(SIGNED_AT).verify(exampleForm(), BUCKET);
        assertEquals(new Caller.Account("123456789012", null, Requests.ACCESS_KEY_ID), verified.caller());
        assertEquals(ContentLengthRange.ANY, verified.lengths());
    }

    @Test
    void botocoresFormIsTaken() {
        String policy = Forms.base64("{\"expiration\": \"2015-12-29T01:00:00Z\", \"conditions\": [{\"bucket\": \"sigv4examplebucket\"},"
                + " {\"key\": \"user/user1/photo.jpg\"}, {\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"}, {\"x-amz-credential\":"
                + " \"AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request\"}, {\"x-amz-date\": \"20151229T000000Z\"}]}");
        FormFields form = form("key", "user/user1/photo.jpg", "x-amz-algorithm", "AWS4-HMAC-SHA256",
                "x-amz-credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request", "x-amz-date", "20151229T000000Z",
                "policy", policy, "x-amz-signature", "3364624b39010d9b06f5d9b8c9a18a6e478d261c048159c92f2fd6fa885f14e6");
        assertInstanceOf(Caller.Account.class, verifierAt(SIGNED_AT).verify(form, BUCKET).caller());
    }

    @Test
    void theOlderSignatureIsTaken() {
        FormFields form = signedByVersion2(form("key", "k"),
                policy("{\"bucket\": \"b\"}, {\"key\": \"k\"}, [\"content-length-range\", 1, 9]"));
        VerifiedForm verified = verifierAt(SIGNED_AT).verify(form, "b");
        assertEquals(new Caller.Account("123456789012", null, Requests.ACCESS_KEY_ID), verified.caller());
        assertEquals(new ContentLengthRange(1, 9), verified.lengths());
    }

    @Test
    void withoutASignatureTheCallerIsAnonymousWhateverThePolicySays() {
        FormFields form = form("key", "k", "policy", "nonsense");
        assertInstanceOf(Caller.Anonymous.class, verifierAt(SIGNED_AT).verify(form, "b").caller());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangedPolicyDoesNotFitItsSignature(boolean version4) {
        String signed = policy("{\"bucket\": \"b\"}");
        String sent = policy("{\"bucket\": \"c\"}");
        FormFields form = (version4 ? signedByVersion4(form("key", "k"), signed) : signedByVersion2(form("key", "k"), signed))
                .map(value -> value.equals(signed) ? sent : value);
        S3Exception refusal = refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, form);
        assertEquals(sent, refusal.fields().get("StringToSign"));
        assertEquals(Requests.ACCESS_KEY_ID, refusal.fields().get("AWSAccessKeyId"));
        assertFalse(refusal.fields().get("SignatureProvided").isEmpty());
        assertEquals("65 79 4a", refusal.fields().get("StringToSignBytes").substring(0, 8));
    }

    @ParameterizedTest
    @CsvSource({"x-amz-algorithm, X-Amz-Algorithm", "x-amz-credential, X-Amz-Credential", "x-amz-date, X-Amz-Date",
        "x-amz-signature, X-Amz-Signature", "policy, Policy"})
    void everyFieldOfVersion4IsNeeded(String missing, String name) {
        requireMissing(without(signedByVersion4(form("key", "k"), policy("{\"bucket\": \"b\"}")), missing), name);
    }

    @ParameterizedTest
    @CsvSource({"AWSAccessKeyId, AWSAccessKeyId", "signature, Signature", "policy, Policy"})
    void everyFieldOfVersion2IsNeeded(String missing, String name) {
        requireMissing(without(signedByVersion2(form("key", "k"), policy("{\"bucket\": \"b\"}")), missing), name);
    }

    private static void requireMissing(FormFields form, String name) {
        S3Exception refusal = refused(S3ErrorCode.INVALID_ARGUMENT, form);
        assertEquals("Bucket POST must contain a field named '" + name + "'.  If it is specified, please check the order of the fields.",
                refusal.getMessage());
        assertEquals(name, refusal.fields().get("ArgumentName"));
        assertEquals("", refusal.fields().get("ArgumentValue"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x-amz-algorithm | AWS4-ECDSA-P256-SHA256 | NOT_IMPLEMENTED",
        "x-amz-algorithm | HMAC-MD5 | INVALID_ARGUMENT",
        "x-amz-date | Tue, 29 Dec 2015 00:00:00 GMT | INVALID_ARGUMENT",
        "x-amz-date | 20151228T000000Z | INVALID_ARGUMENT",
        "x-amz-credential | AKIAIOSFODNN7EXAMPLE | INVALID_ARGUMENT",
        "x-amz-credential | AKIAIOSFODNN7EXAMPLE/20151229/mars-1/s3/aws4_request | INVALID_ARGUMENT",
        "x-amz-credential | AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/iam/aws4_request | INVALID_ARGUMENT",
        "x-amz-credential | AKIAOTHER/20151229/us-east-1/s3/aws4_request | INVALID_ACCESS_KEY_ID",
        "x-amz-credential | AKIAIOSFODNN7EXAMPLE/20151229/auto/s3/aws4_request | SIGNATURE_DOES_NOT_MATCH",
        "x-amz-signature | 8AFDBF4008C03F22 | SIGNATURE_DOES_NOT_MATCH"
    })
    void fieldsThatAreRefused(String name, String value, S3ErrorCode code) {
        FormFields form = without(signedByVersion4(form("key", "k"), policy("{\"bucket\": \"b\"}")), name).add(name, value);
        refused(code, form);
    }

    @Test
    void aWrongRegionIsToldTheRightOne() {
        FormFields form = without(exampleForm(), "x-amz-credential")
                .add("x-amz-credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-west-1/s3/aws4_request");
        S3Exception refusal = refused(S3ErrorCode.INVALID_ARGUMENT, form);
        assertEquals("the region 'us-west-1' is wrong; expecting 'us-east-1'", refusal.getMessage());
        assertEquals("us-east-1", refusal.fields().get("Region"));
        assertEquals("X-Amz-Credential", refusal.fields().get("ArgumentName"));
    }

    @Test
    void version2IsRefusedByNameUnlessTheVerifierWasToldToTakeIt() {
        FormFields form = signedByVersion2(form("key", "k"), policy("{\"bucket\": \"b\"}"));
        PostPolicyVerifier usual = new PostPolicyVerifier(Requests.CREDENTIALS, Set.of("us-east-1"), Clock.systemUTC(),
                SignatureVersions.ONLY_4);
        assertEquals(S3ErrorCode.INVALID_REQUEST, assertThrows(S3Exception.class, () -> usual.verify(form, "b")).code());
    }

    @Test
    void anUnknownKeyOfVersion2IsNamed() {
        FormFields form = without(signedByVersion2(form("key", "k"), policy("{\"bucket\": \"b\"}")), "AWSAccessKeyId")
                .add("AWSAccessKeyId", "AKIAOTHER");
        assertEquals("AKIAOTHER", refused(S3ErrorCode.INVALID_ACCESS_KEY_ID, form).fields().get("AWSAccessKeyId"));
    }

    @Test
    void bothSignaturesAtOnceAreRefused() {
        String policy = policy("{\"bucket\": \"b\"}");
        refused(S3ErrorCode.INVALID_ARGUMENT, signedByVersion2(signedByVersion4(form("key", "k"), policy), policy));
    }

    @Test
    void temporaryCredentialsAreRefused() {
        refused(S3ErrorCode.INVALID_TOKEN, exampleForm().add("x-amz-security-token", "t"));
    }

    @ParameterizedTest
    @CsvSource({"2015-12-28T23:44:00Z, false", "2015-12-28T23:46:00Z, true", "2016-01-05T00:00:00Z, true", "2016-01-05T00:00:01Z, false"})
    void aSignatureIsGoodForSevenDays(Instant now, boolean good) {
        String policy = Forms.base64("{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [{\"bucket\": \"b\"},"
                + " [\"starts-with\", \"$key\", \"\"], [\"starts-with\", \"$x-amz-algorithm\", \"\"],"
                + " [\"starts-with\", \"$x-amz-credential\", \"\"], [\"starts-with\", \"$x-amz-date\", \"\"]]}");
        FormFields form = signedByVersion4(form("key", "k"), policy);
        if (good) {
            assertInstanceOf(Caller.Account.class, verifierAt(now).verify(form, "b").caller());
        } else {
            assertEquals(S3ErrorCode.ACCESS_DENIED, assertThrows(S3Exception.class, () -> verifierAt(now).verify(form, "b")).code());
        }
    }

    @Test
    void theSignatureIsDecidedBeforeThePolicyIsRead() {
        FormFields form = without(signedByVersion2(form("key", "k"), "nonsense"), "signature").add("signature", "wrong");
        refused(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, form);
        refused(S3ErrorCode.INVALID_POLICY_DOCUMENT, signedByVersion2(form("key", "k"), "nonsense"));
    }

    private static FormFields without(FormFields form, String missing) {
        FormFields rest = new FormFields();
        form.names().stream().filter(name -> !name.equalsIgnoreCase(missing)).forEach(name -> rest.add(name, form.get(name)));
        return rest;
    }

    private static S3Exception refused(S3ErrorCode code, FormFields form) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> verifierAt(SIGNED_AT).verify(form, "b"));
        assertEquals(code, refusal.code(), refusal::getMessage);
        return refusal;
    }
}
