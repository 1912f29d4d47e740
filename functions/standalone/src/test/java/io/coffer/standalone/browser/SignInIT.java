package io.coffer.standalone.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signing in, and what happens to the secret. */
class SignInIT extends ConsoleTest {

    @Test
    void aPairSignsIn() {
        signInTo("");

        assertThat(heading("Buckets")).isVisible();
        assertThat(page.getByText(ACCESS_KEY_ID)).isVisible();
    }

    @Test
    void aWrongSecretIsToldFromAnUnknownKey() {
        page.navigate(address(""));

        signIn(ACCESS_KEY_ID, "wrong");
        assertThat(page.getByText("This is not the secret of that access key.")).isVisible();

        signIn("AKIAUNKNOWNUNKNOWN12", SECRET);
        assertThat(page.getByText("No active access key has this id.")).isVisible();

        signIn(ACCESS_KEY_ID, SECRET);
        assertThat(heading("Buckets")).isVisible();
    }

    @Test
    void whoDoesNotStaySignedInIsSignedOutByAReload() {
        page.navigate(address(""));
        page.getByLabel("Stay signed in").uncheck();
        signIn(ACCESS_KEY_ID, SECRET);
        assertThat(heading("Buckets")).isVisible();
        page.reload();
        assertThat(heading("Sign in")).isVisible();
        assertEquals("{}", stored(), "nothing of a pair is stored that nobody asked to store");
    }

    @Test
    void aSessionSurvivesAReloadAndReachesNewTabsUntilOneSignsOut() {
        signInTo("");
        assertThat(heading("Buckets")).isVisible();
        page.reload();
        assertThat(heading("Buckets")).isVisible();
        Page other = context.newPage();
        other.navigate(address("#/connect"));
        assertThat(other.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Connect").setExact(true))).isVisible();

        other.getByLabel("Sign out").click();

        assertThat(heading("Sign in")).isVisible();
        assertEquals("{}", stored());
    }

    /** What the browser keeps. */
    private String stored() {
        return (String) page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })");
    }

    @Test
    void theSecretLeavesTheBrowserNowhere() {
        List<Request> requests = new ArrayList<>();
        page.onRequest(requests::add);

        signInTo("");
        assertThat(heading("Buckets")).isVisible();

        // The headers are asked for here: a listener that asks for them may still wait when the page closes.
        List<String> sent = List.copyOf(requests).stream()
                .map(request -> request.method() + " " + request.url() + " " + request.allHeaders() + " " + request.postData())
                .toList();
        assertTrue(sent.stream().anyMatch(request -> request.contains("AWS4-HMAC-SHA256")), sent::toString);
        sent.forEach(request -> assertFalse(request.contains(SECRET), request));
    }

    @Test
    void aPageAmongTheObjectsFindsNothingOfTheSession() {
        s3.createBucket(r -> r.bucket("strangers"));
        s3.putObject(r -> r.bucket("strangers").key("page.html").contentType("text/html"), RequestBody.fromString("""
                <title>waiting</title>
                <script>document.title = JSON.stringify({ ...sessionStorage, ...localStorage }) + (window.opener ?? "")</script>"""));
        page.navigate(address(""));
        signIn(ACCESS_KEY_ID, SECRET);
        assertThat(heading("Buckets")).isVisible();

        page.navigate(presigned("strangers", "page.html"));

        assertThat(page).hasTitle("{}");
    }

    private static String presigned(String bucket, String key) {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET)))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return presigner.presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(get -> get.bucket(bucket).key(key))).url().toString();
        }
    }

    @Test
    void thePagesAreClosedToEverythingOfOthers() {
        Response response = page.navigate(address(""));

        Map<String, String> headers = response.headers();
        String policy = headers.get("content-security-policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' http"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertEquals("same-origin", headers.get("cross-origin-opener-policy"));
        assertEquals("no-cache", headers.get("cache-control"));
        assertFalse(response.text().contains("<script>"), "no script stands in the page itself");
    }
}
