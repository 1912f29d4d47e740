package io.coffer.standalone.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, without a window. */
public final class Chromium implements AutoCloseable {

    /** Names it goes by, and what says that tests without it are no tests. */
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String REQUIRED = "COFFER_REQUIRE_BROWSER";

    /** Steps of a test wait this long for what they expect; other builds may keep the machine busy. In milliseconds. */
    private static final double PATIENCE = 60_000;

    /** As root it has no sandbox; it is to look for nothing by itself in a network that is not there. */
    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test if there is no browser, unless the environment says that there must be one. */
    public static Chromium open() {
        Optional<Path> executable = find();
        Assumptions.assumeTrue(executable.isPresent() || System.getenv(REQUIRED) != null, "there is no Chromium on the path");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable.orElseThrow()).setArgs(FLAGS));
        return new Chromium(playwright, browser);
    }

    private static Optional<Path> find() {
        return NAMES.stream()
                .flatMap(name -> directories().map(directory -> directory.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> directories() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    }

    /** A fresh profile: nothing is stored in it, nobody is signed in. */
    BrowserContext fresh(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    public BrowserContext fresh() {
        return fresh(new Browser.NewContextOptions());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
