package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Limits;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How an item's address becomes a row key: table byte, partition, NUL, sort key, texts in UTF-8. RocksDB orders rows by unsigned bytes, so
 * a partition is one run of rows in the order of its sort keys; no partition holds a NUL, so none runs into another.
 */
final class RowKeys {

    private static final byte SEPARATOR = 0;

    private RowKeys() {}

    static byte[] of(Table table, String partition, String sort) {
        return join(prefix(table, partition), Limits.sort(sort));
    }

    /** The first row key a query may return. */
    static byte[] lowerBound(Query query) {
        return from(prefix(query.table(), query.partition()), query.from(), query.fromInclusive());
    }

    /** The first row key of a range of a partition whose row keys begin with {@code prefix}. */
    static byte[] from(byte[] prefix, @Nullable String from, boolean inclusive) {
        if (from == null) {
            return prefix;
        }
        byte[] row = join(prefix, Limits.utf8(from));
        // A key's immediate successor is the key and one zero byte.
        return inclusive ? row : Arrays.copyOf(row, row.length + 1);
    }

    /** The first row key behind everything a query may return. */
    static byte[] upperBound(Query query) {
        byte[] prefix = prefix(query.table(), query.partition());
        if (query.to() != null) {
            return join(prefix, Limits.utf8(query.to()));
        }
        prefix[prefix.length - 1] = SEPARATOR + 1;
        return prefix;
    }

    /** The sort key in a row key of the query's partition. */
    static String sort(byte[] row, int prefixLength) {
        return new String(row, prefixLength, row.length - prefixLength, StandardCharsets.UTF_8);
    }

    static int prefixLength(Query query) {
        return prefix(query.table(), query.partition()).length;
    }

    static byte[] prefix(Table table, String partition) {
        byte[] name = Limits.partition(partition);
        byte[] prefix = new byte[name.length + 2];
        prefix[0] = tableByte(table);
        System.arraycopy(name, 0, prefix, 1, name.length);
        prefix[prefix.length - 1] = SEPARATOR;
        return prefix;
    }

    private static byte[] join(byte[] prefix, byte[] sort) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + sort.length);
        System.arraycopy(sort, 0, joined, prefix.length, sort.length);
        return joined;
    }

    /** Written to disk: a table keeps its byte for ever, whatever becomes of the enum's order. */
    private static byte tableByte(Table table) {
        return switch (table) {
            case ACCOUNTS -> 1;
            case ACCESS_KEYS -> 2;
            case BUCKETS -> 3;
            case OWNED_BUCKETS -> 4;
            case OBJECTS -> 5;
            case SMALL_BLOBS -> 6;
            case UPLOADS -> 7;
            case PARTS -> 8;
            case MANIFESTS -> 9;
            case HOLDERS -> 10;
            case RECLAIM -> 11;
            case UPLOAD_KEYS -> 12;
            case BUCKET_CONFIGURATIONS -> 13;
            case VERSION_KEYS -> 14;
            case VERSIONS -> 15;
            case LIFECYCLES -> 16;
            case USAGE -> 17;
            case CONTENT_IDS -> 18;
        };
    }
}
