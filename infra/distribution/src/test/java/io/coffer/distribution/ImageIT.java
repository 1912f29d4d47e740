package io.coffer.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container image, unpacked and started without Docker. Its base is made here, of a runtime of the JDK that runs the test and the C
 * library of this system: a registry's image cannot be asked for.
 */
class ImageIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LIBRARY = Pattern.compile("(?:=> |^\\s+)(/\\S+) \\(0x");
    private static final String MODULES = "java.se,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.zipfs";

    @TempDir
    Path directory;

    /** The shared libraries that programs below a directory need. */
    private static Set<String> libraries(Path below) throws Exception {
        Set<String> libraries = new TreeSet<>();
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".so") || path.endsWith("bin/java")).toList()) {
                Packed.run(Map.of(), "ldd", file.toString()).lines().map(LIBRARY::matcher).filter(Matcher::find)
                        .map(found -> found.group(1)).filter(library -> !library.startsWith(below.toString())).forEach(libraries::add);
            }
        }
        return libraries;
    }

    /** A directory with the library that RocksDB unpacks when it starts. */
    private Path engine() throws Exception {
        String name = "librocksdbjni-linux" + (System.getProperty("os.arch").equals("aarch64") ? "-aarch64" : "64") + ".so";
        Path engine = Files.createDirectory(directory.resolve("engine"));
        try (Stream<Path> jars = Files.list(Packed.REPOSITORY.resolve("functions/standalone/target/quarkus-app/lib/main"))) {
            Path jar = jars.filter(path -> path.getFileName().toString().contains("rocksdbjni")).findFirst().orElseThrow();
            try (FileSystem contents = FileSystems.newFileSystem(jar)) {
                Files.copy(contents.getPath(name), engine.resolve(name));
            }
        }
        return engine;
    }

    private static FilePermissions permissions(Path file) {
        try {
            return FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path base() throws Exception {
        Path runtime = directory.resolve("runtime");
        Packed.run(Map.of(), Path.of(System.getProperty("java.home"), "bin", "jlink").toString(), "--add-modules", MODULES,
                "--no-header-files", "--no-man-pages", "--strip-java-debug-attributes", "--output", runtime.toString());
        FileEntriesLayer.Builder files = FileEntriesLayer.builder().addEntryRecursive(
                runtime, AbsoluteUnixPath.get("/opt/java"), (file, path) -> permissions(file));
        Set<String> libraries = libraries(runtime);
        libraries.addAll(libraries(engine()));
        for (String library : libraries) {
            files.addEntry(Path.of(library), AbsoluteUnixPath.get(library), FilePermissions.fromOctalString("755"));
        }
        files.addEntry(Files.createDirectory(directory.resolve("empty")), AbsoluteUnixPath.get("/tmp"));
        Path base = directory.resolve("base.tar");
        Jib.fromScratch().addFileEntriesLayer(files.build()).addEnvironmentVariable("PATH", "/opt/java/bin")
                .containerize(Containerizer.to(TarImage.at(base).named("base")));
        return base;
    }

    private JsonNode blob(Path layout, JsonNode descriptor) throws IOException {
        return JSON.readTree(file(layout, descriptor).toFile());
    }

    private static Path file(Path layout, JsonNode descriptor) {
        return layout.resolve("blobs").resolve(descriptor.get("digest").asText().replace(':', '/'));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void itServesAsItsUserOnAReadOnlyRoot() throws Exception {
        assumeTrue(Packed.mayMount(), "mounting needs root");
        Path archive = Packed.pack("image", directory, Map.of(), "--base", "tar://" + base());
        Path layout = Files.createDirectory(directory.resolve("layout"));
        Packed.run(Map.of(), "tar", "-C", layout.toString(), "-xf", archive.toString());
        JsonNode manifest = blob(layout, JSON.readTree(layout.resolve("index.json").toFile()).at("/manifests/0"));
        JsonNode config = blob(layout, manifest.get("config")).get("config");
        assertEquals("10001:10001", config.get("User").asText());
        assertTrue(config.get("Volumes").has("/data"));
        Path root = Files.createDirectory(directory.resolve("root"));
        for (JsonNode layer : manifest.get("layers")) {
            Packed.run(Map.of(), "tar", "-C", root.toString(), "--same-owner", "-xpf", file(layout, layer).toString());
        }
        assertEquals(10_001, Files.getAttribute(root.resolve("data"), "unix:uid"));

        Path data = Files.createDirectory(directory.resolve("volume"));
        Packed.run(Map.of(), "chown", "10001:10001", data.toString());
        Packed.run(Map.of(), "chmod", "700", data.toString());
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh",
                Path.of(ImageIT.class.getResource("image.sh").toURI()).toString(), root.toString(), data.toString(),
                config.get("User").asText()));
        command.addAll(texts(config.get("Entrypoint")));
        command.addAll(texts(config.get("Cmd")));
        command.addAll(List.of("--port", "0", "--tls-port", "0", "--console-port", "none"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        texts(config.get("Env")).forEach(variable -> builder.environment().put(variable.split("=", 2)[0], variable.split("=", 2)[1]));
        builder.environment().merge("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", (own, system) -> own + ":" + system);
        Process server = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader greeting = server.inputReader()) {
            greeting.lines().peek(lines::add).anyMatch(line -> line.contains("aws s3 mb"));
            assertTrue(lines.contains("Coffer is ready."), lines::toString);
            String status = Files.readString(Path.of("/proc", String.valueOf(server.pid()), "status"));
            assertTrue(status.contains("\nUid:\t10001\t10001\t10001\t10001\n"), status);
        } finally {
            server.destroy();
        }
        assertEquals(0, server.waitFor(), lines::toString);
        assertEquals(10_001, Files.getAttribute(data.resolve("credentials"), "unix:uid"));
    }
}
