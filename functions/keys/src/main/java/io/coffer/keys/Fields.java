package io.coffer.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Elements of an answer in their order: texts, further elements, or lists, whose items are called {@code member}. */
final class Fields {

    private final Map<String, Object> elements = new LinkedHashMap<>();

    /** @param value null for no element */
    Fields text(String name, @Nullable Object value) {
        if (value != null) {
            elements.put(name, String.valueOf(value));
        }
        return this;
    }

    Fields fields(String name, Fields value) {
        elements.put(name, value);
        return this;
    }

    /** @param members {@link Fields} or texts */
    Fields list(String name, List<?> members) {
        elements.put(name, List.copyOf(members));
        return this;
    }

    Map<String, Object> elements() {
        return elements;
    }
}
