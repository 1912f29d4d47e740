package io.coffer.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the options of the commands for development to the page of configuration, and to the settings of {@code serve}. Those settings are
 * the tables of the same page: {@code ServeSettingsTest} compares the two.
 */
class DevelopmentOptionsTest {

    private static final JavaClasses CLASSES = CompiledClasses.read();
    private static final Path PAGE = Path.of("../../docs/configuration.md");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:env:)?(COFFER_[A-Z_]+)(?::-(.*))?}");
    /** Commands whose options have rows. The page sends readers to {@code --help} for the other commands. */
    private static final Set<String> WITH_ROWS = Set.of("gateway", "localstack");
    /** Options whose default is not that of the server. */
    private static final Set<String> OWN_DEFAULTS =
            Set.of("gateway --data", "gateway --console-port", "localstack --access-key", "localstack --secret-key");

    /**
     * An option as it is declared.
     *
     * @param names what it is called
     * @param variable what says its value if the option does not; empty for none
     * @param standard its value if nobody says one; empty for none, or one that depends on the machine
     */
    private record Declared(String command, List<String> names, Optional<String> variable, Optional<String> standard) {

        @Override
        public String toString() {
            return command + " " + names.get(0);
        }
    }

    /** A row of one of the page's tables. */
    private record Row(String options, String variables, String standard) {

        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip());
        }
    }

    private static Stream<Declared> declared() {
        return Stream.of("emulator gateway", "localstack localstack", "bench bench", "certify certify").map(words -> words.split(" "))
                .flatMap(words -> CLASSES.stream()
                        .filter(one -> one.getPackageName().equals("io.coffer." + words[0]))
                        .flatMap(one -> one.getFields().stream())
                        .flatMap(field -> option(field).stream())
                        .map(option -> declared(words[1], option)));
    }

    private static Optional<JavaAnnotation<JavaField>> option(JavaField field) {
        return field.tryGetAnnotationOfType("picocli.CommandLine$Option");
    }

    private static Declared declared(String command, JavaAnnotation<JavaField> option) {
        List<String> names = Arrays.stream((Object[]) option.get("names").orElseThrow()).map(Object::toString).toList();
        String standard = option.get("defaultValue").map(Object::toString).orElse("");
        Matcher variable = VARIABLE.matcher(standard);
        if (variable.matches()) {
            return new Declared(command, names, Optional.of(variable.group(1)),
                    Optional.ofNullable(variable.group(2)).filter(text -> !text.contains("$")));
        }
        return new Declared(command, names, Optional.empty(),
                Optional.of(standard).filter(text -> !text.isEmpty() && !text.contains("$") && !text.startsWith("_")));
    }

    static Stream<Declared> withRows() {
        return declared().filter(option -> WITH_ROWS.contains(option.command()));
    }

    static Stream<Declared> withVariables() {
        return declared().filter(option -> option.variable().isPresent());
    }

    private static List<Row> rows(String section) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int begin = lines.indexOf("## " + section);
        assertTrue(begin >= 0, section);
        return lines.subList(begin + 1, lines.size()).stream().takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `--") || line.startsWith("| | `COFFER"))
                .map(Row::of)
                .toList();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    @Test
    void optionsAreFoundInEachOfTheCommands() {
        assertEquals(Set.of("gateway", "localstack", "bench", "certify"),
                Set.copyOf(withVariables().map(Declared::command).distinct().toList()));
    }

    @ParameterizedTest
    @MethodSource("withRows")
    void thePageHasARowWithTheVariableAndTheDefault(Declared option) throws IOException {
        Row row = rows(option.command()).stream().filter(one -> one.options().contains(code(option.names().get(0)))).findFirst()
                .orElseThrow(() -> new AssertionError(option + " has no row"));

        assertEquals(option.variable().isEmpty(), row.variables().isEmpty(), row.toString());
        option.variable().ifPresent(name -> assertTrue(row.variables().contains(code(name)), row.toString()));
        option.standard().ifPresent(text -> assertTrue(row.standard().contains(code(text)), row.toString()));
    }

    /** Whoever sets a variable of the server, or uses its option, means the same here. */
    @ParameterizedTest
    @MethodSource("withVariables")
    void aVariableIsOneOfTheServersWithItsOptionAndItsDefault(Declared option) throws IOException {
        String variable = option.variable().orElseThrow();
        String name = "--" + variable.substring("COFFER_".length()).toLowerCase(Locale.ROOT).replace('_', '-');
        Row row = rows("serve").stream().filter(one -> one.variables().contains(code(variable))).findFirst()
                .orElseThrow(() -> new AssertionError("serve has no " + variable));

        assertTrue(option.names().contains(name), option + " reads " + variable);
        assertTrue(row.options().isEmpty() || row.options().contains(code(name)), row.toString());
        if (!OWN_DEFAULTS.contains(option.toString())) {
            option.standard().ifPresent(text -> assertEquals(code(text), row.standard()));
        }
    }

    @ParameterizedTest
    @MethodSource("withRows")
    void anOptionOfTheServerReadsTheServersVariable(Declared option) throws IOException {
        for (Row row : rows("serve")) {
            if (row.options().equals(code(option.names().get(0)))) {
                assertEquals(row.variables(), option.variable().map(DevelopmentOptionsTest::code).orElse(""), option.toString());
            }
        }
    }
}
