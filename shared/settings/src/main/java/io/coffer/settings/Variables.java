package io.coffer.settings;

import java.util.Map;
import java.util.Optional;

/** Variables of the environment. One that is set and blank counts as not set: container tools pass on variables that nobody filled in. */
public final class Variables {

    private Variables() {}

    /** The variable's value; empty if it is not set, or blank. */
    public static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
