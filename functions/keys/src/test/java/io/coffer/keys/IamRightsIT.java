package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.IamClientTest;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.TestServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.StatusType;

/** What users may do with IAM itself: what their policies allow, on the users that their ARNs name. */
@OneGatewayStyle
final class IamRightsIT extends IamClientTest {

    @Test
    void aUserMayDoWithIamWhatItsPoliciesAllow() {
        AwsBasicCredentials nothing = userWith();
        IamClient powerless = iam(nothing);
        String another = user();
        assertQueryRefused(403, "AccessDenied", () -> powerless.getUser());
        assertQueryRefused(403, "AccessDenied", () -> powerless.createAccessKey());
        assertQueryRefused(403, "AccessDenied", () -> powerless.createUser(r -> r.userName(userName())));
        assertQueryRefused(403, "AccessDenied", () -> powerless.listUsers());
        assertQueryRefused(403, "AccessDenied", () -> powerless.getAccessKeyLastUsed(r -> r.accessKeyId(nothing.accessKeyId())));
        // Nor does it learn who is there.
        assertQueryRefused(403, "AccessDenied", () -> powerless.getUser(r -> r.userName("nobody")));

        String rotating = user();
        String own = "arn:aws:iam::" + ACCOUNT + ":user/" + rotating;
        iam.putUserPolicy(r -> r.userName(rotating).policyName("rotate").policyDocument(
                policy("{'Effect':'Allow','Action':['iam:*AccessKey*','iam:GetUser'],'Resource':'" + own + "'}")));
        AwsBasicCredentials first = key(iam, rotating);
        IamClient itself = iam(first);
        assertEquals(rotating, itself.getUser().user().userName());
        AccessKey second = itself.createAccessKey().accessKey();
        assertEquals(rotating, second.userName());
        assertEquals(2, itself.listAccessKeys().accessKeyMetadata().size());
        assertEquals(rotating, itself.getAccessKeyLastUsed(r -> r.accessKeyId(first.accessKeyId())).userName());
        itself.updateAccessKey(r -> r.accessKeyId(second.accessKeyId()).status(StatusType.INACTIVE));
        assertQueryRefused(403, "AccessDenied", () -> itself.createAccessKey(r -> r.userName(another)));
        assertQueryRefused(403, "AccessDenied", () -> itself.listUserPolicies(r -> r.userName(rotating)));
        // The account's own keys are not a user's.
        assertQueryRefused(404, "NoSuchEntity", () -> itself.deleteAccessKey(r -> r.accessKeyId(TestServer.CREDENTIALS.accessKeyId())));
    }

    @Test
    void policiesKnowAUserByItsStoredNameAndPath() {
        String guarded = userName();
        iam.createUser(r -> r.userName(guarded).path("/guarded/"));
        IamClient admin = iam(userWith("{'Effect':'Allow','Action':'iam:*','Resource':'*'}",
                "{'Effect':'Deny','Action':'iam:*','Resource':'arn:aws:iam::*:user/guarded/" + guarded + "'}"));
        assertQueryRefused(403, "AccessDenied", () -> admin.createAccessKey(r -> r.userName(guarded)));
        assertQueryRefused(403, "AccessDenied", () -> admin.createAccessKey(r -> r.userName(guarded.toLowerCase(Locale.ROOT))));
        String other = user();
        assertEquals(other, admin.getUser(r -> r.userName(other)).user().userName());
    }

    @Test
    void whoRenamesAUserNeedsTheRightOnBothNames() {
        IamClient helpdesk = iam(userWith("{'Effect':'Allow','Action':['iam:CreateUser','iam:UpdateUser'],"
                + "'Resource':'arn:aws:iam::" + ACCOUNT + ":user/dev/*'}"));
        String name = userName();
        String cfo = userName();
        helpdesk.createUser(r -> r.userName(name).path("/dev/"));
        for (String path : List.of("/finance/", "/")) {
            IamException refusal =
                    assertThrows(IamException.class, () -> helpdesk.updateUser(r -> r.userName(name).newUserName(cfo).newPath(path)));
            assertEquals("AccessDenied", refusal.awsErrorDetails().errorCode());
            assertTrue(refusal.getMessage().contains("user" + path + cfo), refusal.getMessage());
        }
        assertThrows(IamException.class, () -> helpdesk.updateUser(r -> r.userName(name).newPath("/finance/")));
        helpdesk.updateUser(r -> r.userName(name).newUserName(cfo));
        assertEquals("/dev/", iam.getUser(r -> r.userName(cfo)).user().path());
    }

    @Test
    void aConditionOnHowARequestWasSignedIsNotMetByWhatIamIsAsked() {
        for (String condition : List.of("'StringEquals':{'s3:authType':'REST-HEADER'}", "'StringEquals':{'s3:signatureversion':'*'}",
                "'NumericLessThan':{'s3:signatureAge':'600000'}", "'StringLike':{'s3:x-amz-content-sha256':'*'}")) {
            IamClient client = iam(userWith("{'Effect':'Allow','Action':'iam:ListUsers','Resource':'*','Condition':{" + condition + "}}"));
            assertQueryRefused(403, "AccessDenied", () -> client.listUsers());
        }
    }
}
