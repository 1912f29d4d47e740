package io.coffer.testkit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/**
 * What DynamoDB has and DynamoDB Local has not: it says what calls cost, and it denies callers what they may not do. A caller is an access
 * key id. Goes into {@link LocalDynamoDb#start(DynamoDbTap)}.
 */
public final class DynamoDbTap {

    /** Of DynamoDB Local. */
    static final Region REGION = Region.US_EAST_1;
    /** The account in which its tables are. */
    static final String ACCOUNT = "000000000000";
    /** Of {@link LocalDynamoDb#client}. */
    static final String OWN_KEY = "local";

    /** What is measured: calls that may fail. */
    public interface Calls<E extends Exception> {
        void run() throws E;
    }

    private final Permissions permissions;
    private final Recording.All<DynamoDbCall> recordings = new Recording.All<>();

    private DynamoDbTap(Permissions permissions) {
        this.permissions = permissions;
    }

    /** Everybody may do everything. */
    public static DynamoDbTap open() {
        return new DynamoDbTap(Permissions.open());
    }

    /**
     * Callers may do what their statement allows and nothing else, as IAM would have it with a role for each function.
     *
     * @param tablePrefix what the tables' names begin with before the suffix that statements name
     * @param statements by caller
     * @param trusted callers beside {@link LocalDynamoDb#ACCESS_KEY} that may do everything
     */
    public static DynamoDbTap guarding(String tablePrefix, Map<String, FunctionStatement> statements, String... trusted) {
        Map<String, List<Access>> allowed = statements.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey,
                statement -> statement.getValue().tables().entrySet().stream()
                        .flatMap(table -> table.getValue().stream().map(action -> new Access(action, tablePrefix + table.getKey())))
                        .toList()));
        return new DynamoDbTap(Permissions.of(allowed, OWN_KEY, trusted));
    }

    public Recording<DynamoDbCall> begin() {
        return recordings.begin();
    }

    /** What was answered while the calls ran: theirs, and those of everybody else. */
    public <E extends Exception> DynamoDbUsage measure(Calls<E> calls) throws E {
        try (Recording<DynamoDbCall> recording = begin()) {
            calls.run();
            return new DynamoDbUsage(recording.calls());
        }
    }

    /** What callers with statements used of what they were granted, and what they were denied. */
    public GrantReport grants() {
        return permissions.report();
    }

    Permissions permissions() {
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
        recordings.add(call);
    }
}
