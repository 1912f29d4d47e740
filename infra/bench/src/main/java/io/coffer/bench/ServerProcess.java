package io.coffer.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The process that listens on an endpoint's port, if it is on this machine and ours to look at. */
final class ServerProcess {

    private static final double TICKS_PER_SECOND = 100;
    private static final String LISTEN = "0A";

    private final Path proc;

    private ServerProcess(Path proc) {
        this.proc = proc;
    }

    static ServerProcess of(long pid) {
        return new ServerProcess(Path.of("/proc", String.valueOf(pid)));
    }

    /** Empty if the endpoint is elsewhere, or the system has no {@code /proc}. */
    static Optional<ServerProcess> of(URI endpoint) {
        if (!Set.of("127.0.0.1", "localhost", "[::1]").contains(endpoint.getHost())) {
            return Optional.empty();
        }
        try {
            Set<String> sockets = listening(endpoint.getPort());
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    if (holds(process, sockets)) {
                        return Optional.of(new ServerProcess(process));
                    }
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** proc(5): the columns of /proc/net/tcp are sl, local_address, rem_address, st, ..., inode (the tenth). */
    private static Set<String> listening(int port) throws IOException {
        String local = ":%04X".formatted(port);
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.trim().split("\\s+");
                if (columns[1].endsWith(local) && columns[3].equals(LISTEN)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        }
        return sockets;
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor) && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    /** User and system time so far; NaN once the process is gone. */
    double cpuSeconds() {
        try {
            String stat = Files.readString(proc.resolve("stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** The largest resident set so far, in MiB. */
    OptionalLong peakMib() {
        return mebibytes("VmHWM:");
    }

    /** The resident set as it is, in MiB. */
    OptionalLong residentMib() {
        return mebibytes("VmRSS:");
    }

    private OptionalLong mebibytes(String field) {
        try {
            return Files.readAllLines(proc.resolve("status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
