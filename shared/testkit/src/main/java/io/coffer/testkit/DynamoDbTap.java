package io.coffer.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What DynamoDB has and DynamoDB Local has not: it says what calls cost, and it denies callers what they may not do. A caller is an access
 * key id. Goes into {@link LocalDynamoDb#start(DynamoDbTap)}.
 */
public final class DynamoDbTap {

    /** The calls answered from its beginning to its end. It costs every call some time while it lasts. */
    public final class Recording implements AutoCloseable {

        private final List<DynamoDbCall> calls = new CopyOnWriteArrayList<>();

        private Recording() {
            recordings.add(this);
        }

        /** What was answered so far. */
        public DynamoDbUsage usage() {
            return new DynamoDbUsage(calls);
        }

        @Override
        public void close() {
            recordings.remove(this);
        }
    }

    /** What is measured: calls that may fail. */
    public interface Calls<E extends Exception> {
        void run() throws E;
    }

    private final TablePermissions permissions;
    private final List<Recording> recordings = new CopyOnWriteArrayList<>();

    private DynamoDbTap(TablePermissions permissions) {
        this.permissions = permissions;
    }

    /** Everybody may do everything. */
    public static DynamoDbTap open() {
        return new DynamoDbTap(TablePermissions.open());
    }

    /**
     * Callers may do what their statement allows and nothing else, as IAM would have it with a role for each function.
     *
     * @param tablePrefix what the tables' names begin with before the suffix that statements name
     * @param statements by caller
     * @param trusted callers beside {@link LocalDynamoDb#ACCESS_KEY} that may do everything
     */
    public static DynamoDbTap guarding(String tablePrefix, Map<String, FunctionStatement> statements, String... trusted) {
        Set<String> all = new HashSet<>(Set.of(trusted));
        all.add(LocalDynamoDb.ACCESS_KEY);
        return new DynamoDbTap(TablePermissions.of(tablePrefix, statements, all));
    }

    public Recording begin() {
        return new Recording();
    }

    /** What was answered while the calls ran: theirs, and those of everybody else. */
    public <E extends Exception> DynamoDbUsage measure(Calls<E> calls) throws E {
        try (Recording recording = begin()) {
            calls.run();
            return recording.usage();
        }
    }

    /** What callers with statements used of what they were granted, and what they were denied. */
    public GrantReport grants() {
        return permissions.report();
    }

    TablePermissions permissions() {
        return permissions;
    }

    /** Whether there is nothing to look at. */
    boolean isIdle() {
        return permissions.allowEverything() && !isRecording();
    }

    boolean isRecording() {
        return !recordings.isEmpty();
    }

    void answered(DynamoDbCall call) {
        recordings.forEach(recording -> recording.calls.add(call));
    }
}
