package io.coffer.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines of Java and Markdown have at most 140 columns, except for rows of tables and what has an address in it. */
class LineWidthTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int COLUMNS = 140;
    private static final Set<String> NOT_WRITTEN_HERE = Set.of("target", "node_modules", ".git");

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_WRITTEN_HERE.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java") || file.toString().endsWith(".md")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    private static boolean isTooWide(Path file, String line) {
        boolean isRow = file.toString().endsWith(".md") && line.startsWith("|");
        return line.codePointCount(0, line.length()) > COLUMNS && !isRow && !line.contains("https://");
    }

    private static List<String> tooWide(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return IntStream.range(0, lines.size())
                .filter(index -> isTooWide(file, lines.get(index)))
                .mapToObj(index -> ROOT.relativize(file) + ":" + (index + 1))
                .toList();
    }

    @Test
    void noLineIsWiderThan140Columns() throws IOException {
        List<Path> sources = sources();
        assertFalse(sources.isEmpty());
        List<String> wide = new ArrayList<>();
        for (Path file : sources) {
            wide.addAll(tooWide(file));
        }

        assertEquals(List.of(), wide);
    }
}
