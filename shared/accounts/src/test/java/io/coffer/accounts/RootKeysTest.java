package io.coffer.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootKeysTest {

    @TempDir
    Path data;

    /** A compose file passes on variables that nobody filled in as blank ones. */
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void blankVariablesPresetNoPair(String blank) {
        Map<String, String> environment = Map.of("COFFER_ACCESS_KEY", blank, "COFFER_SECRET_KEY", blank);

        assertEquals(Optional.empty(), RootKeys.preset(environment));
        AccessKeyPair made = RootKeys.open(data, environment).pair();
        assertEquals(Optional.of(made), RootKeys.kept(data));
        assertEquals(made, RootKeys.open(data, environment).pair());
    }

    /** Earlier versions kept a blank pair, and did not start with it. */
    @Test
    void aBlankPairThatWasKeptIsNoPair() {
        RootKeys.keep(data, new AccessKeyPair("", ""));

        assertThrows(StartFailure.class, () -> RootKeys.kept(data));
    }

    @Test
    void halfAPairIsRefused() {
        assertThrows(StartFailure.class, () -> RootKeys.preset(Map.of("COFFER_ACCESS_KEY", "test")));
        assertThrows(StartFailure.class, () -> RootKeys.preset(Map.of("COFFER_ACCESS_KEY", "test", "COFFER_SECRET_KEY", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a/b", "a,b", "a=b", "schlüssel", "a\nb"})
    void anIdThatNoSignatureCanNameIsRefusedBeforeItIsKept(String id) {
        Map<String, String> environment = Map.of("COFFER_ACCESS_KEY", id, "COFFER_SECRET_KEY", "secret");

        StartFailure refused = assertThrows(StartFailure.class, () -> RootKeys.open(data, environment));
        assertEquals("COFFER_ACCESS_KEY is 1 to 128 printable ASCII characters without spaces, '/', ',' and '='", refused.getMessage());
        assertEquals(Optional.empty(), RootKeys.kept(data));
    }
}
