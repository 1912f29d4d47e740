package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.IamClientTest;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Accounts by Coffer's own actions, which nobody except the root of the first account may ask for. */
@OneGatewayStyle
final class AccountsApiIT extends IamClientTest {

    private static final List<String> FORMS = List.of(
            "Action=ListAccounts",
            "Action=GetActivity",
            "Action=CreateAccount&DisplayName=mine",
            "Action=PutAccountPlan&Plan=PRO&MaxBytes=none&AccountId=" + TestServer.OTHER_ACCOUNT,
            "Action=SuspendAccount&AccountId=" + TestServer.OTHER_ACCOUNT,
            "Action=ResumeAccount&AccountId=" + TestServer.OTHER_ACCOUNT);

    private HttpResponse<String> ask(AwsBasicCredentials signer, String form) {
        return query(form).signed("iam", "us-east-1", signer, Clock.systemUTC()).send();
    }

    private RawRequest query(String form) {
        return raw("POST", "/").header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .body((form + "&Version=2026-11-21").getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer::body);
    }

    private HttpResponse<String> operator(String form) {
        return ask(TestServer.CREDENTIALS, form);
    }

    private static String element(HttpResponse<String> answer, String name) {
        assertEquals(200, answer.statusCode(), answer::body);
        Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.body());
        assertTrue(matcher.find(), answer::body);
        return matcher.group(1);
    }

    private static AwsBasicCredentials pair(HttpResponse<String> created) {
        return AwsBasicCredentials.create(element(created, "AccessKeyId"), element(created, "SecretAccessKey"));
    }

    @Test
    void aUserOfTheFirstAccountMayNotWhateverItsPoliciesAllow() {
        AwsBasicCredentials user = userWith("{'Effect':'Allow','Action':'*','Resource':'*'}");
        FORMS.forEach(form -> refused(403, "AccessDenied", ask(user, form)));
        refused(403, "AccessDenied", ask(user, "Action=GetUsage&AccountId=" + TestServer.OTHER_ACCOUNT));
        assertEquals(200, ask(user, "Action=GetUsage").statusCode());
    }

    @Test
    void theRootOfAnotherAccountMayNot() {
        FORMS.forEach(form -> refused(403, "AccessDenied", ask(TestServer.OTHER_CREDENTIALS, form)));
        refused(403, "AccessDenied", ask(TestServer.OTHER_CREDENTIALS, "Action=GetUsage&AccountId=" + ACCOUNT));
        assertEquals(200, ask(TestServer.OTHER_CREDENTIALS, "Action=GetUsage&AccountId=" + TestServer.OTHER_ACCOUNT).statusCode());
    }

    @Test
    void nobodyMayWithoutASignatureThatHolds() {
        FORMS.forEach(form -> refused(403, "MissingAuthenticationToken", query(form).send()));
        AwsBasicCredentials wrong = AwsBasicCredentials.create(TestServer.CREDENTIALS.accessKeyId(), "another secret");
        FORMS.forEach(form -> refused(403, "SignatureDoesNotMatch", ask(wrong, form)));
    }

    @Test
    void aSuspendedAccountSignsNothingUntilItIsResumed() {
        HttpResponse<String> created = operator("Action=CreateAccount&DisplayName=short%20lived");
        String id = element(created, "AccountId");
        AwsBasicCredentials pair = pair(created);
        assertEquals(200, ask(pair, "Action=GetUsage").statusCode());

        assertEquals("true", element(operator("Action=SuspendAccount&AccountId=" + id), "Suspended"));
        requireAtOnce(() -> FORMS.forEach(form -> refused(403, "InvalidClientTokenId", ask(pair, form))));

        assertEquals("false", element(operator("Action=ResumeAccount&AccountId=" + id), "Suspended"));
        assertEquals(200, ask(pair, "Action=GetUsage").statusCode());
        operator("Action=SuspendAccount&AccountId=" + id);
    }

    /** One process refuses it at once, and every other within five seconds, as do the sandboxes of functions. */
    private void requireAtOnce(Runnable check) {
        if (!endpoint.kind().hasGateway()) {
            check.run();
        }
    }

    @Test
    void anAccountIsMadeOnceWithItsPlanAndItsPair() {
        HttpResponse<String> created = operator("Action=CreateAccount&DisplayName=%C3%84nne%20%26%20Co&Plan=PRO");
        assertEquals("\u00c4nne &amp; Co", element(created, "DisplayName"));
        assertEquals("PRO", element(created, "Plan"));
        assertEquals("100", element(created, "MaxBuckets"));
        assertFalse(created.body().contains("<MaxBytes>"), created::body);
        S3Client theirs = s3(pair(created));
        String bucket = "t-" + element(created, "AccountId");
        theirs.createBucket(r -> r.bucket(bucket));
        theirs.deleteBucket(r -> r.bucket(bucket));

        String id = element(created, "AccountId");
        refused(409, "EntityAlreadyExists", operator("Action=CreateAccount&DisplayName=again&AccountId=" + id));
        HttpResponse<String> listed = operator("Action=ListAccounts&MaxItems=1000");
        assertTrue(listed.body().contains("<AccountId>" + ACCOUNT + "</AccountId>"), listed::body);
        assertTrue(listed.body().contains("<AccountId>" + id + "</AccountId>"), listed::body);
        assertFalse(listed.body().contains("Secret"), listed::body);
        operator("Action=SuspendAccount&AccountId=" + id);
    }

    @Test
    void aQuotaHoldsAtOnceAndThePlansOwnComesBack() {
        HttpResponse<String> created = operator("Action=CreateAccount&DisplayName=limited");
        String id = element(created, "AccountId");
        S3Client theirs = s3(pair(created));
        HttpResponse<String> limited = operator("Action=PutAccountPlan&Plan=free&MaxBuckets=0&MaxBytes=none&AccountId=" + id);
        assertEquals("true", element(limited, "HasOwnLimits"));
        assertEquals("0", element(limited, "MaxBuckets"));
        assertEquals("1000", element(limited, "MaxObjects"));
        assertFalse(limited.body().contains("<MaxBytes>"), limited::body);
        assertRefused(400, "TooManyBuckets", () -> theirs.createBucket(r -> r.bucket("t-none-" + id)));

        HttpResponse<String> usual = operator("Action=PutAccountPlan&Plan=FREE&AccountId=" + id);
        assertEquals("false", element(usual, "HasOwnLimits"));
        assertEquals("5000000000", element(usual, "MaxBytes"));
        operator("Action=SuspendAccount&AccountId=" + id);
    }

    @Test
    void theOperatorSeesWhatAnotherAccountUses() {
        HttpResponse<String> usage = operator("Action=GetUsage&AccountId=" + TestServer.OTHER_ACCOUNT);
        assertEquals(TestServer.OTHER_ACCOUNT, element(usage, "AccountId"));
        assertEquals("other", element(usage, "DisplayName"));
        refused(404, "NoSuchEntity", operator("Action=GetUsage&AccountId=999999999999"));
    }

    @Test
    void theOperatorSeesWhatAServerAnsweredLately() {
        s3.listBuckets();
        HttpResponse<String> activity = operator("Action=GetActivity");
        if (endpoint.kind().hasGateway() || endpoint.kind() == ServerKind.IN_PROCESS) {
            refused(400, "InvalidInput", activity);
        } else {
            assertEquals(200, activity.statusCode(), activity::body);
            assertTrue(activity.body().contains("<Operation>ListBuckets</Operation>"), activity::body);
        }
    }

    @Test
    void anAccountSeesWhatWasAnsweredForItAndNoOther() {
        HttpResponse<String> own = ask(TestServer.OTHER_CREDENTIALS, "Action=GetActivity&AccountId=" + TestServer.OTHER_ACCOUNT);
        if (endpoint.kind().hasGateway() || endpoint.kind() == ServerKind.IN_PROCESS) {
            refused(400, "InvalidInput", own);
        } else {
            assertEquals(200, own.statusCode(), own::body);
        }
        refused(403, "AccessDenied", ask(TestServer.OTHER_CREDENTIALS, "Action=GetActivity&AccountId=" + ACCOUNT));
    }

    @Test
    void listsAreReadPageByPage() {
        HttpResponse<String> first = operator("Action=ListAccounts&MaxItems=1");
        assertEquals(ACCOUNT, element(first, "AccountId"));
        assertEquals("true", element(first, "IsTruncated"));
        assertEquals(ACCOUNT, element(first, "Marker"));
        assertFalse(element(operator("Action=ListAccounts&MaxItems=1&Marker=" + ACCOUNT), "AccountId").equals(ACCOUNT));
    }

    @Test
    void theFirstAccountCannotBeSuspended() {
        refused(400, "InvalidInput", operator("Action=SuspendAccount&AccountId=" + ACCOUNT));
        try (IamClient root = iam(TestServer.CREDENTIALS)) {
            assertEquals("000000000000", root.getUser().user().userId());
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedBeforeAnythingIsLookedUp() {
        for (String form : List.of(
                "Action=CreateAccount",
                "Action=CreateAccount&DisplayName=%20",
                "Action=CreateAccount&DisplayName=a%0Ab",
                "Action=CreateAccount&DisplayName=" + "x".repeat(129),
                "Action=CreateAccount&DisplayName=a&Plan=gold",
                "Action=CreateAccount&DisplayName=a&AccountId=1",
                "Action=PutAccountPlan&Plan=PRO",
                "Action=PutAccountPlan&AccountId=" + TestServer.OTHER_ACCOUNT,
                "Action=PutAccountPlan&Plan=PRO&MaxBytes=-1&AccountId=" + TestServer.OTHER_ACCOUNT,
                "Action=PutAccountPlan&Plan=PRO&MaxBuckets=2147483648&AccountId=" + TestServer.OTHER_ACCOUNT,
                "Action=PutAccountPlan&Plan=PRO&RequestsPerSecond=0&AccountId=" + TestServer.OTHER_ACCOUNT,
                "Action=SuspendAccount",
                "Action=SuspendAccount&AccountId=12345678901x",
                "Action=ResumeAccount&AccountId=..",
                "Action=ListAccounts&MaxItems=0",
                "Action=GetUsage&AccountId=none")) {
            refused(400, "ValidationError", operator(form));
        }
        for (String action : List.of("SuspendAccount", "ResumeAccount", "PutAccountPlan&Plan=PRO")) {
            refused(404, "NoSuchEntity", operator("Action=" + action + "&AccountId=999999999999"));
        }
    }
}
