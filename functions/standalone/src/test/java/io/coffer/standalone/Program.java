package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of this machine that speaks to a server, with an environment of its own. */
final class Program {

    /** Says that tests without it are no tests. */
    private static final String REQUIRED = "COFFER_REQUIRE_PROGRAMS";
    private static final int PATIENCE_SECONDS = 180;
    private static final int STARTS = 600;
    private static final Pattern LISTENS = Pattern.compile("(?:listening on|Running on http://) ?127\\.0\\.0\\.1:(\\d+)\\b");

    private final Path executable;
    private final Map<String, String> environment = new TreeMap<>();

    private Program(Path executable) {
        this.executable = executable;
    }

    /** Skips the test if it is not installed, unless the environment says that it must be. */
    static Program named(String name) {
        assertTrue(System.getenv(REQUIRED) == null || find(name).isPresent(), name + " is not installed");
        return ifInstalled(name);
    }

    /** Skips the test if it is not installed. */
    static Program ifInstalled(String name) {
        Optional<Path> found = find(name);
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return new Program(found.orElseThrow());
    }

    private static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs it to its end, which must be a good one, and gives what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("coffer-program", ".log");
        try {
            Process process = start(output, arguments);
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended) {
                process.destroyForcibly();
            }
            assertTrue(ended, () -> executable + " still runs: " + printed);
            assertEquals(0, process.exitValue(), () -> executable + " " + String.join(" ", arguments) + ": " + printed);
            return printed;
        } finally {
            Files.delete(output);
        }
    }

    /** Starts it; what it prints goes to a file. */
    Process start(Path output, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(executable.toString()), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", System.getenv("PATH"), "HOME", output.getParent().toString(), "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The port of loopback of which a program's log says that it listens there. */
    static int listeningPort(Process process, Path log) throws IOException, InterruptedException {
        for (int i = 0; i < STARTS; i++) {
            Matcher listening = LISTENS.matcher(Files.readString(log));
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
            assertFalse(process.waitFor(100, TimeUnit.MILLISECONDS), () -> "the program ended: " + log);
        }
        return fail("the program does not listen: " + Files.readString(log));
    }
}
