package io.coffer.rendering;

import io.coffer.testkit.FunctionStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of the template between two comments. */
final class FunctionsBlock {

    static final String BEGIN = "  # BEGIN functions: rendered from functions/*/function.yaml by infra/render";
    static final String END = "  # END functions";

    private FunctionsBlock() {}

    /**
     * The template's lines with the block as the functions' files have it.
     *
     * @param root the directory of the repository
     */
    static List<String> render(Path root) throws IOException {
        List<String> template = Files.readAllLines(root.resolve("template.yaml"));
        int begin = template.indexOf(BEGIN);
        int end = template.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("template.yaml has no lines '" + BEGIN.strip() + "' and '" + END.strip() + "'");
        }
        List<String> rendered = new ArrayList<>(template.subList(0, begin + 1));
        for (Map.Entry<String, FunctionStatement> function : FunctionStatement.readAll(root.resolve("functions")).entrySet()) {
            rendered.add("");
            rendered.addAll(FunctionResources.lines(function.getKey(), function.getValue()));
        }
        rendered.add("");
        rendered.addAll(template.subList(end, template.size()));
        return rendered;
    }
}
