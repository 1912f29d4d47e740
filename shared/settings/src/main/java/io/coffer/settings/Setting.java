package io.coffer.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a process can be told, by an environment variable or by an option of a command line.
 *
 * @param variables the environment variables that say it, the first one that is set; the others are of the platform
 * @param option the option that says it, such as {@code --min-part-size}; no two settings of a command have the same
 * @param kind which values it has
 * @param standard the value, as it is written, if nobody says one; empty if there is none
 * @param otherwise what is done if nobody says a value and there is no standard one; empty if that needs no words
 * @param purpose what it is for: sentences
 */
public record Setting<T>(List<String> variables, String option, Kind<T> kind, Optional<String> standard, String otherwise, String purpose) {

    private static final String PREFIX = "COFFER_";

    /** Says a value if nobody else does. */
    public static <T> Setting<T> of(String variable, Kind<T> kind, String standard, String purpose) {
        return new Setting<>(List.of(variable), option(variable), kind, Optional.of(standard), "", purpose);
    }

    /** Has a value only if somebody says one. */
    public static <T> Setting<T> optional(String variable, Kind<T> kind, String otherwise, String purpose) {
        return new Setting<>(List.of(variable), option(variable), kind, Optional.empty(), otherwise, purpose);
    }

    private static String option(String variable) {
        if (!variable.startsWith(PREFIX)) {
            throw new IllegalArgumentException(variable);
        }
        return "--" + variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same by another option. */
    public Setting<T> asOption(String other) {
        return new Setting<>(variables, other, kind, standard, otherwise, purpose);
    }

    /** The same with another value if nobody says one. */
    public Setting<T> withStandard(String other) {
        return new Setting<>(variables, option, kind, Optional.of(other), "", purpose);
    }

    /** The same, for what {@link #otherwise} says differently there. */
    public Setting<T> withOtherwise(String other) {
        return new Setting<>(variables, option, kind, Optional.empty(), other, purpose);
    }

    /** The same, which a variable of the platform says too if its own is not set. */
    public Setting<T> alsoFrom(String variable) {
        return new Setting<>(Stream.concat(variables.stream(), Stream.of(variable)).toList(), option, kind, standard, otherwise, purpose);
    }

    /** Coffer's own variable. */
    public String variable() {
        return variables.get(0);
    }

    /** Whether its value is true or false, so that its option alone says true. */
    public boolean isFlag() {
        return kind.words().equals(Kind.flag().words());
    }

    /** Its help: what it is for, the variable and the default. */
    public String help() {
        String unsaid = standard.filter(text -> !text.isEmpty()).orElse(otherwise);
        return purpose + " (" + variable() + (unsaid.isEmpty() ? "" : "; default: " + unsaid) + ")";
    }

    /**
     * @param source what is told to be wrong: an option or a variable
     * @throws InvalidSetting if the text is no value
     */
    T read(String source, String text) {
        try {
            return kind.reader().apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(source + " is " + kind.rule() + ", not '" + text + "'");
        }
    }
}
