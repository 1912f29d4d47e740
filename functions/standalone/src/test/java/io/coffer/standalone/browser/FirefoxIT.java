package io.coffer.standalone.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** What everybody does in the console, in Firefox. */
@Tag(ConsoleTest.IN_FIREFOX)
class FirefoxIT extends ConsoleTest {

    @Test
    void aBucketIsMadeAndAFileGoesUpAndDown() throws IOException {
        signInTo("#/buckets");
        button("Create bucket").first().click();
        dialog().getByLabel("Bucket name").fill("by-firefox");
        inDialog(AriaRole.BUTTON, "Create bucket").click();
        link("by-firefox").click();
        assertThat(heading("Nothing in this bucket")).isVisible();

        byte[] text = "from Firefox".getBytes(StandardCharsets.UTF_8);
        page.locator("input[type=file][aria-label='Files to upload']").setInputFiles(new FilePayload("note é.txt", "text/plain", text));
        assertThat(button("note é.txt")).isVisible();
        assertEquals("from Firefox", s3.getObjectAsBytes(r -> r.bucket("by-firefox").key("note é.txt")).asUtf8String());

        Download file = page.waitForDownload(() -> page.getByLabel("Download note é.txt").click());
        assertEquals("from Firefox", Files.readString(file.path()));

        link("Buckets").first().click();
        page.getByLabel("Delete by-firefox").click();
        dialog().getByLabel("Type by-firefox to confirm").fill("by-firefox");
        inDialog(AriaRole.BUTTON, "Empty and delete").click();
        assertThat(link("by-firefox")).isHidden();
        assertThat(dialog()).isHidden();
        assertThrows(NoSuchBucketException.class, () -> s3.headBucket(r -> r.bucket("by-firefox")));
    }
}
