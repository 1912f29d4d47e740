package io.coffer.metadata.tables;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The records read last, with what they were decoded from. Each is still read from its table; only if its bytes are those of the last time
 * is it not decoded again. So nothing needs to be told when a record changes. Thread-safe.
 */
public final class DecodedRecords<T> {

    private static final int MOST = 1_000;
    /** A record of a bucket with long policies has some tens of kilobytes, and is not worth the memory. */
    private static final int LONGEST = 4 * 1024;

    private record Decoded<T>(byte[] json, T record) {}

    private final Class<T> type;
    private final Map<String, Decoded<T>> last = new ConcurrentHashMap<>();

    /** @param type of immutable records */
    public DecodedRecords(Class<T> type) {
        this.type = type;
    }

    /** @param name whose record it is */
    public Stored<T> stored(String name, Item item) {
        Decoded<T> known = last.get(name);
        if (known != null && Arrays.equals(known.json, item.value())) {
            return new Stored<>(known.record, item.revision());
        }
        Stored<T> decoded = Records.stored(item, type);
        if (item.value().length <= LONGEST) {
            if (last.size() >= MOST) {
                last.clear();
            }
            last.put(name, new Decoded<>(item.value(), decoded.record()));
        }
        return decoded;
    }
}
