package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.IamClientTest;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Requests to the query APIs as no SDK would send them, and what the answers look like. */
@OneGatewayStyle
final class QueryRequestsIT extends IamClientTest {

    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    private static final String GET_USER = "Action=GetUser&Version=2010-05-08";
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    private RawRequest query(String form) {
        return raw("POST", "/").header("Content-Type", FORM).body(form.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> signed(String form, String service, String region) {
        return query(form).signed(service, region, TestServer.CREDENTIALS, Clock.systemUTC()).send();
    }

    private HttpResponse<String> iam(String form) {
        return signed(form, "iam", "us-east-1");
    }

    private static void assertIamCode(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer::body);
        assertTrue(answer.body().contains("<Type>Sender</Type>"), answer::body);
        assertEquals("text/xml", answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void answersAreIamsDocuments() {
        HttpResponse<String> answer = iam(GET_USER);
        assertEquals(200, answer.statusCode(), answer::body);
        String id = answer.headers().firstValue("x-amzn-RequestId").orElseThrow();
        String document = "<?xml version='1.0' encoding='UTF-8'?>" + """
                <GetUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetUserResult><User><UserId>000000000000</UserId>
                <Arn>arn:aws:iam::000000000000:root</Arn><CreateDate>DATE</CreateDate></User></GetUserResult><ResponseMetadata>
                <RequestId>%s</RequestId></ResponseMetadata></GetUserResponse>""".formatted(id).replace("\n", "");
        assertEquals(document, answer.body().replaceFirst("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "DATE"));
        HttpResponse<String> refused = iam("Action=GetUser&Version=2010-05-08&UserName=nobody");
        assertIamCode(404, "NoSuchEntity", refused);
        assertTrue(refused.body().contains("""
                <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code>
                <Message>The user with name nobody cannot be found.</Message></Error><RequestId>""".replace("\n", "")), refused::body);
    }

    @Test
    void signaturesAreForTheServiceAndItsRegions() {
        for (String region : List.of("us-east-1", "auto")) {
            assertEquals(200, signed(GET_USER, "iam", region).statusCode());
            assertEquals(200, signed(WHO, "sts", region).statusCode());
        }
        assertIamCode(400, "IncompleteSignature", signed(GET_USER, "s3", "us-east-1"));
        assertIamCode(400, "IncompleteSignature", signed(GET_USER, "sts", "us-east-1"));
        assertIamCode(400, "IncompleteSignature", signed(WHO, "iam", "us-east-1"));
        assertIamCode(400, "IncompleteSignature", signed(GET_USER, "iam", "mars-north-1"));
    }

    @Test
    void whoDoesNotSignOrSignsWrongIsRefused() {
        assertIamCode(403, "MissingAuthenticationToken", query(GET_USER).send());
        assertIamCode(403, "MissingAuthenticationToken", query(WHO).send());
        assertIamCode(400, "IncompleteSignature", query(GET_USER).header("Authorization", "AWS4-HMAC-SHA256 Credential=nonsense").send());
        AwsBasicCredentials wrongSecret = AwsBasicCredentials.create(TestServer.CREDENTIALS.accessKeyId(), "wrong");
        assertIamCode(403, "SignatureDoesNotMatch", query(GET_USER).signed("iam", "us-east-1", wrongSecret, Clock.systemUTC()).send());
        AwsBasicCredentials unknown = AwsBasicCredentials.create("AKIANOSUCHKEY0000000", "secret");
        assertIamCode(403, "InvalidClientTokenId", query(GET_USER).signed("iam", "us-east-1", unknown, Clock.systemUTC()).send());
        for (Duration off : List.of(Duration.ofMinutes(-16), Duration.ofMinutes(16))) {
            Clock skewed = Clock.offset(Clock.system(ZoneOffset.UTC), off);
            assertIamCode(400, "RequestExpired", query(GET_USER).signed("iam", "us-east-1", TestServer.CREDENTIALS, skewed).send());
        }
        RawRequest changed = query(GET_USER).signed("iam", "us-east-1", TestServer.CREDENTIALS, Clock.systemUTC());
        assertIamCode(403, "SignatureDoesNotMatch", changed.body((GET_USER + "&UserName=x").getBytes(StandardCharsets.UTF_8)).send());
        RawRequest sessions = query(GET_USER).header("x-amz-security-token", "token");
        assertIamCode(403, "InvalidClientTokenId", sessions.signed("iam", "us-east-1", TestServer.CREDENTIALS, Clock.systemUTC()).send());
    }

    /** Whoever holds a presigned address of S3 has no other power by it. */
    @Test
    void signaturesInTheQueryAreNone() {
        URI presigned = raw("POST", "/").presigned(Duration.ofMinutes(5), Clock.systemUTC());
        assertIamCode(403, "MissingAuthenticationToken", RawRequest.of("POST", presigned)
                .header("Content-Type", FORM).body(GET_USER.getBytes(StandardCharsets.UTF_8)).send());
    }

    @Test
    void refusalsDoNotTellActionsFromNoneBeforeTheSignature() {
        assertIamCode(403, "MissingAuthenticationToken", query("Action=Nonsense&Version=2010-05-08").send());
        assertIamCode(400, "InvalidAction", iam("Action=Nonsense&Version=2010-05-08"));
        assertIamCode(400, "InvalidAction", iam("Version=2010-05-08"));
        assertIamCode(400, "InvalidAction", iam("nothing"));
        assertIamCode(400, "InvalidAction", signed("Action=AssumeRole&Version=2011-06-15", "sts", "us-east-1"));
    }

    @Test
    void brokenFormsAreRefused() {
        assertIamCode(404, "MalformedQueryString", iam(GET_USER + "&UserName=%zz"));
        assertIamCode(404, "MalformedQueryString", iam(GET_USER + "&UserName=%ff"));
        assertIamCode(400, "ValidationError", iam(GET_USER + "&UserName=" + "x".repeat(200)));
        assertIamCode(400, "ValidationError", iam("Action=ListUsers&Version=2010-05-08&MaxItems=many"));
        assertIamCode(400, "ValidationError", iam("Action=ListUsers&Version=2010-05-08&Marker=" + "x".repeat(400)));
        assertIamCode(400, "ValidationError", iam("Action=DeleteUser&Version=2010-05-08"));
        assertIamCode(400, "ValidationError", iam("Action=DeleteUser&Version=2010-05-08&UserName="));
        assertIamCode(400, "ValidationError", iam("Action=DeleteAccessKey&Version=2010-05-08&AccessKeyId=a/b"));
        assertIamCode(400, "ValidationError", iam(GET_USER + "&Padding=" + "x".repeat(128 << 10)));
        assertEquals(200, iam("Action=ListUsers&Version=2010-05-08&Marker=%00%F0%9F%98%80").statusCode());
    }

    @Test
    void whatIsNoFormIsS3s() {
        HttpResponse<String> json = raw("POST", "/").header("Content-Type", "application/json")
                .body(GET_USER.getBytes(StandardCharsets.UTF_8)).signed().send();
        assertEquals(405, json.statusCode(), json::body);
        assertTrue(json.body().contains("<Code>MethodNotAllowed</Code>"), json::body);
        assertEquals(200, raw("GET", "/").signed().send().statusCode());
    }

    @Test
    void usageIsToldToThoseWhoMay() {
        String form = "Action=GetUsage&Version=2026-11-21";
        HttpResponse<String> answer = iam(form);
        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<GetUsageResult><AccountId>000000000000</AccountId><DisplayName>coffer</DisplayName>"
                + "<Plan>PRO</Plan><Limits><MaxBuckets>100</MaxBuckets><MaxUploads>10000</MaxUploads></Limits><BucketCount>"),
                answer::body);
        assertIamCode(403, "AccessDenied", query(form).signed("iam", "us-east-1", userWith(), Clock.systemUTC()).send());
        AwsBasicCredentials allowed = userWith("{'Effect':'Allow','Action':'coffer:GetUsage','Resource':'*'}");
        assertEquals(200, query(form).signed("iam", "us-east-1", allowed, Clock.systemUTC()).send().statusCode());
    }
}
