package io.coffer.proofs.s3;

import io.coffer.blobs.FileBlobStore;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.proofs.wire.Endpoint;
import io.coffer.proofs.wire.HttpEndpoint;
import io.coffer.proofs.wire.Installation;
import io.coffer.proofs.wire.MemoryBlobs;
import io.coffer.proofs.wire.Signer;
import io.coffer.testkit.LocalDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Any sequence of requests is answered as the specification of S3 says, over each engine. A failure is reduced to the fewest requests
 * that show it.
 *
 * <p>{@code -Dcoffer.proofs.endpoint=URL} with {@code -Dcoffer.proofs.key}, {@code -Dcoffer.proofs.secret} sends them to
 * any S3. It makes buckets whose names begin with {@code proof-}, and removes them unless an answer was wrong.
 */
@Tag("long")
class SpecificationTest {

    private static final String ENDPOINT = "coffer.proofs.endpoint";

    private static final ExecutorService HELPERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "helper");
        thread.setDaemon(true);
        return thread;
    });
    private static Path directory;
    private static OrderedTables rocksDb;
    private static Endpoint onRocksDb;
    private static LocalDynamoDb dynamoDb;
    private static Endpoint onDynamoDb;

    @BeforeAll
    static void open() throws IOException {
        directory = Files.createTempDirectory("coffer-proofs");
        rocksDb = EmbeddedTables.open(directory.resolve("metadata"));
        Installation.openAccount(rocksDb, Clock.systemUTC());
        onRocksDb = Installation.over(rocksDb, FileBlobStore.open(directory.resolve("blobs")), HELPERS, Clock.systemUTC());
        dynamoDb = LocalDynamoDb.start();
        DynamoDbTables.createTables(dynamoDb.client(), "proofs-");
        OrderedTables tables = new DynamoDbTables(dynamoDb.client(), "proofs-", Duration.ZERO);
        Installation.openAccount(tables, Clock.systemUTC());
        onDynamoDb = Installation.over(tables, new MemoryBlobs(), HELPERS, Clock.systemUTC());
    }

    @AfterAll
    static void close() throws IOException {
        rocksDb.close();
        dynamoDb.close();
        try (var files = Files.walk(directory)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
        }
    }

    @Test
    void inMemory() {
        Seeds.each(200, seed -> Specification.check(seed, Installation.PART, () -> {
            OrderedTables tables = new MemoryTables();
            Installation.openAccount(tables, Clock.systemUTC());
            return Installation.over(tables, new MemoryBlobs(), HELPERS, Clock.systemUTC());
        }));
    }

    @Test
    void onRocksDbAndFiles() {
        Seeds.each(25, seed -> Specification.check(seed, Installation.PART, () -> onRocksDb));
    }

    @Test
    void onDynamoDb() {
        Seeds.each(4, seed -> Specification.check(seed, Installation.PART, () -> onDynamoDb));
    }

    @Test
    @EnabledIfSystemProperty(named = ENDPOINT, matches = ".+")
    void atAnyEndpoint() {
        Signer signer = new Signer(System.getProperty("coffer.proofs.key"), System.getProperty("coffer.proofs.secret"),
                Installation.REGION, Clock.systemUTC());
        Endpoint endpoint = new HttpEndpoint(URI.create(System.getProperty(ENDPOINT)), signer);
        Seeds.each(50, seed -> Specification.check(seed, Specification.AWS_PART, () -> endpoint));
    }
}
