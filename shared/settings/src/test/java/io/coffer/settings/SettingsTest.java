package io.coffer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private enum Colour { RED, BLUE }

    private static final Setting<Integer> PORT = Setting.of("COFFER_PORT", Kind.port(), "9000", "The port.");
    private static final Setting<Long> SIZE = Setting.optional("COFFER_MIN_SIZE", Kind.bytes(), "a twentieth", "The size.");
    private static final Setting<Duration> EVERY =
            Setting.of("COFFER_EVERY", Kind.duration(Duration.ZERO, Duration.ofDays(1)), "PT1H", "How often.");
    private static final Setting<Colour> COLOUR = Setting.of("COFFER_COLOUR", Kind.oneOf(Colour.class), "red", "The colour.");
    private static final Setting<Boolean> BRIGHT = Setting.of("COFFER_BRIGHT", Kind.flag(), "false", "Whether it is bright.");
    private static final Setting<String> REGION =
            Setting.of("COFFER_REGION", Kind.text("REGION"), "us-east-1", "The region.").alsoFrom("AWS_REGION");
    private static final List<Setting<?>> ALL = List.of(PORT, SIZE, EVERY, COLOUR, BRIGHT, REGION);

    @Test
    void nothingSaidMeansTheDefaults() {
        Settings settings = Settings.standard(ALL);

        assertEquals(9000, settings.get(PORT));
        assertEquals(Optional.empty(), settings.find(SIZE));
        assertEquals(Duration.ofHours(1), settings.get(EVERY));
        assertEquals(Colour.RED, settings.get(COLOUR));
        assertThrows(NoSuchElementException.class, () -> settings.get(SIZE));
    }

    @Test
    void anOptionGoesBeforeTheVariable() {
        Settings settings = Settings.read(ALL, Map.of("--port", "1"), Map.of("COFFER_PORT", "2", "COFFER_COLOUR", "Blue"));

        assertEquals(1, settings.get(PORT));
        assertEquals(Colour.BLUE, settings.get(COLOUR));
    }

    @Test
    void aVariableOfThePlatformComesAfterItsOwn() {
        assertEquals("eu-west-1", Settings.of(ALL, Map.of("AWS_REGION", "eu-west-1")).get(REGION));
        assertEquals("here", Settings.of(ALL, Map.of("AWS_REGION", "eu-west-1", "COFFER_REGION", "here")).get(REGION));
    }

    /** Templates pass a parameter that was left empty as an empty variable. */
    @Test
    void aBlankVariableSaysNothing() {
        assertEquals(9000, Settings.of(ALL, Map.of("COFFER_PORT", " ")).get(PORT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "COFFER_PORT     | 65536 | COFFER_PORT is a port from 0 to 65535, 0 for any that is free, not '65536'",
        "COFFER_PORT     | http  | COFFER_PORT is a port from 0 to 65535, 0 for any that is free, not 'http'",
        "COFFER_MIN_SIZE | -1    | COFFER_MIN_SIZE is a number of bytes, not '-1'",
        "COFFER_EVERY    | 5s    | COFFER_EVERY is a duration from PT0S to PT24H, not '5s'",
        "COFFER_EVERY    | P2D   | COFFER_EVERY is a duration from PT0S to PT24H, not 'P2D'",
        "COFFER_COLOUR   | green | COFFER_COLOUR is red or blue, not 'green'",
        "COFFER_BRIGHT   | yes   | COFFER_BRIGHT is true or false, not 'yes'"})
    void aValueOfAnotherKindIsRefusedByItsName(String variable, String value, String message) {
        InvalidSetting refused = assertThrows(InvalidSetting.class, () -> Settings.of(ALL, Map.of(variable, value)));

        assertEquals(message, refused.getMessage());
    }

    @Test
    void helpTellsTheVariableAndTheDefault() {
        assertEquals("The port. (COFFER_PORT; default: 9000)", PORT.help());
        assertEquals("The size. (COFFER_MIN_SIZE; default: a twentieth)", SIZE.help());
        assertEquals("--min-size", SIZE.option());
    }

    @Test
    void aWordMayStandForNone() {
        Setting<Optional<Integer>> console = Setting.optional("COFFER_CONSOLE_PORT", Kind.port().orNone("none"), "9001", "The port.");

        assertEquals(Optional.of(Optional.empty()), Settings.of(List.of(console), Map.of("COFFER_CONSOLE_PORT", "none")).find(console));
        assertEquals(Optional.of(Optional.of(7)), Settings.of(List.of(console), Map.of("COFFER_CONSOLE_PORT", "7")).find(console));
    }
}
