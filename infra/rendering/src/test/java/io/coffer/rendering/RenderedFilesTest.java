package io.coffer.rendering;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fails if {@code infra/render} is due. */
class RenderedFilesTest {

    private static final Path ROOT = Path.of("../..");

    @Test
    void everyRenderedFileIsAsItWouldBeRenderedNow() throws IOException {
        Map<Path, String> files = Render.files(ROOT);

        assertAll(files.entrySet().stream().map(file -> () -> assertEquals(
                file.getValue(), Files.readString(ROOT.resolve(file.getKey())), file.getKey() + ": run infra/render")));
    }

    @Test
    void noModuleHasAListThatIsNotRendered() throws IOException {
        Set<Path> left = new HashSet<>(ReflectionFiles.all());
        left.removeAll(ReflectionFiles.render().keySet());
        left.removeIf(file -> Files.notExists(ROOT.resolve(file)));

        assertEquals(Set.of(), left, "run infra/render");
    }
}
