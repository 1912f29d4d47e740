package io.coffer.distribution;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * Writes the server as an OCI image archive: a base image with a Java runtime, and three layers on it, of which what changes least comes
 * first.
 */
@Command(
        name = "coffer dist --image",
        description = "Writes the server as an OCI image archive, which docker load, podman load and skopeo read.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Image implements Callable<Integer> {

    /** The user and group of the process. Templates and the chart name them too. */
    private static final String USER = "10001:10001";
    private static final AbsoluteUnixPath APPLICATION = AbsoluteUnixPath.get("/app");
    private static final AbsoluteUnixPath DATA = AbsoluteUnixPath.get("/data");

    @Option(names = "--application", hidden = true, required = true)
    private Path application;

    @Option(names = "--version", hidden = true, required = true)
    private String version;

    @Option(names = "--created", hidden = true, required = true)
    private long created;

    @Option(names = "--output", hidden = true, required = true)
    private Path output;

    @Option(names = "--base", paramLabel = "IMAGE", defaultValue = "eclipse-temurin:25-jre-noble",
            description = "An image with a Java from version 17 on at the path: in a registry, best by its digest, or tar://FILE of docker"
                    + " save (default: eclipse-temurin:25-jre-noble).")
    private String base;

    @Option(names = "--architecture", paramLabel = "NAME", defaultValue = "amd64",
            description = "Which of a registry's images is taken: amd64 or arm64 (default: amd64).")
    private String architecture;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Image()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path empty = Files.createTempDirectory("coffer-image");
        JibContainerBuilder image = Jib.from(base)
                .setPlatforms(Set.of(new Platform(architecture, "linux")))
                .setFormat(ImageFormat.OCI)
                .setCreationTime(Instant.ofEpochSecond(created))
                .addLabel("org.opencontainers.image.title", "Coffer")
                .addLabel("org.opencontainers.image.version", version)
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
                .setUser(USER)
                .setWorkingDirectory(DATA)
                .setVolumes(DATA, AbsoluteUnixPath.get("/tmp"))
                .setExposedPorts(Port.tcp(9443), Port.tcp(9000), Port.tcp(9001))
                // No rate: the streaming endpoint is for what is large.
                .setEnvironment(Map.of(
                        "COFFER_DATA", DATA.toString(),
                        "HOME", DATA.toString(),
                        "COFFER_HOST", "0.0.0.0",
                        "COFFER_CONSOLE_PORT", "9001",
                        "COFFER_REQUESTS_PER_SECOND", "0"))
                .setEntrypoint("java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar",
                        APPLICATION.resolve("quarkus-run.jar").toString())
                .setProgramArguments("serve");
        for (FileEntriesLayer layer : layers(empty)) {
            image.addFileEntriesLayer(layer);
        }
        image.containerize(Containerizer.to(TarImage.at(output).named("coffer:" + version)));
        Files.delete(empty);
        System.out.println(output);
        return ExitCode.OK;
    }

    private List<FileEntriesLayer> layers(Path empty) throws IOException {
        FileEntriesLayer.Builder own = FileEntriesLayer.builder().setName("application");
        try (Stream<Path> entries = Files.list(application)) {
            for (Path entry : entries.filter(path -> !Set.of("lib", "quarkus").contains(path.getFileName().toString())).toList()) {
                own.addEntryRecursive(entry, APPLICATION.resolve(entry.getFileName().toString()));
            }
        }
        // A volume takes its owner from the directory in the image.
        own.addEntry(empty, DATA, FilePermissions.fromOctalString("700"), FileEntriesLayer.DEFAULT_MODIFICATION_TIME, USER);
        return List.of(
                FileEntriesLayer.builder().setName("libraries").addEntryRecursive(application.resolve("lib"), APPLICATION.resolve("lib"))
                        .build(),
                FileEntriesLayer.builder().setName("quarkus")
                        .addEntryRecursive(application.resolve("quarkus"), APPLICATION.resolve("quarkus")).build(),
                own.build());
    }
}
