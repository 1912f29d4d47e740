package io.coffer.standalone.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Takes the documents' pictures of the console: {@code -Dcoffer.screenshots=DIR -Dit.test=ScreenshotsIT}. */
@EnabledIfSystemProperty(named = "coffer.screenshots", matches = ".+")
class ScreenshotsIT extends ConsoleTest {

    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 760;
    private static final int PHONE_WIDTH = 390;

    /** Keys and how many bytes each has. */
    private static final Map<String, Integer> OBJECTS = Map.of(
            "2026/lisbon/IMG_0412.jpg", 2_413_882, "2026/lisbon/IMG_0413.jpg", 2_108_340, "2026/porto/IMG_0502.jpg", 1_904_118,
            "albums.json", 4_211, "cover.svg", 18_044, "README.md", 1_377, "slideshow.mp4", 9_430_122);

    @BeforeAll
    static void fill() {
        for (String bucket : List.of("backups", "photos", "website")) {
            s3.createBucket(r -> r.bucket(bucket));
        }
        s3.putBucketAcl(r -> r.bucket("website").acl(BucketCannedACL.PUBLIC_READ));
        s3.putBucketVersioning(r -> r.bucket("photos").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        OBJECTS.forEach((key, size) -> s3.putObject(r -> r.bucket("photos").key(key), RequestBody.fromBytes(new byte[size])));
        IntStream.range(0, 40).forEach(i -> s3.putObject(r -> r.bucket("website").key("page-" + i), RequestBody.fromString("page " + i)));
        IntStream.range(0, 90).forEach(i -> s3.getObject(r -> r.bucket("website").key("page-" + i % 40)).abort());
    }

    private void shoot(String name) {
        // What was done a moment ago is said for a moment.
        assertThat(page.locator(".toast")).hasCount(0);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(System.getProperty("coffer.screenshots"), name + ".png")));
    }

    private void look(int width, ColorScheme scheme) {
        page.close();
        context.close();
        context = browser.fresh(new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setColorScheme(scheme));
        page = context.newPage();
    }

    @Test
    void everyPage() {
        look(WIDTH, ColorScheme.LIGHT);
        page.navigate(address(""));
        assertThat(button("Sign in")).isVisible();
        shoot("sign-in");

        signIn(ACCESS_KEY_ID, SECRET);
        assertThat(link("website")).isVisible();
        assertThat(page.getByText("Public", new Page.GetByTextOptions().setExact(true))).isVisible();
        shoot("buckets");

        link("photos").click();
        assertThat(page.getByText("slideshow.mp4")).isVisible();
        shoot("objects");

        link("Access keys").click();
        holder("backup", "Everything in the account");
        holder("website", "website");
        assertThat(page.getByText("in website")).isVisible();
        shoot("keys");

        link("Connect").click();
        assertThat(heading("Connect")).isVisible();
        shoot("connect");

        link("Usage").click();
        assertThat(page.getByText("GetObject", new Page.GetByTextOptions().setExact(true))).isVisible();
        shoot("usage");

        link("Accounts").click();
        for (String name : List.of("Lisbon", "Backups of the office")) {
            account(name);
        }
        assertThat(page.getByText("Lisbon", new Page.GetByTextOptions().setExact(true))).isVisible();
        shoot("accounts");

        link("Activity").click();
        assertThat(heading("Requests by minute")).isVisible();
        shoot("activity");
    }

    private void account(String name) {
        button("Create account").click();
        dialog().getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill(name);
        inDialog(AriaRole.BUTTON, "Create account").click();
        button("Done").click();
        assertThat(dialog()).isHidden();
    }

    /** Creates a key, for everything or for one bucket. */
    private void holder(String name, String scope) {
        button("Create access key").click();
        dialog().getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill(name);
        if (scope.contains(" ")) {
            dialog().getByLabel("Access", new Locator.GetByLabelOptions().setExact(true)).selectOption("everything");
        } else {
            dialog().getByLabel(scope, new Locator.GetByLabelOptions().setExact(true)).check();
        }
        inDialog(AriaRole.BUTTON, "Create access key").click();
        button("Done").click();
        assertThat(dialog()).isHidden();
    }

    @Test
    void inTheDarkOnAPhone() {
        look(PHONE_WIDTH, ColorScheme.DARK);
        signInTo("#/b/photos/");
        assertThat(page.getByText("slideshow.mp4")).isVisible();
        shoot("phone");
    }
}
