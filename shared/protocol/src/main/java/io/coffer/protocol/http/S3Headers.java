package io.coffer.protocol.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** HTTP headers: names compared without case, values of a repeated name kept in order of arrival. Not thread-safe. */
public final class S3Headers {

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public S3Headers copy() {
        S3Headers copy = new S3Headers();
        forEach(copy::add);
        return copy;
    }

    public S3Headers add(String name, String value) {
        values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
        return this;
    }

    public S3Headers set(String name, String value) {
        List<String> one = new ArrayList<>(1);
        one.add(value);
        values.put(name, one);
        return this;
    }

    /** Sets the header where there is a value; leaves the headers as they are for null. */
    public S3Headers setIfPresent(String name, @Nullable String value) {
        return value == null ? this : set(name, value);
    }

    public S3Headers remove(String name) {
        values.remove(name);
        return this;
    }

    /** The first value of the name, or null. */
    public @Nullable String get(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(get(name));
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names in lower case. */
    public Collection<String> names() {
        return values.keySet().stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
    }

    /** Every name (in its first spelling) with each of its values. */
    public void forEach(BiConsumer<String, String> action) {
        values.forEach((name, all) -> all.forEach(value -> action.accept(name, value)));
    }
}
