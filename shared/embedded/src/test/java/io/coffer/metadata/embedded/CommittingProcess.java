package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A process that commits until it is killed: a record and its bytes at a time, named on standard output once the commit has returned. */
final class CommittingProcess {

    static final String PARTITION = "bucket";
    private static final int THREADS = 4;

    private CommittingProcess() {}

    /** @param arguments the directory, and the number of the first commit */
    public static void main(String[] arguments) throws Exception {
        EmbeddedTables tables = EmbeddedTables.open(Path.of(arguments[0]));
        AtomicLong next = new AtomicLong(Long.parseLong(arguments[1]));
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> commitForEver(tables, next)).start();
        }
    }

    private static void commitForEver(EmbeddedTables tables, AtomicLong next) {
        while (true) {
            String id = "%012d".formatted(next.getAndIncrement());
            tables.commit(List.of(
                    new Change.Put(Table.OBJECTS, PARTITION, id, new byte[300], Condition.ABSENT),
                    new Change.Put(Table.SMALL_BLOBS, id, "bytes", new byte[4_096], Condition.ABSENT)));
            System.out.println(id);
        }
    }
}
