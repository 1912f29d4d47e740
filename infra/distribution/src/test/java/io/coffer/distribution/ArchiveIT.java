package io.coffer.distribution;

import static io.coffer.distribution.Packed.output;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives of {@code ./coffer dist}: the server's runs wherever there is a Java. */
class ArchiveIT {

    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    Path directory;

    /** Runs it with the barest of environments. */
    private Process run(String javaHome, String... arguments) throws IOException {
        String coffer = directory.resolve("on-the-path").toString();
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(coffer), Stream.of(arguments)).toList())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString(), "JAVA_HOME", javaHome));
        return builder.start();
    }

    private Path unpacked(Path archive) throws Exception {
        Packed.run(Map.of(), "tar", "-C", directory.toString(), "-xzf", archive.toString());
        return directory.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
    }

    @Test
    void itServesFromWhereverItIsUnpacked() throws Exception {
        Path archive = Packed.pack("archive", directory, Map.of());
        Path home = unpacked(archive);
        assertTrue(Files.exists(home.resolve("LICENSE")) && Files.exists(home.resolve("NOTICE")));
        Files.createSymbolicLink(directory.resolve("on-the-path"), home.resolve("bin/coffer"));
        String version = output(run(JAVA_HOME, "--version"));
        assertTrue(version.matches("coffer \\S+ \\(commit [0-9a-f]{12}(-dirty)?\\)\n"), version);
        assertEquals("serve\n", Packed.run(Map.of(), "bash", "-c", ". '" + home.resolve("share/coffer-completion.sh")
                + "' && COMP_WORDS=(coffer se) COMP_CWORD=1 && _complete_coffer && printf '%s\\n' \"${COMPREPLY[@]}\""));
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
        byte[] bytes = Files.readAllBytes(archive);
        assertArrayEquals(bytes, Files.readAllBytes(Packed.pack("archive", directory.resolve("again"), Map.of())));
    }

    @Test
    void theFunctionsLieWhereTheTemplatesLookForThem() throws Exception {
        Path home = unpacked(Packed.pack("functions", directory, Map.of()));
        List<String> packages = Files.readAllLines(home.resolve("template.yaml")).stream()
                .filter(line -> line.contains("CodeUri: "))
                .map(line -> line.replaceFirst(".*CodeUri: ", ""))
                .toList();
        assertEquals(9, packages.size());
        for (String function : packages) {
            assertTrue(Files.size(home.resolve(function)) > 0, function);
            assertTrue(Files.exists(home.resolve(function).resolveSibling("../function.yaml")), function);
        }
        assertTrue(Files.exists(home.resolve("infra/terraform/functions.tf")));
    }

    /** A function whose zip has no executable does not start on provided.al2023, and one with an executable not on Java. */
    @Test
    void noExampleAsksForAPackagingThatTheZipsDoNotHave() throws Exception {
        Path home = unpacked(Packed.pack("functions", directory, Map.of()));
        boolean isNative = hasExecutable(home.resolve("functions/objects/target/function.zip"));
        Map<String, String> asked = new TreeMap<>();
        try (Stream<Path> examples = Files.list(home.resolve("infra/terraform/examples"))) {
            for (Path example : examples.toList()) {
                asked.put(example.getFileName().toString(), packaging(Files.readString(example.resolve("main.tf"))));
            }
        }
        String packaging = isNative ? "native" : "jvm";
        assertEquals(Map.of("complete", packaging, "minimal", packaging), asked);
    }

    /**
     * What ./coffer native leaves behind, of packages that are a word each.
     *
     * @param natives the functions that were built
     */
    private Path builtNatively(Predicate<String> natives) throws Exception {
        Path built = directory.resolve("built");
        for (String file : List.of("pom.xml", "template.yaml", "samconfig.toml", "LICENSE", "NOTICE", "infra/distribution/pack",
                "infra/distribution/launch.sh")) {
            Files.createDirectories(built.resolve(file).getParent());
            Files.copy(Packed.REPOSITORY.resolve(file), built.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Packed.run(Map.of(), "cp", "-R", Packed.REPOSITORY + "/infra/front", Packed.REPOSITORY + "/infra/terraform", built + "/infra");
        try (Stream<Path> functions = Files.list(Packed.REPOSITORY.resolve("functions"))) {
            for (Path statement : functions.map(function -> function.resolve("function.yaml")).filter(Files::exists).toList()) {
                String function = statement.getParent().getFileName().toString();
                Path target = Files.createDirectories(built.resolve("functions").resolve(function).resolve("target"));
                Files.copy(statement, target.resolveSibling("function.yaml"));
                Files.writeString(target.resolve("function.zip"), natives.test(function) ? "native" : "java");
                if (natives.test(function)) {
                    Files.writeString(target.resolve("function-native.zip"), "native");
                }
            }
        }
        return built;
    }

    @Test
    void anArchiveOfExecutablesSaysSoAndAsksForThem() throws Exception {
        Path built = builtNatively(function -> !function.equals("setup"));
        Path archive = Path.of(Packed.run(Map.of(), built + "/infra/distribution/pack", "functions", directory.toString()).strip());
        Matcher name = Pattern.compile("coffer-functions-\\S+-native-(x86_64|arm64)\\.tar\\.gz").matcher(archive.getFileName().toString());
        assertTrue(name.matches(), archive::toString);
        Path home = unpacked(archive);
        String overrides = "parameter_overrides = [\"Packaging=native\", \"Architecture=" + name.group(1) + "\"]";
        List<String> configuration = Files.readAllLines(home.resolve("samconfig.toml"));
        assertEquals(overrides, configuration.get(configuration.size() - 1));
        for (String example : List.of("complete", "minimal")) {
            String module = Files.readString(home.resolve("infra/terraform/examples/" + example + "/main.tf"));
            assertEquals("native", packaging(module), example);
            assertTrue(module.contains("  architecture = \"" + name.group(1) + "\"\n"), module);
        }
    }

    @Test
    void executablesAndPackagesForJavaDoNotGoIntoOneArchive() throws Exception {
        Path built = builtNatively(function -> function.equals("objects"));
        Process pack = new ProcessBuilder(built + "/infra/distribution/pack", "functions", directory.toString())
                .redirectErrorStream(true).start();
        String said = output(pack);
        assertEquals(1, pack.waitFor(), said);
        assertTrue(said.contains("these are native: objects, and these are not: buckets"), said);
    }

    /** As the module has it for who says nothing, {@code jvm}. */
    private static String packaging(String configuration) {
        Matcher packaging = Pattern.compile("(?m)^ *packaging *= *\"([a-z]+)\"").matcher(configuration);
        return packaging.find() ? packaging.group(1) : "jvm";
    }

    private static boolean hasExecutable(Path zip) throws IOException {
        try (ZipFile content = new ZipFile(zip.toFile())) {
            return content.getEntry("bootstrap") != null;
        }
    }
}
