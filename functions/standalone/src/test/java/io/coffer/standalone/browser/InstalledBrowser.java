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
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A browser of this machine, without a window. */
public final class InstalledBrowser implements AutoCloseable {

    /** Names it goes by, and what says that tests without it are no tests. */
    private static final List<String> CHROMIUM = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FIREFOX = List.of("firefox-esr", "firefox");
    private static final String REQUIRED = "COFFER_REQUIRE_BROWSER";

    /** Steps of a test wait this long for what they expect; other builds may keep the machine busy. In milliseconds. */
    private static final double PATIENCE = 60_000;

    /** As root it has no sandbox; it is to look for nothing by itself in a network that is not there. */
    private static final List<String> CHROMIUM_FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private InstalledBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test if there is no browser, unless the environment says that there must be one. */
    public static InstalledBrowser chromium() {
        return open(CHROMIUM, Playwright::chromium, new BrowserType.LaunchOptions().setArgs(CHROMIUM_FLAGS));
    }

    /** As {@link #chromium}. An unchanged Firefox is driven by WebDriver BiDi, which takes no geckodriver. */
    public static InstalledBrowser firefox() {
        return open(FIREFOX, Playwright::firefox, new BrowserType.LaunchOptions().setChannel("moz-firefox"));
    }

    private static InstalledBrowser open(
            List<String> names, Function<Playwright, BrowserType> type, BrowserType.LaunchOptions options) {
        Optional<Path> executable = find(names);
        Assumptions.assumeTrue(executable.isPresent() || System.getenv(REQUIRED) != null, () -> "none of " + names + " is on the path");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new InstalledBrowser(playwright, type.apply(playwright).launch(options.setExecutablePath(executable.orElseThrow())));
    }

    private static Optional<Path> find(List<String> names) {
        return names.stream()
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
