package io.coffer.standalone.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Access keys made and taken away in the console, and used with the SDK. */
class KeysPageIT extends ConsoleTest {

    private record Pair(String id, String secret) {}

    @BeforeAll
    static void createBuckets() {
        s3.createBucket(r -> r.bucket("allowed"));
        s3.createBucket(r -> r.bucket("other"));
        s3.putObject(r -> r.bucket("allowed").key("there"), RequestBody.fromString("text"));
    }

    private static void assertRefused(String code, Executable call) {
        assertEquals(code, assertThrows(S3Exception.class, call).awsErrorDetails().errorCode());
    }

    /** The pair that is shown, once. */
    private Pair shown() {
        Locator id = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("access key ID").setExact(true));
        Locator secret = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("secret access key").setExact(true));
        return new Pair(id.textContent(), secret.textContent());
    }

    /** Creates a holder with every right on objects in all buckets, or fewer. */
    private Pair create(String holder, Runnable choices) {
        button("Create access key").click();
        dialog().getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill(holder);
        choices.run();
        inDialog(AriaRole.BUTTON, "Create access key").click();
        assertThat(heading("Access key created")).isVisible();
        Pair pair = shown();
        button("Done").click();
        assertThat(dialog()).isHidden();
        return pair;
    }

    private Locator row(Pair pair) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(pair.id));
    }

    private void deactivate(Pair pair) {
        button("Deactivate " + pair.id).click();
        inDialog(AriaRole.BUTTON, "Deactivate key").click();
        assertThat(dialog()).isHidden();
    }

    @Test
    void aKeyWorksUntilItIsDeactivated() {
        signInTo("#/keys");
        Pair pair = create("worker", () -> { });
        try (S3Client worker = client(pair.id, pair.secret)) {
            worker.putObject(r -> r.bucket("other").key("made"), RequestBody.fromString("text"));
            assertThat(row(pair)).containsText("List, read, write, delete in all buckets");

            deactivate(pair);
            assertThat(row(pair)).containsText("Inactive");
            assertRefused("InvalidAccessKeyId", () -> worker.getObject(r -> r.bucket("other").key("made")).abort());

            button("Activate " + pair.id).click();
            assertThat(button("Deactivate " + pair.id)).isVisible();
            worker.getObject(r -> r.bucket("other").key("made")).abort();
        }
    }

    @Test
    void aKeyMayDoWhatWasChosen() {
        signInTo("#/keys");
        Pair pair = create("reader", () -> {
            dialog().getByLabel("Write", new Locator.GetByLabelOptions().setExact(true)).uncheck();
            dialog().getByLabel("Delete", new Locator.GetByLabelOptions().setExact(true)).uncheck();
            dialog().getByLabel("allowed", new Locator.GetByLabelOptions().setExact(true)).check();
        });
        try (S3Client reader = client(pair.id, pair.secret)) {
            assertThat(row(pair)).containsText("List, read in allowed");
            reader.getObject(r -> r.bucket("allowed").key("there")).abort();
            assertEquals(1, reader.listObjectsV2(r -> r.bucket("allowed")).keyCount());
            assertRefused("AccessDenied", () -> reader.putObject(r -> r.bucket("allowed").key("new"), RequestBody.fromString("x")));
            assertRefused("AccessDenied", () -> reader.deleteObject(r -> r.bucket("allowed").key("there")));
            assertRefused("AccessDenied", () -> reader.listObjectsV2(r -> r.bucket("other")));

            button("Change rights of " + pair.id).click();
            dialog().getByLabel("Write", new Locator.GetByLabelOptions().setExact(true)).check();
            button("Save rights").click();
            assertThat(dialog()).isHidden();
            assertThat(row(pair)).containsText("List, read, write in allowed");
            reader.putObject(r -> r.bucket("allowed").key("new"), RequestBody.fromString("x"));
        }
    }

    @Test
    void aUserHasNoPagesThatWouldOnlyRefuse() {
        signInTo("#/keys");
        Pair pair = create("visitor", () -> { });
        button("Sign out").click();
        signIn(pair.id, pair.secret);
        link("Connect").click();

        assertThat(heading("Connect")).isVisible();
        assertThat(link("Access keys")).isHidden();
        assertThat(link("Usage")).isHidden();
    }

    @Test
    void rotationKeepsTheOldPairUntilItIsConfirmed() {
        signInTo("#/keys");
        Pair old = create("rotated", () -> { });
        button("Rotate " + old.id).click();
        button("Create the new key").click();
        assertThat(button("Deactivate the old key")).isVisible();
        Pair fresh = shown();

        try (S3Client before = client(old.id, old.secret); S3Client after = client(fresh.id, fresh.secret)) {
            before.listObjectsV2(r -> r.bucket("allowed"));
            after.listObjectsV2(r -> r.bucket("allowed"));

            button("Deactivate the old key").click();
            assertThat(dialog()).isHidden();
            assertThat(row(old)).containsText("Inactive");
            assertRefused("InvalidAccessKeyId", () -> before.listObjectsV2(r -> r.bucket("allowed")));
            after.listObjectsV2(r -> r.bucket("allowed"));
        }
    }

    @Test
    void whoRotatesTheOwnKeyStaysSignedIn() {
        signInTo("#/keys");
        Pair own = create("self", () -> dialog().getByLabel("Access", new Locator.GetByLabelOptions().setExact(true))
                .selectOption("everything"));
        button("Sign out").click();
        signIn(own.id, own.secret);
        button("Rotate " + own.id).click();
        button("Create the new key").click();
        assertThat(button("Deactivate the old key")).isVisible();
        Pair fresh = shown();

        button("Deactivate the old key").click();
        assertThat(dialog()).isHidden();
        link("Buckets").click();

        assertThat(link("allowed")).isVisible();
        assertThat(page.getByText(fresh.id)).isVisible();
    }

    @Test
    void deletionTakesTypingTheId() {
        signInTo("#/keys");
        Pair pair = create("deleted", () -> { });
        button("Delete " + pair.id).click();

        assertThat(inDialog(AriaRole.BUTTON, "Delete key")).isDisabled();
        dialog().getByLabel("Type " + pair.id + " to confirm").fill(pair.id);
        inDialog(AriaRole.BUTTON, "Delete key").click();

        assertThat(row(pair)).hasCount(0);
        try (S3Client gone = client(pair.id, pair.secret)) {
            assertRefused("InvalidAccessKeyId", gone::listBuckets);
        }
    }

    @Test
    void thePairIsDownloadedAsACredentialsFile() throws IOException {
        signInTo("#/keys");
        button("Create access key").click();
        dialog().getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill("downloader");
        inDialog(AriaRole.BUTTON, "Create access key").click();
        assertThat(heading("Access key created")).isVisible();

        Download file = page.waitForDownload(() -> button("Download credentials file").click());

        String text = Files.readString(file.path());
        Pair pair = shown();
        assertEquals("downloader-credentials", file.suggestedFilename());
        assertTrue(Pattern.compile("\\[default]\naws_access_key_id = " + pair.id + "\naws_secret_access_key = ").matcher(text).lookingAt(),
                "the file begins otherwise");
        assertTrue(text.endsWith(pair.secret + "\n"), "the file ends otherwise");
    }
}
