package io.coffer.certify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Brings clients from their own registries into a cache directory, with the registries' own tools. */
final class Installer {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Path drivers;
    private final Path cache;
    private final Consumer<String> progress;

    Installer(Path drivers, Path cache, Consumer<String> progress) {
        this.drivers = drivers;
        this.cache = cache;
        this.progress = progress;
    }

    /** Brings what is not there yet. A client whose packages cannot be had is told, and is skipped later. */
    void install(Client client) throws IOException {
        Path packages = client.packages(cache);
        if (client.npm() != null && !Files.isDirectory(packages.resolve("node_modules"))) {
            run(client, packages, with(List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", packages.toString()),
                    client.npm()));
        }
        if (client.maven() != null && !Files.isDirectory(packages.resolve("lib"))) {
            run(client, packages, List.of("mvn", "-B", "-ntp", "-q", "-f", drivers.resolve(client.maven()).resolve("pom.xml").toString(),
                    "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=" + packages.resolve("lib")));
        }
        if (client.debian() != null && !installed(client)) {
            run(client, packages, with(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"), client.debian()));
        }
    }

    /** Whether the driver can tell its client's version: Debian's packages are one way of many to have it. */
    private boolean installed(Client client) throws IOException {
        return new Driver(client, drivers, cache, TIMEOUT).tell(Files.createTempDirectory("coffer-certify-told")).can();
    }

    private static List<String> with(List<String> command, List<String> packages) {
        return Stream.concat(command.stream(), packages.stream()).toList();
    }

    private void run(Client client, Path packages, List<String> command) throws IOException {
        progress.accept("installing " + client.title());
        Path log = Files.createDirectories(packages).resolve("install.log");
        try {
            int status = Programs.run(new ArrayList<>(command), packages, Map.of("DEBIAN_FRONTEND", "noninteractive"), log, TIMEOUT);
            if (status != 0) {
                progress.accept(client.title() + " cannot be installed: " + Programs.lastLine(log) + " (" + log + ")");
            }
        } catch (IOException e) {
            progress.accept(client.title() + " cannot be installed: " + e.getMessage());
        }
    }
}
