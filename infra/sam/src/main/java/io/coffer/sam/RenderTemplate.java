package io.coffer.sam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the functions' block of {@code template.yaml} anew. */
public final class RenderTemplate {

    private RenderTemplate() {}

    /** @param args the directory of the repository */
    public static void main(String... args) throws IOException {
        Path root = Path.of(args[0]);
        Files.write(root.resolve("template.yaml"), FunctionsBlock.render(root));
    }
}
