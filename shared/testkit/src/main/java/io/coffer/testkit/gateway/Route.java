package io.coffer.testkit.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A route of an HTTP API and the function behind it.
 *
 * @param method an HTTP method, or {@code ANY}
 * @param path with variables, {@code /{bucket}/{key+}}; empty for {@code $default}
 */
public record Route(String method, Optional<String> path, String function) {

    private static final String ANY = "ANY";
    private static final String DEFAULT = "$default";

    /** @param key {@code GET /{bucket}}, or {@code $default} */
    public static Route of(String key, String function) {
        if (key.equals(DEFAULT)) {
            return new Route(ANY, Optional.empty(), function);
        }
        int space = key.indexOf(' ');
        return new Route(key.substring(0, space).toUpperCase(Locale.ROOT), Optional.of(key.substring(space + 1).strip()), function);
    }

    /** As events and access logs name it. */
    public String key() {
        return path.map(own -> method + " " + own).orElse(DEFAULT);
    }

    boolean isDefault() {
        return path.isEmpty();
    }

    boolean isGreedy() {
        return path.filter(own -> own.endsWith("+}")).isPresent();
    }

    boolean isForAnyMethod() {
        return method.equals(ANY);
    }

    boolean takes(String wanted) {
        return isForAnyMethod() || method.equals(wanted);
    }

    /** How much of the path is fixed: of two routes that match, the one with the longer text before its first variable is the better. */
    int fixedLength() {
        String own = path.orElse("");
        int variable = own.indexOf('{');
        return variable < 0 ? own.length() : variable;
    }

    /** The path's variables, or empty if the path does not match. A variable takes at least one character. */
    Optional<Map<String, String>> match(String actual) {
        if (path.isEmpty()) {
            return Optional.of(Map.of());
        }
        List<String> wanted = segments(path.get(), Integer.MAX_VALUE);
        List<String> given = segments(actual, isGreedy() ? wanted.size() : Integer.MAX_VALUE);
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (!segment.startsWith("{")) {
                if (!segment.equals(given.get(i))) {
                    return Optional.empty();
                }
            } else if (given.get(i).isEmpty()) {
                return Optional.empty();
            } else {
                variables.put(segment.substring(1, segment.length() - (segment.endsWith("+}") ? 2 : 1)), given.get(i));
            }
        }
        return Optional.of(variables);
    }

    /** @param limit the last of so many segments is all that is left */
    private static List<String> segments(String path, int limit) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        while (segments.size() + 1 < limit) {
            int slash = path.indexOf('/', start);
            if (slash < 0) {
                break;
            }
            segments.add(path.substring(start, slash));
            start = slash + 1;
        }
        segments.add(path.substring(Math.min(start, path.length())));
        return segments;
    }
}
