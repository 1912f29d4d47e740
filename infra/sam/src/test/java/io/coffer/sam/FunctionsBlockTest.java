package io.coffer.sam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FunctionsBlockTest {

    private static final Path ROOT = Path.of("../..");

    @Test
    void theTemplateIsAsItWouldBeRenderedNow() throws IOException {
        assertEquals(String.join("\n", Files.readAllLines(ROOT.resolve("template.yaml"))),
                String.join("\n", FunctionsBlock.render(ROOT)), "run infra/render-template");
    }
}
