package io.coffer.standalone.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.coffer.standalone.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The console in a browser, on a server of its own; controls are found by role and name, as people find them. */
abstract class ConsoleTest {

    static final String ACCESS_KEY_ID = "AKIACONSOLECONSOLE12";
    static final String SECRET = "console/secret+access/key0123456789abcdef";

    /** The tag of tests that open Firefox and not Chromium. */
    static final String IN_FIREFOX = "firefox";

    private static final double PATIENCE = 60_000;

    @TempDir
    static Path data;

    static InstalledBrowser browser;
    static ServerProcess server;
    static S3Client s3;

    BrowserContext context;
    Page page;

    /** What the page complained about: errors in scripts, and what its security policy kept from happening. */
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start(TestInfo test) {
        browser = test.getTags().contains(IN_FIREFOX) ? InstalledBrowser.firefox() : InstalledBrowser.chromium();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        server = ServerProcess.start(data, Map.of("COFFER_ACCESS_KEY", ACCESS_KEY_ID, "COFFER_SECRET_KEY", SECRET), List.of());
        s3 = client(ACCESS_KEY_ID, SECRET);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            s3.close();
            server.close();
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        context = browser.fresh();
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    @AfterEach
    void close() {
        context.close();
        assertEquals(List.of(), complaints);
    }

    static S3Client client(String accessKeyId, String secret) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
                .forcePathStyle(true)
                .build();
    }

    static String address(String hash) {
        return server.console() + "/" + hash;
    }

    /** Signs in and goes to a page. */
    void signInTo(String hash) {
        page.navigate(address(hash));
        signIn(ACCESS_KEY_ID, SECRET);
    }

    void signIn(String accessKeyId, String secret) {
        page.getByLabel("Access key ID").fill(accessKeyId);
        page.getByLabel("Secret access key").fill(secret);
        button("Sign in").click();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator inDialog(AriaRole role, String name) {
        return dialog().getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
