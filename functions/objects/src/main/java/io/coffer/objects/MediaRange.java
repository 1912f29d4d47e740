package io.coffer.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A kind of response that a client says it takes.
 *
 * @param type in lower case
 * @param parameters with their names in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, 12.5.1</a>
 */
record MediaRange(String type, Map<String, String> parameters) {

    private record Weighed(MediaRange range, double weight) {}

    /** What {@code Accept} headers say, the most wanted first. What is not wanted at all is left out. */
    static List<MediaRange> of(List<String> headers) {
        List<Weighed> all = new ArrayList<>();
        for (String header : headers) {
            for (String one : header.split(",")) {
                all.add(read(one));
            }
        }
        return all.stream().filter(one -> one.weight > 0).sorted(Comparator.comparingDouble(Weighed::weight).reversed())
                .map(Weighed::range).toList();
    }

    private static Weighed read(String text) {
        String[] parts = text.split(";");
        Map<String, String> parameters = new HashMap<>();
        double weight = 1;
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].strip().split("=", 2);
            String value = pair.length < 2 ? "" : pair[1].strip().replace("\"", "");
            if (pair[0].equalsIgnoreCase("q")) {
                weight = weight(value);
            } else {
                parameters.put(pair[0].strip().toLowerCase(Locale.ROOT), value);
            }
        }
        return new Weighed(new MediaRange(parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT), parameters), weight);
    }

    private static double weight(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
