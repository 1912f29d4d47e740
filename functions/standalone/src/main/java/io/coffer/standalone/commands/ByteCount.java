package io.coffer.standalone.commands;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them: {@code 5000000}, {@code 5GB}, {@code 1.5 TiB}. */
final class ByteCount {

    private static final Pattern FORM = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)\\s*([a-z]*)");
    private static final List<String> PREFIXES = List.of("k", "m", "g", "t", "p");
    private static final Map<String, Long> UNITS = units();

    private ByteCount() {}

    private static Map<String, Long> units() {
        Map<String, Long> units = new TreeMap<>(Map.of("", 1L, "b", 1L));
        long thousands = 1;
        long binary = 1;
        for (String prefix : PREFIXES) {
            thousands *= 1_000;
            binary *= 1_024;
            units.put(prefix, thousands);
            units.put(prefix + "b", thousands);
            units.put(prefix + "ib", binary);
        }
        return units;
    }

    /** @throws IllegalArgumentException if it is no number of whole bytes, or more than a {@code long} holds */
    static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException("'" + text + "' is no number of bytes such as 5GB or 1.5TiB, nor 'none'");
        }
        try {
            return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.get(matcher.group(2)))).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no number of whole bytes below 2^63", e);
        }
    }

    /** Exactly, in whichever unit takes the fewest digits. */
    static String text(long bytes) {
        String thousands = text(bytes, 1_000, "B");
        String binary = text(bytes, 1_024, "iB");
        return binary.length() < thousands.length() ? binary : thousands;
    }

    private static String text(long bytes, int base, String suffix) {
        long count = bytes;
        int power = 0;
        while (count != 0 && count % base == 0 && power < PREFIXES.size()) {
            count /= base;
            power++;
        }
        String unit = power == 0 ? "B" : PREFIXES.get(power - 1).toUpperCase(Locale.ROOT) + suffix;
        return String.format(Locale.ROOT, "%,d %s", count, unit);
    }
}
