package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.IamClientTest;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.TestServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** IAM's actions on users, their keys and policies, and what each refuses. */
@OneGatewayStyle
final class IamIT extends IamClientTest {

    private static final String READ = policy(statement("Allow", "'s3:GetObject'", "", "bucket/*"));

    @Test
    void aUserIsMadeShownAndDeleted() {
        String name = userName();
        User made = iam.createUser(r -> r.userName(name).path("/team/red/").tags(t -> t.key("Cost centre").value("7"))).user();
        assertEquals(name, made.userName());
        assertEquals("/team/red/", made.path());
        assertEquals("arn:aws:iam::" + ACCOUNT + ":user/team/red/" + name, made.arn());
        assertTrue(made.userId().matches("AIDA[A-Z2-7]{17}"), made.userId());
        assertTrue(Duration.between(made.createDate(), Instant.now()).abs().toMinutes() < 5, made.createDate()::toString);
        assertEquals(made, iam.getUser(r -> r.userName(name)).user());
        assertEquals(made, iam.getUser(r -> r.userName(name.toLowerCase(Locale.ROOT))).user());
        assertQueryRefused(409, "EntityAlreadyExists", () -> iam.createUser(r -> r.userName(name.toLowerCase(Locale.ROOT))));
        iam.deleteUser(r -> r.userName(name));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.getUser(r -> r.userName(name)));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.deleteUser(r -> r.userName(name)));
        assertNotEquals(made.userId(), iam.createUser(r -> r.userName(name)).user().userId());
    }

    @Test
    void whatIsNoNameOrPathIsRefused() {
        for (String bad : List.of("a b", "a/b", "ä", "*", "x".repeat(65))) {
            assertQueryRefused(400, "ValidationError", () -> iam.createUser(r -> r.userName(bad)));
        }
        String user = user();
        for (String bad : List.of("team", "/team", "team/", "/te am/", "/" + "x".repeat(512) + "/")) {
            assertQueryRefused(400, "ValidationError", () -> iam.createUser(r -> r.userName(userName()).path(bad)));
            assertQueryRefused(400, "ValidationError", () -> iam.updateUser(r -> r.userName(user).newPath(bad)));
        }
        assertQueryRefused(400, "ValidationError", () -> iam.createUser(r -> r.path("/")));
        assertQueryRefused(400, "ValidationError", () -> iam.getUser(r -> r.userName("a b")));
        assertQueryRefused(400, "InvalidInput",
                () -> iam.createUser(r -> r.userName(userName()).permissionsBoundary("arn:aws:iam::aws:policy/A")));
    }

    @Test
    void usersAreListedByPathAndInPages() {
        String path = "/p" + UUID.randomUUID() + "/";
        List<String> made = IntStream.range(0, 5).mapToObj(i -> userName()).toList();
        made.forEach(name -> iam.createUser(r -> r.userName(name).path(path)));
        user();
        List<String> sorted = made.stream().sorted().toList();
        assertEquals(sorted, iam.listUsers(r -> r.pathPrefix(path)).users().stream().map(User::userName).toList());
        List<String> paged = new ArrayList<>();
        String marker = null;
        do {
            String behind = marker;
            ListUsersResponse page = iam.listUsers(r -> r.pathPrefix(path).maxItems(2).marker(behind));
            assertTrue(page.users().size() <= 2);
            page.users().forEach(user -> paged.add(user.userName()));
            assertEquals(page.isTruncated(), page.marker() != null);
            marker = page.marker();
        } while (marker != null);
        assertEquals(sorted, paged);
        List<String> everybody = iam.listUsersPaginator(r -> r.maxItems(1)).users().stream().map(User::userName).toList();
        assertTrue(everybody.containsAll(made) && everybody.size() > made.size(), everybody::toString);
        assertFalse(everybody.contains(""), "the account itself is no user");
        for (int bad : List.of(0, 1001, -1)) {
            assertQueryRefused(400, "ValidationError", () -> iam.listUsers(r -> r.maxItems(bad)));
        }
    }

    @Test
    void aUserTakesItsKeysAndPoliciesToAnotherName() {
        String user = user();
        allow(iam, user, statement("Allow", "'s3:ListAllMyBuckets'", "", "*"));
        AwsBasicCredentials key = key(iam, user);
        String other = user();
        String renamed = userName();
        assertQueryRefused(409, "EntityAlreadyExists", () -> iam.updateUser(r -> r.userName(user).newUserName(other)));
        iam.updateUser(r -> r.userName(user).newUserName(renamed).newPath("/moved/"));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.getUser(r -> r.userName(user)));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.updateUser(r -> r.userName(user).newPath("/")));
        assertEquals("/moved/", iam.getUser(r -> r.userName(renamed)).user().path());
        assertEquals(List.of("scope"), iam.listUserPolicies(r -> r.userName(renamed)).policyNames());
        assertEquals(List.of(key.accessKeyId()), keys(renamed).stream().map(AccessKeyMetadata::accessKeyId).toList());
        assertEquals(List.of(renamed), keys(renamed).stream().map(AccessKeyMetadata::userName).toList());
        assertEquals("arn:aws:iam::" + ACCOUNT + ":user/moved/" + renamed, sts(key).getCallerIdentity().arn());
        iam.updateUser(r -> r.userName(renamed).newUserName(renamed.toUpperCase(Locale.ROOT)));
        assertEquals(renamed.toUpperCase(Locale.ROOT), iam.getUser(r -> r.userName(renamed)).user().userName());
    }

    @Test
    void tagsArePutOverAndTakenAway() {
        String user = user();
        iam.tagUser(r -> r.userName(user).tags(t -> t.key("Team").value("red"), t -> t.key("empty").value("")));
        iam.tagUser(r -> r.userName(user).tags(t -> t.key("team").value("blue")));
        assertEquals(List.of("empty=", "team=blue"), tags(user));
        assertEquals(List.of("empty"), iam.listUserTags(r -> r.userName(user).maxItems(1)).tags().stream().map(Tag::key).toList());
        iam.untagUser(r -> r.userName(user).tagKeys("TEAM", "none"));
        assertEquals(List.of("empty="), tags(user));
        assertQueryRefused(400, "InvalidInput", () -> iam.tagUser(r -> r.userName(user)
                .tags(t -> t.key("a").value("1"), t -> t.key("A").value("2"))));
        assertQueryRefused(400, "ValidationError", () -> iam.tagUser(r -> r.userName(user).tags(t -> t.key("a*").value("1"))));
        assertQueryRefused(409, "LimitExceeded", () -> iam.tagUser(r -> r.userName(user).tags(
                IntStream.range(0, 50).mapToObj(i -> Tag.builder().key("k" + i).value("v").build()).toList())));
    }

    private List<String> tags(String user) {
        return iam.listUserTags(r -> r.userName(user)).tags().stream().map(tag -> tag.key() + "=" + tag.value()).toList();
    }

    private List<AccessKeyMetadata> keys(String user) {
        return iam.listAccessKeys(r -> r.userName(user)).accessKeyMetadata();
    }

    @Test
    void aKeySignsAtOnceAndItsSecretIsToldOnce() {
        String bucket = bucket();
        String user = user();
        allow(iam, user, statement("Allow", "'s3:PutObject','s3:GetObject'", "", bucket + "/*"));
        AccessKey key = iam.createAccessKey(r -> r.userName(user.toLowerCase(Locale.ROOT))).accessKey();
        assertEquals(user, key.userName());
        assertEquals(StatusType.ACTIVE, key.status());
        assertTrue(key.accessKeyId().matches("AKIA[A-Z2-7]{16}"), key.accessKeyId());
        assertEquals(40, key.secretAccessKey().length());
        AwsBasicCredentials credentials = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
        s3(credentials).putObject(r -> r.bucket(bucket).key("a"), RequestBody.fromString("a"));
        assertEquals("a", text(bucket, "a"));
        var identity = sts(credentials).getCallerIdentity();
        assertEquals(ACCOUNT, identity.account());
        assertEquals("arn:aws:iam::" + ACCOUNT + ":user/" + user, identity.arn());
        assertEquals(iam.getUser(r -> r.userName(user)).user().userId(), identity.userId());
        AccessKeyMetadata listed = keys(user).get(0);
        assertEquals(key.accessKeyId(), listed.accessKeyId());
        assertEquals(key.createDate(), listed.createDate());
        assertEquals(StatusType.ACTIVE, listed.status());
    }

    @Test
    void aUserHasTwoKeysAtMostActiveOrNot() {
        String user = user();
        String first = key(iam, user).accessKeyId();
        String second = key(iam, user).accessKeyId();
        iam.updateAccessKey(r -> r.userName(user).accessKeyId(first).status(StatusType.INACTIVE));
        var refusal = assertQueryRefused(409, "LimitExceeded", () -> iam.createAccessKey(r -> r.userName(user)));
        assertEquals("Cannot exceed quota for AccessKeysPerUser: 2", refusal.awsErrorDetails().errorMessage());
        assertEquals(2, keys(user).size());
        assertEquals(StatusType.INACTIVE,
                keys(user).stream().filter(key -> key.accessKeyId().equals(first)).findFirst().orElseThrow().status());
        iam.deleteAccessKey(r -> r.userName(user).accessKeyId(first));
        String third = key(iam, user).accessKeyId();
        assertEquals(List.of(second, third).stream().sorted().toList(), keys(user).stream().map(AccessKeyMetadata::accessKeyId).toList());
        assertEquals(1, iam.listAccessKeys(r -> r.userName(user).maxItems(1)).accessKeyMetadata().size());
        assertEquals(2, iam.listAccessKeysPaginator(r -> r.userName(user).maxItems(1)).accessKeyMetadata().stream().count());
    }

    @Test
    void keysThatAreNotTheUsersAreNotThere() {
        String user = user();
        String another = user();
        String key = key(iam, user).accessKeyId();
        String others = key(othersIam, othersUser()).accessKeyId();
        for (String notHis : List.of(key, others, TestServer.CREDENTIALS.accessKeyId(), "AKIANOSUCHKEY0000000")) {
            assertQueryRefused(404, "NoSuchEntity", () -> iam.deleteAccessKey(r -> r.userName(another).accessKeyId(notHis)));
            assertQueryRefused(404, "NoSuchEntity",
                    () -> iam.updateAccessKey(r -> r.userName(another).accessKeyId(notHis).status(StatusType.INACTIVE)));
        }
        // Who names no user means who signs.
        assertQueryRefused(404, "NoSuchEntity", () -> iam.deleteAccessKey(r -> r.accessKeyId(key)));
        for (String notOurs : List.of(others, "AKIANOSUCHKEY0000000")) {
            assertQueryRefused(403, "AccessDenied", () -> iam.getAccessKeyLastUsed(r -> r.accessKeyId(notOurs)));
        }
        assertEquals(StatusType.ACTIVE, keys(user).get(0).status());
        assertQueryRefused(400, "ValidationError",
                () -> iam.updateAccessKey(r -> r.userName(user).accessKeyId(key).status("Gone")));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.createAccessKey(r -> r.userName("nobody")));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.listAccessKeys(r -> r.userName("nobody")));
    }

    @Test
    void aKeyThatWasNeverUsedSaysSo() {
        String user = user();
        String key = key(iam, user).accessKeyId();
        var answer = iam.getAccessKeyLastUsed(r -> r.accessKeyId(key));
        AccessKeyLastUsed used = answer.accessKeyLastUsed();
        assertEquals(user, answer.userName());
        assertNull(used.lastUsedDate());
        assertEquals("N/A", used.serviceName());
        assertEquals("N/A", used.region());
    }

    @Test
    void policiesComeBackWithoutTheirWhiteSpace() {
        String user = user();
        String spaced = " {\n\t\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"ü+%20 \\\" \", \"Effect\": \"Allow\","
                + " \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::bucket/*\"}]}\n";
        iam.putUserPolicy(r -> r.userName(user).policyName("b").policyDocument(spaced));
        iam.putUserPolicy(r -> r.userName(user).policyName("a").policyDocument(READ));
        var policy = iam.getUserPolicy(r -> r.userName(user.toLowerCase(Locale.ROOT)).policyName("b"));
        assertEquals(user, policy.userName());
        assertEquals("b", policy.policyName());
        String minified = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ü+%20 \\\" \",\"Effect\":\"Allow\","
                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::bucket/*\"}]}";
        assertEquals(minified, URLDecoder.decode(policy.policyDocument(), StandardCharsets.UTF_8));
        assertFalse(policy.policyDocument().contains("+"), "spaces are %20");
        assertEquals(List.of("a", "b"), iam.listUserPolicies(r -> r.userName(user)).policyNames());
        assertEquals(List.of("a"), iam.listUserPolicies(r -> r.userName(user).maxItems(1)).policyNames());
        assertEquals(List.of("a", "b"), iam.listUserPoliciesPaginator(r -> r.userName(user).maxItems(1)).policyNames().stream().toList());
        iam.putUserPolicy(r -> r.userName(user).policyName("b").policyDocument(READ));
        assertEquals(READ, URLDecoder.decode(
                iam.getUserPolicy(r -> r.userName(user).policyName("b")).policyDocument(), StandardCharsets.UTF_8));
        iam.deleteUserPolicy(r -> r.userName(user).policyName("b"));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.getUserPolicy(r -> r.userName(user).policyName("b")));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.deleteUserPolicy(r -> r.userName(user).policyName("b")));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.listUserPolicies(r -> r.userName("nobody")));
        assertQueryRefused(404, "NoSuchEntity",
                () -> iam.putUserPolicy(r -> r.userName("nobody").policyName("b").policyDocument(READ)));
    }

    @Test
    void policiesThatCouldNotBeCarriedOutAreRefused() {
        String user = user();
        for (String bad : List.of("{", "[]", "{}", "text",
                policy(statement("Allow", "'s3:GetObject'", "'StringEquals':{'aws:Moon':'full'}", "bucket/*")),
                policy(statement("Allow", "'s3:GetObject'", "'StringSounds':{'aws:username':'a'}", "bucket/*")),
                policy(statement("Maybe", "'s3:GetObject'", "", "bucket/*")),
                policy(statement("Allow", "'GetObject'", "", "bucket/*")),
                policy(statement("Allow", "'s3:GetObject'", "", "bucket/*").replace("'Action'", "'Principal':'*','Action'")))) {
            assertQueryRefused(400, "MalformedPolicyDocument",
                    () -> iam.putUserPolicy(r -> r.userName(user).policyName("bad").policyDocument(bad)));
        }
        assertQueryRefused(400, "ValidationError",
                () -> iam.putUserPolicy(r -> r.userName(user).policyName("bad").policyDocument(READ.replace("bucket", "b\u0100"))));
        assertQueryRefused(400, "ValidationError",
                () -> iam.putUserPolicy(r -> r.userName(user).policyName("a b").policyDocument(READ)));
        assertEquals(List.of(), iam.listUserPolicies(r -> r.userName(user)).policyNames());
    }

    @Test
    void aUsersPoliciesHaveTwoThousandAndFortyEightCharactersTogether() {
        String user = user();
        String long1 = policy(statement("Allow", "'s3:GetObject'", "", "bucket/" + "x".repeat(900)));
        String spaced = long1.replace(",", ", \n\t" + " ".repeat(3_000));
        iam.putUserPolicy(r -> r.userName(user).policyName("a").policyDocument(spaced));
        iam.putUserPolicy(r -> r.userName(user).policyName("b").policyDocument(long1));
        var refusal = assertQueryRefused(409, "LimitExceeded",
                () -> iam.putUserPolicy(r -> r.userName(user).policyName("c").policyDocument(READ)));
        assertEquals("Maximum policy size of 2048 bytes exceeded for user " + user, refusal.awsErrorDetails().errorMessage());
        iam.putUserPolicy(r -> r.userName(user).policyName("b").policyDocument(READ));
        iam.putUserPolicy(r -> r.userName(user).policyName("c").policyDocument(READ));
    }

    @Test
    void aUserThatStillHoldsSomethingIsNotDeleted() {
        String user = user();
        allow(iam, user, statement("Allow", "'s3:GetObject'", "", "bucket/*"));
        String key = key(iam, user).accessKeyId();
        assertQueryRefused(409, "DeleteConflict", () -> iam.deleteUser(r -> r.userName(user)));
        iam.deleteUserPolicy(r -> r.userName(user).policyName("scope"));
        assertQueryRefused(409, "DeleteConflict", () -> iam.deleteUser(r -> r.userName(user)));
        iam.deleteAccessKey(r -> r.userName(user).accessKeyId(key));
        iam.deleteUser(r -> r.userName(user));
    }

    @Test
    void whatUsersDoNotHaveIsListedAsNothing() {
        String user = user();
        assertEquals(List.of(), iam.listGroupsForUser(r -> r.userName(user)).groups());
        assertEquals(List.of(), iam.listAttachedUserPolicies(r -> r.userName(user)).attachedPolicies());
        assertEquals(List.of(), iam.listMFADevices(r -> r.userName(user)).mfaDevices());
        assertEquals(List.of(), iam.listVirtualMFADevices().virtualMFADevices());
        assertEquals(List.of(), iam.listSSHPublicKeys(r -> r.userName(user)).sshPublicKeys());
        assertEquals(List.of(), iam.listSigningCertificates(r -> r.userName(user)).certificates());
        assertEquals(List.of(), iam.listServiceSpecificCredentials(r -> r.userName(user)).serviceSpecificCredentials());
        assertQueryRefused(404, "NoSuchEntity", () -> iam.listGroupsForUser(r -> r.userName("nobody")));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.getLoginProfile(r -> r.userName(user)));
        assertQueryRefused(404, "NoSuchEntity", () -> iam.deleteLoginProfile(r -> r.userName(user)));
        assertQueryRefused(400, "InvalidAction", () -> iam.createGroup(r -> r.groupName("group")));
    }

    @Test
    void theAccountItselfHoldsKeysToo() {
        User root = iam.getUser().user();
        assertEquals("arn:aws:iam::" + ACCOUNT + ":root", root.arn());
        assertEquals(ACCOUNT, root.userId());
        assertNull(root.userName());
        AccessKey key = iam.createAccessKey().accessKey();
        try {
            AwsBasicCredentials credentials = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
            assertEquals("arn:aws:iam::" + ACCOUNT + ":root", sts(credentials).getCallerIdentity().arn());
            assertNull(key.userName());
            assertEquals(List.of(key.accessKeyId(), TestServer.CREDENTIALS.accessKeyId()).stream().sorted().toList(),
                    iam.listAccessKeys().accessKeyMetadata().stream().map(AccessKeyMetadata::accessKeyId).toList());
            // The key that signs may go, at once if one process answers.
            IamClient itself = iam(credentials);
            itself.deleteAccessKey(r -> r.accessKeyId(key.accessKeyId()));
            assertEquals(List.of(TestServer.CREDENTIALS.accessKeyId()),
                    iam.listAccessKeys().accessKeyMetadata().stream().map(AccessKeyMetadata::accessKeyId).toList());
        } catch (AssertionError | RuntimeException e) {
            iam.deleteAccessKey(r -> r.accessKeyId(key.accessKeyId()));
            throw e;
        }
    }

    @Test
    void accountsDoNotSeeEachOther() {
        String user = user();
        assertQueryRefused(404, "NoSuchEntity", () -> othersIam.getUser(r -> r.userName(user)));
        assertQueryRefused(404, "NoSuchEntity", () -> othersIam.createAccessKey(r -> r.userName(user)));
        assertQueryRefused(404, "NoSuchEntity",
                () -> othersIam.putUserPolicy(r -> r.userName(user).policyName("p").policyDocument(READ)));
        assertFalse(othersIam.listUsersPaginator().users().stream().anyMatch(u -> u.userName().equals(user)));
    }
}
