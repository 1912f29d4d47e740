package io.coffer.certify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lets one client work: {@code drivers/README.md} says what a driver is. */
final class Driver {

    private static final int NOT_APPLICABLE = 103;
    private static final int BY_DESIGN = 104;
    private static final Duration TO_TELL = Duration.ofMinutes(1);
    /** As clients print it, whichever way: {@code RequestId: X}, {@code "x-amz-request-id": "X"}, {@code <RequestId>X}. */
    private static final Pattern REQUEST_ID = Pattern.compile("(?i)request-?_? ?id\\W{1,6}([0-9A-Z]{12,40})\\b");
    private static final int LONGEST_REASON = 300;

    private final Client client;
    private final Path drivers;
    private final Path packages;
    private final Duration timeout;

    Driver(Client client, Path drivers, Path cache, Duration timeout) {
        this.client = client;
        this.drivers = drivers.toAbsolutePath();
        this.packages = client.packages(cache).toAbsolutePath();
        this.timeout = timeout;
    }

    /** What a driver says about itself. */
    record Told(boolean can, String line, List<Job> jobs) {}

    /** Its version and its jobs, or why it cannot be run. */
    Told tell(Path directory) throws IOException {
        Path output = directory.resolve("told");
        boolean can = run(directory, Map.of(), output, TO_TELL, "version") == 0;
        String version = Programs.lastLine(output);
        if (!can || version.isEmpty()) {
            return new Told(false, version.isEmpty() ? "its driver says nothing" : version, List.of());
        }
        run(directory, Map.of(), output, TO_TELL, "jobs");
        List<String> words = Files.readAllLines(output);
        return new Told(true, version, Arrays.stream(Job.values()).filter(job -> words.contains(job.word())).toList());
    }

    /** Lets the client do a job. What it prints is kept in a file beside its directory. */
    Cell run(Job job, Path directory, Map<String, String> environment) throws IOException {
        Path output = directory.resolveSibling(directory.getFileName() + ".log");
        long start = System.nanoTime();
        int status = run(directory, environment, output, timeout, "run", job.word());
        double seconds = (System.nanoTime() - start) / 1e9;
        String line = Programs.lastLine(output);
        return switch (status) {
            case 0 -> Cell.passed(job, seconds);
            case NOT_APPLICABLE -> new Cell(job, Outcome.NOT_APPLICABLE, line, null, null, seconds);
            case BY_DESIGN -> byDesign(job, line, seconds);
            case Programs.TIMED_OUT -> Cell.failed(job, "no end in " + timeout.toSeconds() + " seconds", seconds);
            default -> new Cell(job, Outcome.FAIL, line.isEmpty() ? "exit status " + status : shortened(line),
                    requestId(output).orElse(null),
                    null, seconds);
        };
    }

    private static Cell byDesign(Job job, String line, double seconds) {
        String[] parts = line.split(" \\| ", 2);
        return new Cell(job, Outcome.BY_DESIGN, parts[0], null, parts.length > 1 ? parts[1] : null, seconds);
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }

    private static Optional<String> requestId(Path output) throws IOException {
        Matcher matcher = REQUEST_ID.matcher(new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private int run(Path directory, Map<String, String> environment, Path output, Duration most, String... arguments) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DRIVERS", drivers.toString());
        all.put("PACKAGES", packages.toString());
        all.put("LC_ALL", "C.UTF-8");
        // A checkout stays as it was.
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        if (client.variant() != null) {
            all.put("VARIANT", client.variant());
        }
        List<String> command = Stream.concat(program().stream(), Stream.of(arguments)).toList();
        return Programs.run(command, directory, all, output, most);
    }

    private List<String> program() {
        String file = drivers.resolve(client.driver()).toString();
        List<String> command = new ArrayList<>(switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "sh" -> List.of("bash");
            case "py" -> List.of("python3");
            case "mjs" -> List.of("node");
            default -> List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                    "--class-path", packages.resolve("lib") + "/*");
        });
        command.add(file);
        return command;
    }
}
