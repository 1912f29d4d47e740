package io.coffer.rendering;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The modules' lists for native images of what is reached by reflection.
 *
 * @see <a href="https://www.graalvm.org/latest/reference-manual/native-image/dynamic-features/Reflection/">GraalVM, Reflection in Native
 *     Image</a>
 */
final class ReflectionFiles {

    /** The modules whose classes are in functions; each is a package below {@code io.coffer} too. */
    private static final List<String> MODULES =
            List.of("protocol", "checksum", "auth", "access", "lifecycle", "metadata", "blobs", "content", "accounts", "pipeline");

    private static final String MEMBERS =
            "   \"allDeclaredConstructors\": true, \"allDeclaredMethods\": true, \"allDeclaredFields\": true, \"allRecordComponents\": true}";

    private ReflectionFiles() {}

    /** What each file is to hold, by its path in the repository. */
    static Map<Path, String> render() {
        Map<String, List<String>> byModule = ReflectedClasses.of(MODULES).stream()
                .collect(Collectors.groupingBy(name -> name.split("\\.")[2], TreeMap::new, Collectors.toList()));
        Map<Path, String> files = new TreeMap<>();
        byModule.forEach((module, names) -> files.put(file(module), text(names)));
        return files;
    }

    /** Every path that may have such a file, whether it is to have one or not. */
    static Set<Path> all() {
        return MODULES.stream().map(ReflectionFiles::file).collect(Collectors.toSet());
    }

    private static Path file(String module) {
        return Path.of("shared", module, "src/main/resources/META-INF/native-image/io.coffer", "coffer-" + module, "reflect-config.json");
    }

    private static String text(List<String> names) {
        return names.stream().map(ReflectionFiles::entry).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String entry(String name) {
        return name.endsWith("[]") ? "  {\"name\": \"" + name + "\"}" : "  {\"name\": \"" + name + "\",\n" + MEMBERS;
    }
}
