package io.coffer.metadata.dynamodb;

import io.coffer.metadata.objects.KeyOrder;
import io.coffer.metadata.tables.Limits;
import io.coffer.metadata.tables.Query;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A query's range as DynamoDB takes it: one condition on the sort key, whose values are 1 to 1,024 bytes. It may let in keys that the range
 * excludes (BETWEEN includes both its ends, a longer bound is cut); {@link #contains} tells them.
 */
final class SortRange {

    /** A cut bound's last character may need one byte more when it becomes its successor. */
    private static final int CUT_BYTES = Limits.SORT_BYTES - 4;

    private final Query query;
    private final @Nullable String lower;
    private final @Nullable String upper;

    SortRange(Query query) {
        this.query = query;
        String from = query.from();
        String to = query.to();
        this.lower = from == null || from.isEmpty() ? null : fits(from) ? from : cut(from);
        this.upper = to == null ? null : fits(to) ? to : KeyOrder.afterPrefix(cut(to));
    }

    boolean isEmpty() {
        return query.to() != null && KeyOrder.compare(query.from() == null ? "" : query.from(), query.to()) >= 0;
    }

    boolean contains(String sort) {
        int toFrom = query.from() == null ? 1 : KeyOrder.compare(sort, query.from());
        return (query.fromInclusive() ? toFrom >= 0 : toFrom > 0) && (query.to() == null || KeyOrder.compare(sort, query.to()) < 0);
    }

    /** How many keys the expression lets in that the range excludes, in general. */
    int surplus() {
        return lower == null || upper == null ? 0 : query.fromInclusive() ? 1 : 2;
    }

    String expression() {
        if (lower != null && upper != null) {
            return "pk = :pk AND sk BETWEEN :lower AND :upper";
        }
        if (lower != null) {
            return "pk = :pk AND sk " + (query.fromInclusive() || !lower.equals(query.from()) ? ">=" : ">") + " :lower";
        }
        return upper != null ? "pk = :pk AND sk < :upper" : "pk = :pk";
    }

    Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = new TreeMap<>();
        values.put(":pk", AttributeValue.fromS(query.partition()));
        if (lower != null) {
            values.put(":lower", AttributeValue.fromS(lower));
        }
        if (upper != null) {
            values.put(":upper", AttributeValue.fromS(upper));
        }
        return values;
    }

    private static boolean fits(String bound) {
        return Limits.utf8(bound).length <= Limits.SORT_BYTES;
    }

    private static String cut(String bound) {
        int end = 0;
        int bytes = 0;
        while (end < bound.length()) {
            int character = bound.codePointAt(end);
            bytes += Limits.utf8(Character.toString(character)).length;
            if (bytes > CUT_BYTES) {
                break;
            }
            end += Character.charCount(character);
        }
        return bound.substring(0, end);
    }
}
