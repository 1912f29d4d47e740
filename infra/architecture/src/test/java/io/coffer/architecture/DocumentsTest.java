package io.coffer.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents lead where they say: to files, to headings, and to classes that exist. */
class DocumentsTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int LONGEST_README = 150;
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*");

    /** A document's lines, except those of code blocks. */
    private static List<String> text(Path document) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean isCode = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) {
                isCode = !isCode;
            } else if (!isCode) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("infra/terraform/README.md")));
        try (Stream<Path> root = Files.list(ROOT); Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(root, pages)
                    .filter(path -> path.toString().endsWith(".md") && !path.toString().contains("node_modules"))
                    .forEach(documents::add);
        }
        return documents;
    }

    /**
     * The anchors that GitHub gives to a document's headings: lower case, no punctuation except dashes, spaces as dashes; a heading that
     * comes again has a number.
     */
    private static Set<String> anchors(Path document) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        return text(document).stream()
                .filter(line -> line.matches("#{1,6} .+"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .map(anchor -> seen.merge(anchor, 1, Integer::sum) == 1 ? anchor : anchor + "-" + (seen.get(anchor) - 1))
                .collect(Collectors.toSet());
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        if (URI.create(link).getScheme() != null) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
        return target.startsWith(ROOT) && Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    /** What rows of a table name in one of their columns, in backticks and like a class. */
    private static Set<String> named(Path document, int column) throws IOException {
        return text(document).stream()
                .map(line -> line.split("\\|"))
                .filter(row -> row.length > column)
                .flatMap(row -> CODE.matcher(row[column]).results())
                .map(code -> code.group(1))
                .filter(name -> CLASS.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All of the modules' main Java sources. */
    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String part : List.of("shared", "functions", "infra")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                for (Path file : files.filter(path -> path.toString().contains("/src/main/java/")
                        && path.toString().endsWith(".java")).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        return sources.toString();
    }

    private static void assertNames(String page, Set<String> words) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        Set<String> missing = new TreeSet<>(words);
        missing.removeIf(word -> text.contains("`" + word + "`") || text.contains("`" + word + "="));
        assertTrue(words.size() > 5, words::toString);
        assertEquals(Set.of(), missing, page);
    }

    private static void assertExist(Set<String> named) throws IOException {
        assertTrue(named.size() > 10, named::toString);
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(classes());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int followed = 0;
        for (Path document : documents()) {
            Matcher links = LINK.matcher(String.join("\n", text(document)));
            while (links.find()) {
                followed++;
                if (!leadsSomewhere(document, links.group(1))) {
                    broken.add(ROOT.relativize(document) + ": " + links.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(followed > 100, "links that were followed: " + followed);
    }

    @Test
    void everyPageIsInATableOfContents() throws IOException {
        for (String directory : List.of("docs", "docs/decisions")) {
            Path contents = ROOT.resolve(directory).resolve("README.md");
            String listed = Files.readString(contents);
            try (Stream<Path> pages = Files.list(contents.getParent())) {
                List<String> missing = pages.map(page -> page.getFileName().toString())
                        .filter(name -> name.endsWith(".md") && !name.equals("README.md") && !listed.contains("(" + name + ")"))
                        .toList();
                assertEquals(List.of(), missing, directory);
            }
        }
    }

    @Test
    void theReadmeIsShort() throws IOException {
        int lines = Files.readAllLines(ROOT.resolve("README.md")).size();
        assertTrue(lines <= LONGEST_README, "lines: " + lines);
    }

    @Test
    void everyVariableIsOnThePageOfConfiguration() throws IOException {
        assertNames("docs/configuration.md", found(Pattern.compile("\\b(COFFER_[A-Z_]+[A-Z])\\b"), sources()));
    }

    @Test
    void everyOptionIsOnThePageOfConfiguration() throws IOException {
        String launcher = "functions/standalone/src/main/java/io/coffer/standalone/commands";
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(ROOT.resolve(launcher))) {
            for (Path file : files.toList()) {
                sources.append(Files.readString(file));
            }
        }
        assertNames("docs/configuration.md", found(Pattern.compile("@Option\\(names = \"(--[a-z-]+)\""), sources.toString()));
    }

    @Test
    void everyParameterAndAlarmOfTheTemplateHasItsRow() throws IOException {
        String template = Files.readString(ROOT.resolve("template.yaml"));
        String parameters = template.substring(template.indexOf("\nParameters:"), template.indexOf("\nConditions:"));
        assertNames("docs/deploying-on-aws.md", found(Pattern.compile("\n  ([A-Z]\\w+):\n    Type: "), parameters));
        assertNames("docs/operating.md", found(Pattern.compile("\n  (\\w+Alarm):\n"), template));
    }

    @Test
    void theTestsThatInvariantsNameExist() throws IOException {
        assertExist(named(ROOT.resolve("docs/invariants.md"), 2));
    }

    @Test
    void theTestsThatThePageOfFailuresNamesExist() throws IOException {
        assertExist(named(ROOT.resolve("docs/failures.md"), 4));
    }

    @Test
    void theTestsThatTheThreatModelNamesExist() throws IOException {
        assertExist(named(ROOT.resolve("docs/threat-model.md"), 3));
    }

    @Test
    void theClassesOnTheWayOfARequestExist() throws IOException {
        assertExist(named(ROOT.resolve("docs/architecture.md"), 2));
    }
}
