package io.coffer.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./coffer} says in a checkout if nothing is built yet. The tools of a build are scripts of the test. */
class LauncherTest {

    private static final List<String> SYSTEM = List.of("sh", "dirname", "find", "head", "sed", "mktemp", "cat", "rm", "touch", "sort");

    @TempDir
    Path directory;

    private Path bin;
    private Path checkout;

    @BeforeEach
    void make() throws IOException {
        bin = Files.createDirectory(directory.resolve("bin"));
        for (String tool : SYSTEM) {
            Path found = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            Files.createSymbolicLink(bin.resolve(tool), found);
        }
        checkout = Files.createDirectory(directory.resolve("checkout"));
        Files.createDirectories(checkout.resolve("infra/distribution"));
        for (String file : List.of("coffer", "pom.xml", "infra/distribution/launch.sh")) {
            Files.copy(Packed.REPOSITORY.resolve(file), checkout.resolve(file));
        }
    }

    private void tool(String name, String script) throws IOException {
        Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> coffer(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", checkout.resolve("coffer").toString(), "serve").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(new HashMap<>(environment));
        builder.environment().put("PATH", bin.toString());
        Process process = builder.start();
        List<String> lines = Packed.output(process).lines().toList();
        assertEquals(1, process.waitFor(), lines::toString);
        return lines;
    }

    private void assertNames(String missing) throws Exception {
        List<String> lines = coffer(Map.of());
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("coffer: to build, " + missing), lines::toString);
    }

    @Test
    void aToolThatIsMissingIsNamedInALine() throws Exception {
        assertNames("a JDK from 17 on is needed");
        tool("javac", "");
        assertNames("Maven is needed");
        tool("mvn", "");
        assertNames("Node.js from 20.19 on is needed");
        List<String> lines = coffer(Map.of("JAVA_HOME", "/nowhere"));
        assertEquals(List.of("coffer: to build, a JDK is needed, and JAVA_HOME=/nowhere has no bin/javac"), lines);
    }

    @Test
    void aBuildNamesItsModulesAndItsErrors() throws Exception {
        tool("javac", "");
        tool("npm", "");
        tool("mvn", """
                echo '[INFO] Building Coffer: protocol 0.1.0-SNAPSHOT                         [2/28]'
                echo '[INFO] Compiling 3 source files'
                echo '[ERROR] no room'
                exit 1
                """);
        assertEquals(List.of("coffer: building; the first time takes three to five minutes, and longer on a slow network",
                "  2/28 protocol", "[ERROR] no room", "coffer: the build failed"), coffer(Map.of()));
    }

    /** The arguments of the Java that the launcher becomes. */
    private String argumentsOf(String command, String options) throws Exception {
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "21.0.1"' >&2; else echo "$*"; fi
                case "$*" in *server=none*QuickCommand*) exit 75 ;; esac
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-euc", ". infra/distribution/launch.sh; launch app cache " + command)
                .directory(checkout.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(Map.of(
                "PATH", "/usr/bin:/bin", "JAVA_HOME", directory.resolve("jdk").toString(), "COFFER_JAVA_OPTIONS", options));
        return Packed.output(builder.start()).strip();
    }

    @Test
    void theServerHasHalfAGibibyteOfHeap() throws Exception {
        String arguments = argumentsOf("serve", "-Dx=y");
        assertTrue(arguments.startsWith("-Xms64m -Xmx512m ") && arguments.endsWith(" -Dx=y -jar app serve"), arguments);
        assertEquals("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar app verify", argumentsOf("verify", ""));
    }

    /** The server is asked first, by few classes; if there is none, the whole command line is started. */
    @Test
    void anOperatorsCommandIsForARunningServerFirst() throws Exception {
        String answered = argumentsOf("accounts list", "-Dx=y");
        assertTrue(answered.startsWith("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Dx=y -cp ./app/"), answered);
        assertTrue(answered.endsWith("io.coffer.standalone.control.QuickCommand accounts list"), answered);
        assertEquals("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar app accounts --help", argumentsOf("accounts --help", ""));
        List<String> both = argumentsOf("keys create", "-Dserver=none").lines().toList();
        assertEquals(2, both.size(), both::toString);
        assertEquals("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dserver=none -jar app keys create", both.get(1));
    }

    @Test
    void whoeverChoosesAHeapOrACollectorKeepsIt() throws Exception {
        for (String heap : List.of("-Xmx1g", "-Xms9m", "-XX:MaxRAMPercentage=50", "-XX:MaxHeapSize=1g", "-Dx=y -Xmx1g")) {
            assertEquals(heap + " -jar app serve", argumentsOf("serve", heap));
        }
        assertEquals("-Xms64m -Xmx512m -XX:MetaspaceSize=64m -XX:+UseG1GC -jar app serve", argumentsOf("serve", "-XX:+UseG1GC"));
    }
}
