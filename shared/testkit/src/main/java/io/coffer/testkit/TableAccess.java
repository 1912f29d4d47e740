package io.coffer.testkit;

import java.util.Comparator;

/**
 * What IAM decides about: an action on a table.
 *
 * @param action as IAM spells it, without {@code dynamodb:}. The items of a transaction are asked for one by one: PutItem, DeleteItem,
 *     UpdateItem, ConditionCheckItem, GetItem (Service Authorization Reference, DynamoDB)
 * @param table its whole name; {@code *} for calls that name none
 */
public record TableAccess(String action, String table) implements Comparable<TableAccess> {

    private static final Comparator<TableAccess> BY_TABLE =
            Comparator.comparing(TableAccess::table).thenComparing(TableAccess::action);

    @Override
    public int compareTo(TableAccess other) {
        return BY_TABLE.compare(this, other);
    }
}
