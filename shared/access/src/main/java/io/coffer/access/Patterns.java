package io.coffer.access;

import java.util.List;

/**
 * An element with its {@code Not} form, such as Action and NotAction.
 *
 * @param except whether it is the {@code Not} form
 */
record Patterns(List<String> patterns, boolean except) {

    boolean match(String text) {
        return except != patterns.stream().anyMatch(pattern -> Wildcards.match(pattern, text));
    }
}
