package io.coffer.proofs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Table;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import io.coffer.proofs.wire.Installation;
import io.coffer.proofs.wire.MemoryBlobs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small bytes in the tables that are not those that were stored are refused by whatever reads them, and nothing is made of them. */
class DamagedRecordsTest {

    /** Held, since a logger that nobody holds is forgotten with its level. */
    private static final Logger LOG = Logger.getLogger("io.coffer");
    private static final String BUCKET = "bucket";
    private static final byte[] BYTES = "few bytes".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHERS = "few bites".getBytes(StandardCharsets.US_ASCII);

    static {
        System.setProperty("org.jboss.logging.provider", "jdk");
        LOG.setLevel(Level.OFF);
    }

    private final MemoryTables tables = new MemoryTables();
    private final ExecutorService helpers = Executors.newCachedThreadPool();
    private Installation installation;

    @BeforeEach
    void open() {
        Installation.openAccount(tables, Clock.systemUTC());
        installation = Installation.over(tables, new MemoryBlobs(), helpers, Clock.systemUTC());
        send(200, Call.of("PUT", BUCKET));
    }

    @AfterEach
    void close() {
        helpers.shutdownNow();
        tables.close();
    }

    private Answer send(int status, Call call) {
        Answer answer = installation.send(call);
        assertEquals(status, answer.status(), answer::toString);
        return answer;
    }

    private void damage(String key) {
        String bucket = installation.stores().buckets().find(BUCKET).orElseThrow().id();
        Item item = tables.get(Table.OBJECTS, bucket, key).orElseThrow();
        ObjectRecord object = installation.stores().objects().find(
                installation.stores().buckets().find(BUCKET).orElseThrow(), key).orElseThrow();
        tables.commit(List.of(item.data() == null
                ? new Change.Put(Table.SMALL_BLOBS, object.content().id(), SmallBlobs.SORT, OTHERS, Condition.NONE)
                : new Change.Put(Table.OBJECTS, bucket, key, item.value(), OTHERS, true, Condition.NONE)));
    }

    private static Call copyOf(String key, Call call) {
        return call.header("x-amz-copy-source", "/" + BUCKET + "/" + key);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void damagedSmallBytesAreNeitherSentNorCopied(boolean versions) {
        if (versions) {
            send(200, Call.of("PUT", BUCKET).with("versioning", "").document(
                    "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
        }
        send(200, Call.of("PUT", BUCKET, "damaged").body(BYTES));
        send(200, Call.of("PUT", BUCKET, "whole").body(BYTES));
        damage("damaged");

        send(500, Call.of("GET", BUCKET, "damaged"));
        send(500, Call.of("GET", BUCKET, "damaged").header("range", "bytes=0-2"));
        send(500, copyOf("damaged", Call.of("PUT", BUCKET, "copy")));
        String upload = new String(send(200, Call.of("POST", BUCKET, "parts").with("uploads", "")).body(), StandardCharsets.UTF_8)
                .replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
        send(500, copyOf("damaged", Call.of("PUT", BUCKET, "parts").with("partNumber", 1).with("uploadId", upload)));
        send(404, Call.of("GET", BUCKET, "copy"));
        assertEquals(new String(BYTES, StandardCharsets.US_ASCII),
                new String(send(200, Call.of("GET", BUCKET, "whole")).body(), StandardCharsets.US_ASCII));
        send(200, copyOf("whole", Call.of("PUT", BUCKET, "copy")));
    }
}
