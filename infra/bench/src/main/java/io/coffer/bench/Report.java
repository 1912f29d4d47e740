package io.coffer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a run found, medians over its rounds.
 *
 * @param machine cores, JDK and kernel the client ran on
 * @param servers the endpoints in the order they were given
 */
record Report(String date, String machine, List<Server> servers, List<Line> lines) {

    /**
     * One server.
     *
     * @param peakMib the largest resident set of the process in MiB, null if it is not on this machine
     * @param residentMib that of the end
     */
    record Server(String name, String endpoint, @Nullable Long peakMib, @Nullable Long residentMib) {}

    /**
     * One cell.
     *
     * @param values one for each server, in their order
     * @param ratio the first server's rate over the second's; null if there is one server
     */
    record Line(Cell cell, List<Values> values, @Nullable Double ratio) {}

    /**
     * One server's medians. Times in milliseconds.
     *
     * @param cpuMillis the server's processor time for a request; null if it is not known
     */
    record Values(double perSecond, double p50, double p90, double p99, @Nullable Double cpuMillis) {}

    static Report of(List<Target> targets, Results results) {
        List<Line> lines = new ArrayList<>();
        for (Cell cell : results.cells()) {
            List<Values> values = targets.stream().map(target -> values(cell, target.name(), results)).toList();
            lines.add(new Line(cell, values, values.size() < 2 ? null : values.get(0).perSecond() / values.get(1).perSecond()));
        }
        List<Server> servers = targets.stream()
                .map(target -> new Server(target.name(), target.s3().uri().toString(),
                        boxed(target.peakMib()), boxed(target.residentMib())))
                .toList();
        return new Report(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), thisMachine(), servers, lines);
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static Values values(Cell cell, String target, Results results) {
        double cpu = results.median(cell, target, Sample::cpuMillis);
        return new Values(
                results.median(cell, target, Sample::perSecond),
                results.median(cell, target, Sample::p50Millis),
                results.median(cell, target, Sample::p90Millis),
                results.median(cell, target, Sample::p99Millis),
                Double.isNaN(cpu) ? null : cpu);
    }

    private static String thisMachine() {
        return "%d cores (%s), JDK %s, %s %s".formatted(
                Runtime.getRuntime().availableProcessors(), processor(), Runtime.version(),
                System.getProperty("os.name"), System.getProperty("os.version"));
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** The table a person reads. */
    String table() {
        StringBuilder text = new StringBuilder();
        text.append("%-12s %9s %5s  %-12s %11s %9s %9s %9s %9s %7s%n"
                .formatted("operation", "size/keys", "conn", "server", "per second", "p50 ms", "p90 ms", "p99 ms", "cpu ms", "ratio"));
        for (Line line : lines) {
            for (int i = 0; i < servers.size(); i++) {
                Values values = line.values().get(i);
                text.append("%-12s %9s %5s  %-12s %11s %9.2f %9.2f %9.2f %9s %7s%n".formatted(
                        i == 0 ? line.cell().what() : "",
                        i == 0 ? size(line.cell()) : "",
                        i == 0 ? line.cell().connections() : "",
                        servers.get(i).name(),
                        rate(line.cell(), values),
                        values.p50(), values.p90(), values.p99(),
                        values.cpuMillis() == null ? "n/a" : "%.3f".formatted(values.cpuMillis()),
                        i == 0 && line.ratio() != null ? "%.2f".formatted(line.ratio()) : ""));
            }
        }
        for (Server server : servers) {
            text.append("%s: %s, peak memory %s, at the end %s%n".formatted(
                    server.name(), server.endpoint(), mebibytes(server.peakMib()), mebibytes(server.residentMib())));
        }
        return text.append(date).append(", ").append(machine).append(System.lineSeparator()).toString();
    }

    private static String mebibytes(@Nullable Long value) {
        return value == null ? "n/a" : value + " MiB";
    }

    private static String rate(Cell cell, Values values) {
        return cell.what().startsWith("STREAM") || cell.what().equals("PART")
                ? "%.0f MB/s".formatted(values.perSecond() * cell.size() / 1e6)
                : "%.0f".formatted(values.perSecond());
    }

    private static String size(Cell cell) {
        return cell.what().startsWith("LIST") || cell.what().equals("COMPLETE") ? "%,d".formatted(cell.size()) : bytes(cell.size());
    }

    static String bytes(long size) {
        if (size >= 1 << 30) {
            return "%.4g GiB".formatted(size / (double) (1 << 30)).replaceFirst("\\.0+ ", " ");
        }
        if (size >= 1 << 20) {
            return size / (1 << 20) + " MiB";
        }
        return size >= 1024 ? size / 1024 + " KiB" : String.format(Locale.ROOT, "%d B", size);
    }
}
