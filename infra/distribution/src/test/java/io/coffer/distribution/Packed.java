package io.coffer.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs what packs, and what was packed. */
final class Packed {

    static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    private Packed() {}

    /**
     * Packs what is built.
     *
     * @return the file
     */
    static Path pack(String kind, Path directory, Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(REPOSITORY.resolve("infra/distribution/pack").toString(), kind, directory.toString()));
        command.addAll(List.of(options));
        return Path.of(run(environment, command.toArray(String[]::new)).lines().reduce((first, last) -> last).orElseThrow());
    }

    /** Runs a command that succeeds, and gives what it printed. */
    static String run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = output(process);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether this user may make namespaces and mount, as tests of whole systems need. */
    static boolean mayMount() throws Exception {
        return new ProcessBuilder("unshare", "--mount", "true").redirectErrorStream(true).start().waitFor() == 0;
    }
}
