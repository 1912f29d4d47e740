package io.coffer.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the value of a setting is written, and which values it may have.
 *
 * @param label what stands for a value in a synopsis, such as BYTES
 * @param rule what a value must be, after "it is"
 * @param words every value there is; empty if they are too many to name
 * @param reader throws an IllegalArgumentException if a text is no value
 */
public record Kind<T>(String label, String rule, List<String> words, Function<String, T> reader) {

    private static final int LAST_PORT = 65_535;

    public static Kind<String> text(String label) {
        return new Kind<>(label, "a text", List.of(), text -> text);
    }

    /** A host's name or the like, in which case means nothing. */
    public static Kind<String> name(String label) {
        return new Kind<>(label, "a name", List.of(), text -> text.toLowerCase(Locale.ROOT));
    }

    public static Kind<Path> file(String label) {
        return new Kind<>(label, "a path", List.of(), Path::of);
    }

    public static Kind<URI> url() {
        return new Kind<>("URL", "a URL", List.of(), URI::create);
    }

    /** Scheme and host that browsers are sent to, without a path. */
    public static Kind<URI> webAddress() {
        return new Kind<>("URL", "an address such as https://console.example.com", List.of(), text -> {
            URI url = URI.create(text);
            require("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
            require(url.getHost() != null && (url.getPath().isEmpty() || url.getPath().equals("/")));
            return url;
        });
    }

    public static Kind<Integer> count(int least, int most) {
        return new Kind<>("N", "a number from " + least + " to " + most, List.of(), text -> {
            int number = Integer.parseInt(text);
            require(number >= least && number <= most);
            return number;
        });
    }

    public static Kind<Long> bytes() {
        return new Kind<>("BYTES", "a number of bytes", List.of(), text -> {
            long number = Long.parseLong(text);
            require(number >= 0);
            return number;
        });
    }

    /** Both bounds are values. */
    public static Kind<Duration> duration(Duration shortest, Duration longest) {
        return new Kind<>("DURATION", "a duration from " + shortest + " to " + longest, List.of(), text -> {
            Duration duration = parsed(text);
            require(duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0);
            return duration;
        });
    }

    private static Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A port, or 0 for any that is free. */
    public static Kind<Integer> port() {
        return new Kind<>("PORT", "a port from 0 to " + LAST_PORT + ", 0 for any that is free", List.of(),
                count(0, LAST_PORT).reader);
    }

    public static Kind<Boolean> flag() {
        return new Kind<>("true|false", "true or false", List.of("true", "false"), text -> {
            require(text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
            return Boolean.valueOf(text);
        });
    }

    /** One of an enum's constants, written in lower case; case means nothing. */
    public static <E extends Enum<E>> Kind<E> oneOf(Class<E> values) {
        List<String> words = Arrays.stream(values.getEnumConstants()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
        return new Kind<>(String.join("|", words), words.stream().collect(Collectors.joining(" or ")), words,
                text -> Enum.valueOf(values, text.toUpperCase(Locale.ROOT)));
    }

    /** A value of this kind, or a word that stands for none. */
    public Kind<Optional<T>> orNone(String word) {
        return new Kind<>(label + "|" + word, rule + ", or " + word, words,
                text -> text.equals(word) ? Optional.empty() : Optional.of(reader.apply(text)));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
