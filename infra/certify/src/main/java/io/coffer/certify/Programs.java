package io.coffer.certify;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end, with what they print in a file. */
final class Programs {

    /** What a program that was stopped is said to have returned. */
    static final int TIMED_OUT = -1;

    private Programs() {}

    /** @return the exit status, or {@link #TIMED_OUT} if it did not end in time */
    static int run(List<String> command, Path directory, Map<String, String> environment, Path output,
            Duration timeout) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            return TIMED_OUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TIMED_OUT;
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** The last line that is not empty. */
    static String lastLine(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank()).reduce("", (earlier, later) -> later).strip();
    }
}
