package io.coffer.standalone.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the tables of the documents to the settings. */
class ServeSettingsTest {

    private static final Path PAGE = Path.of("../../docs/configuration.md");

    static List<Setting<?>> settings() {
        return ServeSettings.ALL;
    }

    @Test
    void noTwoSettingsHaveTheSameName() {
        assertEquals(ServeSettings.ALL.size(), ServeSettings.ALL.stream().map(Setting::variable).distinct().count());
        assertEquals(ServeSettings.ALL.size(), ServeSettings.ALL.stream().map(Setting::option).distinct().count());
    }

    /** A row has options, variables and a default; the row of two settings has two of each. */
    @ParameterizedTest
    @MethodSource("settings")
    void thePageOfConfigurationHasARowWithTheVariableAndTheDefault(Setting<?> setting) throws IOException {
        String row = rows().stream().filter(line -> cell(line, 1).contains("`" + setting.option() + "`")).findFirst()
                .orElseThrow(() -> new AssertionError(setting.option() + " has no row"));

        assertTrue(cell(row, 2).contains("`" + setting.variable() + "`"), row);
        Optional<String> code = setting.standard().filter(text -> !text.isEmpty()).map(text -> "`" + text + "`");
        assertEquals(code, Optional.of(cell(row, 3)).filter(text -> text.matches("`[^`$]+`")), row);
    }

    @Test
    void thePageOfConfigurationNamesNoOtherOptionOfServe() throws IOException {
        TreeSet<String> named = rows().stream()
                .flatMap(row -> List.of(cell(row, 1).replaceAll("[` ]", "").split(",")).stream())
                .filter(option -> !option.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        ServeSettings.ALL.forEach(setting -> named.remove(setting.option()));

        assertEquals(new TreeSet<String>(), named);
    }

    private static List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int begin = lines.indexOf("## serve");
        List<String> section = lines.subList(begin + 1, lines.size()).stream().takeWhile(line -> !line.startsWith("## ")).toList();
        return section.stream().filter(line -> line.startsWith("| `--") || line.startsWith("| | `COFFER")).toList();
    }

    private static String cell(String row, int number) {
        return row.split("\\|", -1)[number].strip();
    }
}
