package io.coffer.keys;

import java.util.List;
import java.util.function.Function;

/**
 * The page of a list that a call asks for.
 *
 * @param marker what the page before it ended with; empty for the first
 * @param maxItems from 1 to 1,000
 */
record Page(String marker, int maxItems) {

    static final int MAX_ITEMS = 1_000;

    private static final int DEFAULT_ITEMS = 100;
    private static final int MAX_MARKER = 320;

    /** @throws QueryException ValidationError */
    static Page of(QueryCall call) {
        String marker = call.find("Marker").orElse("");
        Names.requireLength("Marker", marker, MAX_MARKER);
        return new Page(marker, call.find("MaxItems").map(Page::maxItems).orElse(DEFAULT_ITEMS));
    }

    private static int maxItems(String value) {
        if (!value.matches("-?\\d{1,9}")) {
            throw QueryCall.unfit("MaxItems", value, "Member must be an integer");
        }
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw QueryCall.unfit("MaxItems", value, "Member must have value greater than or equal to 1");
        }
        if (number > MAX_ITEMS) {
            throw QueryCall.unfit("MaxItems", value, "Member must have value less than or equal to " + MAX_ITEMS);
        }
        return number;
    }

    /**
     * A list that was read from its beginning.
     *
     * @param sorted by their markers
     */
    <T> Fields fieldsOfAll(String listName, List<T> sorted, Function<T, String> marker, Function<T, Object> shown) {
        return fields(listName, sorted.stream().filter(item -> marker.apply(item).compareTo(this.marker) > 0).toList(), marker, shown);
    }

    /** @param behind the items behind the marker; if there are more than fit, one more than fit suffices */
    <T> Fields fields(String listName, List<T> behind, Function<T, String> marker, Function<T, Object> shown) {
        boolean truncated = behind.size() > maxItems;
        List<T> items = truncated ? behind.subList(0, maxItems) : behind;
        Fields fields = new Fields().list(listName, items.stream().map(shown).toList()).text("IsTruncated", truncated);
        return truncated ? fields.text("Marker", marker.apply(items.get(maxItems - 1))) : fields;
    }
}
