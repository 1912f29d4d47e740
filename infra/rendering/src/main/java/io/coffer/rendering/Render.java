package io.coffer.rendering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes every rendered file anew. */
public final class Render {

    private Render() {}

    /** @param args the directory of the repository */
    public static void main(String... args) throws IOException {
        Path root = Path.of(args[0]);
        for (Path file : ReflectionFiles.all()) {
            Files.deleteIfExists(root.resolve(file));
        }
        for (Map.Entry<Path, String> file : files(root).entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** What each file is to hold, by its path in the repository. */
    static Map<Path, String> files(Path root) throws IOException {
        Map<Path, String> files = new TreeMap<>(ReflectionFiles.render());
        files.put(Path.of("template.yaml"), String.join("\n", FunctionsBlock.render(root)) + "\n");
        return files;
    }
}
