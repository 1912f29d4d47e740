package io.coffer.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell commands of README and pages, run as written, in one shell: first README's tour, then the others against a server that is
 * started as the tour says. A block that does not run here has a comment above it, {@code <!-- not run: REASON -->}, and is listed. Two
 * things are smaller than written: the tour's large file, and what lies in /usr/include.
 */
class DocumentCommandsIT {

    private static final Path TOUR = Path.of("README.md");
    /** In the order in which they need each other; every page with commands must be in it, or be marked. */
    private static final List<String> PAGES = List.of("docs/accounts-and-keys.md", "docs/clients.md", "docs/s3-compatibility.md",
            "docs/operating.md");
    private static final Pattern BLOCK = Pattern.compile("(?:<!-- not run: ([^>]+) -->\n)?```sh\n(.*?)```\n", Pattern.DOTALL);
    /** The tour's line after which a server is up, and a bucket is there. */
    private static final String READY = "aws s3 mb s3://tour\n";

    /** A row's last column. */
    private static final Pattern OPERATION = Pattern.compile("^\\| `[A-Z].* \\| `([a-z][^`]+)` \\|$", Pattern.MULTILINE);
    private static final String ENDED_WITH_IT = "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n";

    @TempDir
    Path directory;

    private record Block(Path page, String reason, String commands) {

        boolean isRun() {
            return reason == null;
        }
    }

    private static List<Block> blocks() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(Packed.REPOSITORY); Stream<Path> docs = Files.list(Packed.REPOSITORY.resolve("docs"))) {
            Stream.concat(root, docs).filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages) {
            Matcher matcher = BLOCK.matcher(Files.readString(page));
            while (matcher.find()) {
                blocks.add(new Block(Packed.REPOSITORY.relativize(page), matcher.group(1), matcher.group(2)));
            }
        }
        return blocks;
    }

    private static String tour(List<Block> blocks) {
        return blocks.stream().filter(block -> block.page().equals(TOUR) && block.isRun()).findFirst().orElseThrow().commands();
    }

    private static String untilReady(String tour) {
        return tour.substring(0, tour.indexOf(READY) + READY.length());
    }

    /** The lines of the table of operations, with what they need before them and with what they return, as the page says. */
    private static String operations(List<Block> blocks) throws IOException {
        Path page = Path.of("docs/s3-compatibility.md");
        String text = Files.readString(Packed.REPOSITORY.resolve(page));
        String section = text.substring(text.indexOf("## Operations"), text.indexOf("## What is refused"));
        List<String> lines = new ArrayList<>(OPERATION.matcher(section).results().map(row -> row.group(1)).toList());
        lines.sort(Comparator.comparing(line -> line.startsWith("delete-bucket --")));
        StringBuilder script = new StringBuilder(ENDED_WITH_IT).append(untilReady(tour(blocks)));
        script.append(blocks.stream().filter(block -> block.page().equals(page)).findFirst().orElseThrow().commands());
        for (String line : lines) {
            String name = line.split(" ", 2)[0];
            String kept = switch (name) {
                case "create-multipart-upload" -> "ID=$(aws s3api " + line + " --query UploadId --output text)\n";
                case "upload-part" -> "ETAG=$(aws s3api " + line + " --query ETag --output text)\n";
                default -> "aws s3api " + line + " > /tmp/answer 2>&1 || { echo 'refused: " + name + "'; }\n";
            };
            script.append(kept);
        }
        return script.append("kill %1\nwait\necho ").append(lines.size()).append(" lines ran\n").toString();
    }

    /** Commands that print what runs before each block. */
    private static String script(List<Block> blocks) {
        String tour = tour(blocks);
        StringBuilder script = new StringBuilder(ENDED_WITH_IT);
        script.append(tour.replace("head -c 1G", "head -c 20M")).append("wait\n").append(untilReady(tour));
        for (String page : PAGES) {
            blocks.stream().filter(block -> block.page().toString().equals(page) && block.isRun())
                    .forEach(block -> script.append("echo '== ").append(page).append("'\n").append(block.commands()));
        }
        return script.append("kill %1\nwait\necho all commands ran\n").toString();
    }

    @Test
    void theCommandsOfTheDocumentsRunAsWritten() throws Exception {
        List<Block> blocks = blocks();
        blocks.stream().filter(block -> !block.isRun())
                .forEach(block -> System.out.println("not run: " + block.page() + ": " + block.reason()));
        List<Path> elsewhere = blocks.stream().filter(Block::isRun).map(Block::page)
                .filter(page -> !page.equals(TOUR) && !PAGES.contains(page.toString())).toList();
        assertEquals(List.of(), elsewhere, "pages with commands that are neither run nor marked");
        String printed = run(script(blocks));
        assertTrue(printed.contains("\nsame\n"), printed);
        assertTrue(printed.contains("remove_bucket: tour"), printed);
        assertTrue(printed.endsWith("all commands ran\n"), printed);
    }

    @Test
    void theLinesOfTheTableOfOperationsRunAsWritten() throws Exception {
        String printed = run(operations(blocks()));
        assertEquals(Set.of("get-object-lock-configuration", "get-object-retention", "restore-object", "put-object-acl",
                        "abort-multipart-upload", "delete-bucket"),
                printed.lines().filter(line -> line.startsWith("refused: ")).map(line -> line.substring(9)).collect(Collectors.toSet()));
        assertTrue(printed.matches("(?s).*\n[5-9]\\d lines ran\n"), printed);
    }

    /** Runs a script in namespaces of its own, and gives what it printed. */
    private String run(String commands) throws Exception {
        assumeTrue(Packed.mayMount(), "namespaces need root");
        assumeTrue(new ProcessBuilder("sh", "-c", "aws --version && curl --version && openssl version")
                .redirectErrorStream(true).redirectOutput(directory.resolve("tools").toFile()).start().waitFor() == 0,
                "the AWS CLI, curl and openssl are needed");
        Path script = Files.writeString(directory.resolve("script"), commands);
        Path few = Files.createDirectory(directory.resolve("include"));
        for (String name : List.of("stdio.h", "sys/a.h", "sys/b.h")) {
            Files.createDirectories(few.resolve(name).getParent());
            Files.writeString(few.resolve(name), name);
        }
        return Packed.run(Map.of("JAVA_HOME", System.getProperty("java.home")), "unshare", "--mount", "--net", "sh",
                Path.of(DocumentCommandsIT.class.getResource("commands.sh").toURI()).toString(), Packed.REPOSITORY.toString(),
                script.toString(), few.toString());
    }
}
