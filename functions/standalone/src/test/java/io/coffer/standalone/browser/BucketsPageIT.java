package io.coffer.standalone.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Buckets: made, opened and closed, configured, emptied and deleted in the console; what became of them, told by the SDK. */
class BucketsPageIT extends ConsoleTest {

    @Test
    void aBucketIsCreatedWithHelpForItsName() {
        signInTo("#/buckets");
        button("Create bucket").click();

        dialog().getByLabel("Bucket name").fill("My Holiday_Photos");
        assertThat(inDialog(AriaRole.BUTTON, "Create bucket")).isDisabled();
        inDialog(AriaRole.BUTTON, "my-holiday-photos").click();
        inDialog(AriaRole.BUTTON, "Create bucket").click();

        assertThat(link("my-holiday-photos")).isVisible();
        assertThat(dialog()).isHidden();
        s3.headBucket(r -> r.bucket("my-holiday-photos"));
    }

    @Test
    void aRefusalIsShownInTheDialog() {
        s3.createBucket(r -> r.bucket("there-already"));
        signInTo("#/buckets");
        button("Create bucket").click();

        dialog().getByLabel("Bucket name").fill("there-already");

        assertThat(dialog().getByText("You have a bucket of this name already.")).isVisible();
        assertThat(inDialog(AriaRole.BUTTON, "Create bucket")).isDisabled();
    }

    @Test
    void aBucketIsMadePublicOnlyAfterAWarning() throws Exception {
        s3.createBucket(r -> r.bucket("to-be-public"));
        s3.putObject(r -> r.bucket("to-be-public").key("page"), RequestBody.fromString("hello"));
        signInTo("#/buckets/to-be-public");
        Locator open = page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Public"));

        open.click();
        assertThat(dialog()).isVisible();
        assertEquals(403, unsigned("/to-be-public/page"), "nothing is public before it is confirmed");
        inDialog(AriaRole.BUTTON, "Make public").click();
        assertThat(open).isChecked();
        assertEquals(200, unsigned("/to-be-public/page"));

        open.click();
        assertThat(open).not().isChecked();
        assertEquals(403, unsigned("/to-be-public/page"));
    }

    private static int unsigned(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(server.endpoint() + path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void versioningIsSwitched() {
        s3.createBucket(r -> r.bucket("versioned"));
        signInTo("#/buckets/versioned");
        Locator keep = page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Keep older versions"));

        keep.click();

        assertThat(keep).isChecked();
        assertEquals(BucketVersioningStatus.ENABLED, s3.getBucketVersioning(r -> r.bucket("versioned")).status());
    }

    @Test
    void lifecycleRulesBeginWithAnExample() {
        s3.createBucket(r -> r.bucket("tidied"));
        signInTo("#/buckets/tidied");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Lifecycle")).click();

        button("Delete tmp/ after 7 days").click();
        button("Save changes").click();

        assertThat(button("Remove all rules")).isVisible();
        LifecycleRule rule = s3.getBucketLifecycleConfiguration(r -> r.bucket("tidied")).rules().get(0);
        assertEquals("tmp/", rule.filter().prefix());
        assertEquals(7, rule.expiration().days());
    }

    @Test
    void corsRulesAreEditedAsXmlTooAndRefusalsShown() {
        s3.createBucket(r -> r.bucket("shared"));
        signInTo("#/buckets/shared");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("CORS")).click();
        button("XML").click();
        Locator text = page.getByLabel("CORS configuration");

        text.fill("<CORSConfiguration><CORSRule><AllowedMethod>FETCH</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule>"
                + "</CORSConfiguration>");
        button("Save changes").click();
        assertThat(page.getByRole(AriaRole.ALERT).getByText("FETCH")).isVisible();

        text.fill("<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>https://a.example</AllowedOrigin>"
                + "</CORSRule></CORSConfiguration>");
        button("Save changes").click();
        assertThat(button("Remove all rules")).isVisible();
        CORSRule rule = s3.getBucketCors(r -> r.bucket("shared")).corsRules().get(0);
        assertEquals(List.of("https://a.example"), rule.allowedOrigins());
    }

    @Test
    void aPolicyIsBegunWithATemplateAndCheckedWhileItIsTyped() throws Exception {
        s3.createBucket(r -> r.bucket("read-by-all"));
        s3.putObject(r -> r.bucket("read-by-all").key("public/page"), RequestBody.fromString("hello"));
        signInTo("#/buckets/read-by-all");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Permissions")).click();
        Locator text = page.getByLabel("Policy", new Page.GetByLabelOptions().setExact(true));

        text.fill("{ \"Version\": \"2012-10-17\", \"Statement\": [{ \"Effect\": \"Alow\" }] }");
        assertThat(page.getByText("Statement 1: Effect is \"Allow\" or \"Deny\".")).isVisible();
        assertThat(button("Save policy")).isDisabled();
        text.fill("");
        button("Everybody reads public/").click();
        button("Save policy").click();

        assertThat(button("Remove policy")).isVisible();
        assertEquals(200, unsigned("/read-by-all/public/page"));
    }

    @Test
    void theListTellsWhatBucketsHoldInOneRequestForAll() {
        IntStream.range(0, 8).forEach(i -> s3.createBucket(r -> r.bucket("counted-" + i)));
        s3.putObject(r -> r.bucket("counted-3").key("key"), RequestBody.fromBytes(new byte[2_048]));
        List<String> asked = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().startsWith(server.endpoint().toString()) && !request.method().equals("OPTIONS")) {
                asked.add(request.method() + " " + request.url());
            }
        });
        signInTo("#/buckets");

        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("counted-3"));
        // Counts are written down every few seconds.
        page.waitForCondition(() -> {
            boolean counted = row.isVisible() && row.textContent().contains("2 KB");
            if (!counted) {
                link("Connect").click();
                link("Buckets").click();
            }
            return counted;
        });
        long lists = asked.stream().filter(request -> request.contains("max-buckets")).count();
        assertTrue(asked.size() <= 2 * lists + 1, () -> "more than two requests for a look at the list: " + asked);
        page.getByLabel("Filter buckets by any part of their names").fill("ED-3");
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(2);
    }

    @Test
    void aBucketIsEmptiedAndDeleted() {
        s3.createBucket(r -> r.bucket("full"));
        s3.putBucketVersioning(r -> r.bucket("full").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        IntStream.range(0, 1_200).parallel().forEach(i ->
                s3.putObject(r -> r.bucket("full").key("key-" + i), RequestBody.fromString("text")));
        s3.putObject(r -> r.bucket("full").key("key-0"), RequestBody.fromString("again"));
        s3.deleteObject(r -> r.bucket("full").key("key-1"));
        s3.createMultipartUpload(r -> r.bucket("full").key("unfinished"));
        signInTo("#/buckets");
        page.getByLabel("Delete full").click();

        assertThat(dialog().getByText("This bucket is not empty.")).isVisible();
        assertThat(inDialog(AriaRole.BUTTON, "Empty and delete")).isDisabled();
        dialog().getByLabel("Type full to confirm").fill("full");
        inDialog(AriaRole.BUTTON, "Empty and delete").click();

        assertThat(link("full")).isHidden();
        assertThat(dialog()).isHidden();
        assertThrows(NoSuchBucketException.class, () -> s3.headBucket(r -> r.bucket("full")));
    }

    @Test
    void anEmptyBucketIsDeletedWithOneQuestion() {
        s3.createBucket(r -> r.bucket("empty"));
        signInTo("#/buckets");
        page.getByLabel("Delete empty").click();

        inDialog(AriaRole.BUTTON, "Delete bucket").click();

        assertThat(link("empty")).isHidden();
        assertTrue(s3.listBuckets().buckets().stream().noneMatch(bucket -> bucket.name().equals("empty")));
    }
}
