package io.coffer.standalone.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects: uploaded, looked at, handed on and deleted in the console; what arrived, told by the SDK. */
class ObjectsPageIT extends ConsoleTest {

    private static final int LARGE = 100 << 20;
    /** Slow enough to be seen on the way, in bytes a second. */
    private static final int SLOW = 16 << 20;
    private static final Pattern PART = Pattern.compile("[?&]partNumber=(\\d+)");

    @TempDir
    Path files;

    private List<String> keys(String bucket) {
        return s3.listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream().map(S3Object::key).toList();
    }

    private Locator chooser(String label) {
        return page.locator("input[type=file][aria-label='" + label + "']");
    }

    private Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void fiftyFilesAreUploaded() throws IOException {
        s3.createBucket(r -> r.bucket("fifty"));
        List<Path> chosen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            chosen.add(Files.writeString(files.resolve("file é %02d.txt".formatted(i)), "text of " + i));
        }
        signInTo("#/b/fifty/");
        assertThat(heading("Nothing in this bucket")).isVisible();

        chooser("Files to upload").setInputFiles(chosen.toArray(Path[]::new));

        assertThat(heading("50 files uploaded")).isVisible();
        assertThat(button("Show uploads")).isVisible();
        assertThat(page.getByText("file é 00.txt").first()).isVisible();
        assertEquals(50, keys("fifty").size());
        assertEquals("text of 7", s3.getObjectAsBytes(r -> r.bucket("fifty").key("file é 07.txt")).asUtf8String());
        assertEquals("text/plain", s3.headObject(r -> r.bucket("fifty").key("file é 07.txt")).contentType());
    }

    @Test
    void aFolderKeepsItsTree() throws IOException {
        s3.createBucket(r -> r.bucket("tree"));
        Path folder = Files.createDirectories(files.resolve("trip/day one"));
        Files.writeString(folder.resolve("a.txt"), "a");
        Files.writeString(folder.getParent().resolve("b.txt"), "b");
        signInTo("#/b/tree/");
        assertThat(heading("Nothing in this bucket")).isVisible();

        chooser("Folder to upload").setInputFiles(folder.getParent());

        assertThat(heading("2 files uploaded")).isVisible();
        assertEquals(List.of("trip/b.txt", "trip/day one/a.txt"), keys("tree"));
        link("trip").click();
        assertThat(link("day one")).isVisible();
        assertThat(button("b.txt")).isVisible();
    }

    @Test
    void aLargeFileShowsItsProgressAndGoesOnWhereItWasPaused() throws Exception {
        s3.createBucket(r -> r.bucket("large"));
        Path file = files.resolve("large.bin");
        String sent = writeRandom(file);
        List<Integer> arrivedBefore = new ArrayList<>();
        List<Integer> sentAfter = new ArrayList<>();
        signInTo("#/b/large/");
        assertThat(heading("Nothing in this bucket")).isVisible();
        slowDown(SLOW);
        page.onResponse(response -> part(response.url()).forEach(arrivedBefore::add));

        chooser("Files to upload").setInputFiles(file);
        page.waitForCondition(() -> arrivedBefore.size() >= 2);
        // What arrives while the button is clicked may be broken off, and sent again.
        List<Integer> arrived = List.copyOf(arrivedBefore);
        double progress = (double) page.getByRole(AriaRole.PROGRESSBAR, new Page.GetByRoleOptions().setName("All uploads"))
                .evaluate("bar => bar.value / bar.max");
        assertTrue(progress > 0 && progress < 1, () -> "progress of an upload under way: " + progress);

        button("Pause all uploads").click();
        assertThat(page.getByText(Pattern.compile("^Paused · "))).isVisible();
        slowDown(-1);
        page.onRequest(request -> part(request.url()).forEach(sentAfter::add));
        button("Resume all uploads").click();

        assertThat(heading("1 file uploaded")).isVisible();
        assertTrue(sentAfter.stream().noneMatch(arrived::contains), () -> "sent again: " + sentAfter + " of " + arrived);
        assertEquals(sent, sha256("large", "large.bin"));
        assertTrue(s3.headObject(r -> r.bucket("large").key("large.bin")).eTag().contains("-"), "an upload in parts");
    }

    private static TreeSet<Integer> part(String url) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (Matcher matcher = PART.matcher(url); matcher.find();) {
            numbers.add(Integer.valueOf(matcher.group(1)));
        }
        return numbers;
    }

    /** @param bytesPerSecond up; -1 for as fast as it goes */
    private void slowDown(int bytesPerSecond) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        CDPSession session = context.newCDPSession(page);
        session.send("Network.enable");
        session.send("Network.emulateNetworkConditions", conditions);
    }

    /** @return its SHA-256 */
    private static String writeRandom(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Random random = new Random(1);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            for (int written = 0; written < LARGE; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(String bucket, String key) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(s3.getObject(r -> r.bucket(bucket).key(key)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void picturesAndTextsArePreviewedAndNothingIsRun() throws IOException {
        s3.createBucket(r -> r.bucket("previews"));
        s3.putObject(r -> r.bucket("previews").key("picture.png").contentType("image/png"), RequestBody.fromBytes(picture()));
        s3.putObject(r -> r.bucket("previews").key("page.html").contentType("text/html"),
                RequestBody.fromString("<h1>shown as text</h1><script>document.title = 'run'</script>"));
        s3.putObject(r -> r.bucket("previews").key("notes.md").contentType("text/markdown"),
                RequestBody.fromString("# Notes\n\n<script>document.title = 'run'</script>"));
        s3.putObject(r -> r.bucket("previews").key("document.pdf").contentType("application/pdf"), RequestBody.fromString("%PDF-1.4"));
        signInTo("#/b/previews/");

        button("picture.png").click();
        tab("Preview").click();
        Locator image = page.getByAltText("Preview of picture.png");
        assertThat(image).isVisible();
        assertEquals(40, image.evaluate("picture => picture.decode().then(() => picture.naturalWidth)"));
        page.keyboard().press("Escape");

        button("document.pdf").click();
        tab("Preview").click();
        assertThat(page.getByTitle("Preview of document.pdf")).isVisible();
        button("Next object").click();
        assertThat(heading("Notes")).isVisible();
        assertThat(page.getByText("<script>document.title = 'run'</script>")).isVisible();
        button("Next object").click();
        assertThat(page.getByText("<h1>shown as text</h1>")).isVisible();
        assertFalse(page.title().contains("run"), "an object's script was run");
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void aLinkOpensInABrowserThatNobodySignedInTo() {
        s3.createBucket(r -> r.bucket("linked"));
        s3.putObject(r -> r.bucket("linked").key("note é.txt").contentType("text/plain; charset=utf-8"),
                RequestBody.fromString("for whom it is meant"));
        signInTo("#/b/linked/");

        page.getByLabel("Share note é.txt").click();
        dialog().getByLabel("The link works for").selectOption("300");
        Locator field = dialog().getByLabel("Link", new Locator.GetByLabelOptions().setExact(true));
        assertThat(field).hasValue(Pattern.compile("X-Amz-Expires=300"));
        String link = field.inputValue();

        assertFalse(link.contains("console%2Fsecret") || link.contains(SECRET), "the secret is in the link");
        try (BrowserContext stranger = browser.fresh()) {
            Page opened = stranger.newPage();
            opened.navigate(link);
            assertThat(opened.getByText("for whom it is meant")).isVisible();
            assertEquals(403, opened.navigate(link.replaceFirst("X-Amz-Expires=300", "X-Amz-Expires=3000")).status());
        }
    }

    @Test
    void anObjectIsDownloaded() throws IOException {
        s3.createBucket(r -> r.bucket("downloads"));
        byte[] bytes = "bytes to keep".getBytes(StandardCharsets.UTF_8);
        s3.putObject(r -> r.bucket("downloads").key("deep/kept.txt").contentType("text/plain"), RequestBody.fromBytes(bytes));
        signInTo("#/b/downloads/deep/");

        Download file = page.waitForDownload(() -> page.getByLabel("Download kept.txt").click());

        assertEquals("kept.txt", file.suggestedFilename());
        assertArrayEquals(bytes, Files.readAllBytes(file.path()));
    }

    /** What somebody chose to save goes to a file of the page's own, since nobody is there to answer the browser's question for a place. */
    @Test
    void aFolderAndAnObjectAreSavedAsOneArchive() throws IOException {
        s3.createBucket(r -> r.bucket("archived"));
        byte[] large = new byte[1 << 20];
        new Random(2).nextBytes(large);
        s3.putObject(r -> r.bucket("archived").key("trip/day é/large.bin"), RequestBody.fromBytes(large));
        s3.putObject(r -> r.bucket("archived").key("trip/note.txt"), RequestBody.fromString("a note"));
        s3.putObject(r -> r.bucket("archived").key("top.txt"), RequestBody.fromString("top"));
        s3.putObject(r -> r.bucket("archived").key("not this"), RequestBody.fromString("no"));
        page.addInitScript("window.showSaveFilePicker = async () =>"
                + " (await navigator.storage.getDirectory()).getFileHandle('saved', { create: true })");
        signInTo("#/b/archived/");

        page.getByLabel("Select trip", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("Select top.txt").check();
        button("Download").click();
        inDialog(AriaRole.BUTTON, "Download").click();

        assertThat(page.getByText("archived.zip is saved")).isVisible();
        Map<String, byte[]> entries = unzipped(Base64.getDecoder().decode((String) page.evaluate("""
                async () => {
                  const file = await (await (await navigator.storage.getDirectory()).getFileHandle('saved')).getFile();
                  const reader = new FileReader();
                  return new Promise((resolve) => {
                    reader.onload = () => resolve(reader.result.split(',')[1]);
                    reader.readAsDataURL(file);
                  });
                }""")));
        assertEquals(Set.of("top.txt", "trip/note.txt", "trip/day é/large.bin"), entries.keySet());
        assertEquals("a note", new String(entries.get("trip/note.txt"), StandardCharsets.UTF_8));
        assertArrayEquals(large, entries.get("trip/day é/large.bin"));
    }

    /** Java reads archives whose entries tell their sizes behind them from files only. */
    private Map<String, byte[]> unzipped(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipFile file = new ZipFile(Files.write(files.resolve("saved.zip"), archive).toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void aFolderIsRenamedAndAnObjectIsCopiedToAnotherBucket() {
        s3.createBucket(r -> r.bucket("renamed-in"));
        s3.createBucket(r -> r.bucket("copied-to"));
        List.of("old/a é.txt", "old/deep/b.txt", "top.txt")
                .forEach(key -> s3.putObject(r -> r.bucket("renamed-in").key(key), RequestBody.fromString("text of " + key)));
        signInTo("#/b/renamed-in/");

        page.getByLabel("Select old", new Page.GetByLabelOptions().setExact(true)).check();
        button("Rename").click();
        dialog().getByLabel("New name").fill("new");
        inDialog(AriaRole.BUTTON, "Rename").click();
        assertThat(page.getByText("2 objects renamed")).isVisible();
        assertEquals(List.of("new/a é.txt", "new/deep/b.txt", "top.txt"), keys("renamed-in"));

        page.getByLabel("Select top.txt").check();
        button("Copy").click();
        dialog().getByLabel("Bucket").selectOption("copied-to");
        dialog().getByLabel("Folder").fill("kept/here");
        inDialog(AriaRole.BUTTON, "Copy").click();
        assertThat(page.getByText("1 object copied")).isVisible();
        assertEquals("text of top.txt", s3.getObjectAsBytes(r -> r.bucket("copied-to").key("kept/here/top.txt")).asUtf8String());
        assertEquals(3, keys("renamed-in").size());
    }

    @Test
    void namesAreFoundByAnyPartAndTheLargestComesFirst() {
        s3.createBucket(r -> r.bucket("sorted"));
        Map.of("sunset.png", 5, "SET list.txt", 9, "other", 70)
                .forEach((key, size) -> s3.putObject(r -> r.bucket("sorted").key(key), RequestBody.fromBytes(new byte[size])));
        signInTo("#/b/sorted/");
        Locator names = page.getByRole(AriaRole.GRID).locator(".link");
        assertThat(names).hasText(new String[] {"SET list.txt", "other", "sunset.png"});

        button("Size").click();
        assertThat(names).hasText(new String[] {"other", "SET list.txt", "sunset.png"});
        page.getByLabel("Find in the names that are loaded").fill("set");
        assertThat(names).hasText(new String[] {"SET list.txt", "sunset.png"});
    }

    @Test
    void whatIsSelectedIsDeleted() {
        s3.createBucket(r -> r.bucket("deleted"));
        List.of("one", "two", "three", "folder/four", "folder/five")
                .forEach(key -> s3.putObject(r -> r.bucket("deleted").key(key), RequestBody.fromString(key)));
        signInTo("#/b/deleted/");

        page.getByLabel("Select folder", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("Select one", new Page.GetByLabelOptions().setExact(true)).check();
        button("Delete").click();
        assertThat(dialog().getByText("3 objects")).isVisible();
        inDialog(AriaRole.BUTTON, "Delete").click();

        assertThat(dialog()).isHidden();
        assertThat(button("one")).isHidden();
        assertEquals(List.of("three", "two"), keys("deleted"));
    }

    @Test
    void anOlderVersionIsRestored() {
        s3.createBucket(r -> r.bucket("history"));
        s3.putBucketVersioning(r -> r.bucket("history").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        s3.putObject(r -> r.bucket("history").key("page"), RequestBody.fromString("first"));
        s3.putObject(r -> r.bucket("history").key("page"), RequestBody.fromString("second"));
        signInTo("#/b/history/");

        button("page").click();
        tab("Versions").click();
        button("Restore").click();

        assertThat(page.getByText("Restored: a copy of that version is the latest now")).isVisible();
        assertEquals("first", s3.getObjectAsBytes(r -> r.bucket("history").key("page")).asUtf8String());
    }

    @Test
    void ofThousandsOfKeysOnlyThoseInSightAreInThePage() {
        s3.createBucket(r -> r.bucket("many"));
        IntStream.range(0, 2_500).parallel().forEach(i ->
                s3.putObject(r -> r.bucket("many").key("key-%05d".formatted(i)), RequestBody.fromString("")));
        signInTo("#/b/many/");
        assertThat(button("key-00000")).isVisible();

        Locator rows = page.getByRole(AriaRole.GRID, new Page.GetByRoleOptions().setName("Objects")).getByRole(AriaRole.ROW);
        assertTrue(rows.count() < 200, () -> rows.count() + " rows are in the page");
        page.getByLabel("Names that are looked for").selectOption("begin");
        page.getByLabel("Search this folder by the beginning of names").fill("key-0249");
        assertThat(button("key-02499")).isVisible();
        assertThat(button("key-00000")).isHidden();
    }
}
