package io.coffer.testkit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was asked of DynamoDB while somebody watched, in the order of the answers. */
public record DynamoDbUsage(List<DynamoDbCall> calls) {

    public DynamoDbUsage {
        calls = List.copyOf(calls);
    }

    public double readUnits() {
        return calls.stream().mapToDouble(DynamoDbCall::readUnits).sum();
    }

    public double writeUnits() {
        return calls.stream().mapToDouble(DynamoDbCall::writeUnits).sum();
    }

    /** The calls of one access key id. */
    public DynamoDbUsage of(String caller) {
        return only(call -> call.caller().equals(caller));
    }

    public DynamoDbUsage only(Predicate<DynamoDbCall> wanted) {
        return new DynamoDbUsage(calls.stream().filter(wanted).toList());
    }

    /** How often an action was asked for on a table, each item of a transaction for itself. */
    public Map<Access, Long> accesses() {
        return calls.stream().flatMap(call -> call.accesses().stream()).collect(Collectors.groupingBy(
                access -> access, TreeMap::new, Collectors.counting()));
    }
}
