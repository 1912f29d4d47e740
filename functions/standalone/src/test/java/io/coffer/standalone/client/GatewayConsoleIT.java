package io.coffer.standalone.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.TestServer;
import io.coffer.standalone.browser.InstalledBrowser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console as functions serve it: its pages by one, the requests it signs by the others. */
class GatewayConsoleIT {

    private static InstalledBrowser chromium;
    private static TestServer server;

    @BeforeAll
    static void start() {
        chromium = InstalledBrowser.chromium();
        server = PackagedServers.start(ServerKind.GATEWAY, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
            chromium.close();
        }
    }

    @Test
    void whoSignsInMakesABucketAndAKey() {
        List<Response> assets = new ArrayList<>();
        try (BrowserContext context = chromium.fresh()) {
            Page page = context.newPage();
            page.onResponse(response -> {
                if (response.url().contains("/assets/")) {
                    assets.add(response);
                }
            });
            page.navigate(server.origin() + "/_console");
            page.getByLabel("Access key ID").fill(TestServer.CREDENTIALS.accessKeyId());
            page.getByLabel("Secret access key").fill(TestServer.CREDENTIALS.secretAccessKey());
            click(page, "Sign in");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create bucket")).first().click();
            page.getByLabel("Bucket name").fill("by-console");
            page.getByRole(AriaRole.DIALOG).getByText("Create bucket").last().click();
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("by-console").setExact(true))).isVisible();

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Access keys")).click();
            assertThat(page.getByText(TestServer.CREDENTIALS.accessKeyId()).first()).isVisible();
        }
        assertTrue(assets.size() >= 2, () -> "scripts and styles: " + assets);
        assets.forEach(asset -> assertEquals("public, max-age=31536000, immutable", asset.headers().get("cache-control"), asset.url()));
    }

    private static void click(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
    }
}
