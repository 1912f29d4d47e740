package io.coffer.testkit;

import java.util.List;

/**
 * One call that DynamoDB answered.
 *
 * @param caller the access key id it was signed with
 * @param operation of DynamoDB's API, such as {@code TransactWriteItems}
 * @param accesses on each table of the call. The items of a transaction are asked for one by one: PutItem, DeleteItem, UpdateItem,
 *     ConditionCheckItem, GetItem (Service Authorization Reference, DynamoDB)
 * @param readUnits what the reads of a successful call cost; DynamoDB bills refused writes too, but tells nobody how much
 * @param writeUnits what its writes cost
 * @param status 200, or 400 where it was refused
 */
public record DynamoDbCall(
        String caller, String operation, List<Access> accesses, double readUnits, double writeUnits, int status) {

    public DynamoDbCall {
        accesses = List.copyOf(accesses);
    }
}
