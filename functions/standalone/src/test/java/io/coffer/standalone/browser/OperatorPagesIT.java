package io.coffer.standalone.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The pages that the root of the first account alone sees: all accounts, and what the server answered. */
class OperatorPagesIT extends ConsoleTest {

    private static final int HANDFUL = 5;

    private record Pair(String id, String secret) {}

    private String shown(String label) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(label).setExact(true)).textContent();
    }

    private Pair createAccount(String name, String plan) {
        button("Create account").click();
        dialog().getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill(name);
        dialog().getByLabel("Plan", new Locator.GetByLabelOptions().setExact(true)).selectOption(plan);
        inDialog(AriaRole.BUTTON, "Create account").click();
        assertThat(dialog()).containsText("Hand this pair to whoever runs the account");
        Pair pair = new Pair(shown("access key ID"), shown("secret access key"));
        button("Done").click();
        assertThat(dialog()).isHidden();
        return pair;
    }

    private Locator row(String name) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static String refusal(Runnable call) {
        return assertThrows(S3Exception.class, call::run).awsErrorDetails().errorCode();
    }

    @Test
    void anAccountIsMadeLimitedSuspendedAndResumed() {
        signInTo("#/accounts");
        assertThat(row("000000000000")).containsText("Pro");
        Pair pair = createAccount("Team A", "FREE");
        assertThat(row("Team A")).containsText("buckets 1");
        try (S3Client theirs = client(pair.id, pair.secret)) {
            theirs.createBucket(r -> r.bucket("team-a"));
            theirs.putObject(r -> r.bucket("team-a").key("one"), RequestBody.fromString("12345"));

            button("Change the plan of Team A").click();
            dialog().getByLabel("Limits of its own").check();
            dialog().getByLabel("Objects", new Locator.GetByLabelOptions().setExact(true)).fill("many");
            assertThat(inDialog(AriaRole.BUTTON, "Save plan")).isDisabled();
            dialog().getByLabel("Objects", new Locator.GetByLabelOptions().setExact(true)).fill("1");
            inDialog(AriaRole.BUTTON, "Save plan").click();
            assertThat(row("Team A")).containsText("Own limits");
            assertEquals("QuotaExceeded", refusal(() -> theirs.putObject(r -> r.bucket("team-a").key("two"), RequestBody.fromString("2"))));

            button("Usage of Team A").click();
            assertThat(dialog()).containsText("Requests by day");
            assertThat(dialog()).containsText("of 1");
            button("Close").last().click();

            button("Suspend Team A").click();
            assertThat(inDialog(AriaRole.BUTTON, "Suspend account")).isDisabled();
            String id = row("Team A").locator("code").first().textContent();
            dialog().getByLabel("Type " + id + " to confirm").fill(id);
            inDialog(AriaRole.BUTTON, "Suspend account").click();
            assertThat(row("Team A")).containsText("Suspended");
            assertEquals("InvalidAccessKeyId", refusal(theirs::listBuckets));

            button("Resume Team A").click();
            assertThat(button("Suspend Team A")).isVisible();
            assertEquals(1, theirs.listBuckets().buckets().size());
        }
    }

    @Test
    void othersDoNotSeeThesePages() {
        signInTo("#/accounts");
        Pair pair = createAccount("Team B", "PRO");
        button("Sign out").click();
        page.navigate(address("#/buckets"));
        signIn(pair.id, pair.secret);
        assertThat(link("Usage")).isVisible();
        assertThat(link("Accounts")).hasCount(0);
        assertThat(link("Activity")).hasCount(0);
        page.navigate(address("#/accounts"));
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("not authorized to perform: coffer:ListAccounts");
    }

    @Test
    void anAccountSeesItsOwnErrorsAndLatenciesAndNoRateThatItIsNotHeldTo() {
        signInTo("#/usage");
        assertThat(page.getByLabel("Plan", new Page.GetByLabelOptions().setExact(true))).containsText("No limit of requests");
        link("Accounts").click();
        Pair pair = createAccount("Team C", "PRO");
        assertThat(row("Team C")).containsText("uploads in progress 10,000");
        assertThat(page.getByText("requests a second")).hasCount(0);
        try (S3Client theirs = client(pair.id, pair.secret)) {
            theirs.createBucket(r -> r.bucket("team-c"));
            assertThrows(NoSuchKeyException.class, () -> theirs.getObject(r -> r.bucket("team-c").key("none")).abort());
        }
        button("Sign out").click();
        page.navigate(address("#/buckets"));
        signIn(pair.id, pair.secret);
        link("Usage").click();
        assertThat(heading("Requests by minute")).isVisible();
        assertThat(row("NoSuchKey")).hasCount(1);
        assertThat(row("NoSuchKey")).containsText("team-c");
        assertThat(page.getByText("99 of 100 requests took at most")).isVisible();
    }

    @Test
    void noPageAsksMoreThanAHandfulOfRequestsForWhatItShowsFirst() {
        IntStream.range(0, 12).forEach(i -> s3.createBucket(r -> r.bucket("asked-" + i)));
        IntStream.range(0, 12).forEach(i -> s3.putObject(r -> r.bucket("asked-1").key("a-" + i + ".txt"), RequestBody.fromString("text")));
        try (IamClient iam = IamClient.builder().endpointOverride(server.endpoint()).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET))).build()) {
            IntStream.range(0, 4).forEach(i -> {
                iam.createUser(r -> r.userName("user-" + i));
                iam.createAccessKey(r -> r.userName("user-" + i));
            });
        }
        signInTo("#/connect");
        assertThat(heading("Connect")).isVisible();

        for (String hash : List.of("#/buckets", "#/b/asked-1/", "#/buckets/asked-1", "#/keys", "#/usage", "#/accounts", "#/activity")) {
            page.evaluate("hash => { performance.clearResourceTimings(); location.hash = hash }", hash);
            assertHandfulOfRequests(hash);
        }
        page.evaluate("location.hash = '#/buckets/asked-1'");
        page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Encrypt new objects")).waitFor();
        for (String tab : List.of("Permissions", "Tags", "Lifecycle", "CORS", "Unfinished uploads")) {
            page.evaluate("performance.clearResourceTimings()");
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
            assertHandfulOfRequests(tab);
        }
    }

    /** Preflights are not among a browser's resources. */
    private void assertHandfulOfRequests(String what) {
        String asked = "performance.getEntriesByType('resource').map(one => one.name).filter(name => !name.startsWith(location.origin))";
        page.waitForFunction("() => !document.querySelector('.loading') && " + asked + ".length > 0");
        List<?> all = (List<?>) page.evaluate(asked);
        assertTrue(all.size() <= HANDFUL, () -> what + " asks " + all);
    }

    @Test
    void whatWasAnsweredLatelyIsShownWithErrorsAndLatencies() {
        s3.createBucket(r -> r.bucket("busy"));
        assertThrows(NoSuchKeyException.class, () -> s3.getObject(r -> r.bucket("busy").key("none")).abort());
        signInTo("#/activity");
        assertThat(heading("Requests by minute")).isVisible();
        assertThat(row("NoSuchKey").first()).containsText("404");
        assertThat(row("GetObject").first()).containsText("100%");
        assertThat(page.getByText("99 of 100 requests took at most")).isVisible();
        assertThat(page.getByText("refused (4xx)")).isVisible();
    }
}
