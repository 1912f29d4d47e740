package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of {@code ./coffer dist} runs where there is a Java and nothing else. */
class DistributionIT {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    Path directory;

    private Path coffer;

    @BeforeEach
    void unpack() throws Exception {
        Process pack = new ProcessBuilder(REPOSITORY.resolve("infra/distribution/pack").toString(), directory.toString())
                .redirectErrorStream(true).start();
        String printed = output(pack);
        assertEquals(0, pack.waitFor(), printed);
        assertEquals(0, new ProcessBuilder("tar", "-C", directory.toString(), "-xzf", printed.strip()).inheritIO().start().waitFor());
        try (Stream<Path> unpacked = Files.list(directory)) {
            Path home = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
            assertTrue(Files.exists(home.resolve("LICENSE")) && Files.exists(home.resolve("NOTICE")));
            coffer = Files.createSymbolicLink(directory.resolve("on-the-path"), home.resolve("bin/coffer"));
        }
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Runs it with the barest of environments. */
    private Process run(String javaHome, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(coffer.toString()), Stream.of(arguments)).toList())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString(), "JAVA_HOME", javaHome));
        return builder.start();
    }

    @Test
    void itServesFromWhereverItIsUnpacked() throws Exception {
        assertTrue(output(run(JAVA_HOME, "--version")).startsWith("coffer "));
        Process server = run(JAVA_HOME, "serve", "--data", directory.resolve("data").toString(), "--port", "0", "--tls-port", "0",
                "--console-port", "0");
        try (BufferedReader greeting = server.inputReader()) {
            List<String> lines = greeting.lines().takeWhile(line -> !line.contains("aws s3 mb")).toList();
            assertTrue(lines.contains("Coffer is ready."), lines::toString);
        } finally {
            server.destroy();
            assertEquals(0, server.waitFor());
        }
        for (String nothing : List.of("none", directory.toString())) {
            Process refused = run(nothing, "keys");
            assertTrue(output(refused).startsWith("coffer: there is no bin/java in JAVA_HOME=" + nothing));
            assertEquals(1, refused.waitFor());
        }
    }
}
