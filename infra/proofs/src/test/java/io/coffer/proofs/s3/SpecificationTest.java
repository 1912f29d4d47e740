package io.coffer.proofs.s3;

import io.coffer.blobs.FileBlobStore;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.proofs.s3.Step.Kind;
import io.coffer.proofs.s3.Step.Target;
import io.coffer.proofs.s3.World.Bucket;
import io.coffer.proofs.s3.World.Version;
import io.coffer.proofs.wire.Answer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Any sequence of requests is answered as the specification of S3 says, over each engine. A failure is reduced to the fewest requests
 * that show it.
 *
 * <p>{@code -Dcoffer.proofs.endpoint=URL} with {@code -Dcoffer.proofs.key}, {@code -Dcoffer.proofs.secret} sends them to
 * any S3. It makes buckets whose names begin with {@code proof-}, and removes them unless an answer was wrong.
 */
class SpecificationTest {

    private static final String ENDPOINT = "coffer.proofs.endpoint";
    private static final int STEPS = 50;
    private static final int AWS_PART = 5 << 20;

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
        OrderedTables tables = new DynamoDbTables(dynamoDb.client(), "proofs-");
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
        Seeds.each(200, seed -> check(seed, Installation.PART, () -> {
            OrderedTables tables = new MemoryTables();
            Installation.openAccount(tables, Clock.systemUTC());
            return Installation.over(tables, new MemoryBlobs(), HELPERS, Clock.systemUTC());
        }));
    }

    @Test
    void onRocksDbAndFiles() {
        Seeds.each(25, seed -> check(seed, Installation.PART, () -> onRocksDb));
    }

    @Test
    void onDynamoDb() {
        Seeds.each(4, seed -> check(seed, Installation.PART, () -> onDynamoDb));
    }

    @Test
    @EnabledIfSystemProperty(named = ENDPOINT, matches = ".+")
    void atAnyEndpoint() {
        Signer signer = new Signer(System.getProperty("coffer.proofs.key"), System.getProperty("coffer.proofs.secret"),
                Installation.REGION, Clock.systemUTC());
        Endpoint endpoint = new HttpEndpoint(URI.create(System.getProperty(ENDPOINT)), signer);
        Seeds.each(50, seed -> check(seed, AWS_PART, () -> endpoint));
    }

    private static void check(long seed, int leastPart, Supplier<Endpoint> endpoint) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(Step.random(random, List.of(Kind.values()), Step.BUCKETS, Step.KEYS.size(), i));
        }
        try {
            check(steps, leastPart, endpoint.get());
        } catch (AssertionError e) {
            throw Seeds.smallest(steps, e, fewer -> check(fewer, leastPart, endpoint.get()));
        }
    }

    private static void check(List<Step> steps, int leastPart, Endpoint endpoint) {
        Target target = new Target("proof-" + UUID.randomUUID().toString().substring(0, 13), leastPart);
        Session session = new Session(endpoint);
        for (int i = 0; i < Step.BUCKETS; i++) {
            session.send(new Buckets.Create(target.bucket(i)));
        }
        for (Step step : steps) {
            session.send(step.operation(session.world, target));
        }
        session.removeEverything();
    }

    /** A client that knows what is stored. */
    private static final class Session {

        private final Endpoint endpoint;
        private final List<String> sent = new ArrayList<>();
        private World world = World.EMPTY;

        Session(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        void send(Operation operation) {
            sent.add(operation.toString());
            Answer answer = endpoint.send(operation.call());
            try {
                world = operation.accept(world, answer);
            } catch (Violation e) {
                throw new AssertionError(e.getMessage() + "\nafter\n  " + String.join("\n  ", sent));
            }
        }

        /** Reads what must be there, and removes it. */
        void removeEverything() {
            world.buckets().forEach((name, bucket) -> {
                send(new Listings.ListObjects(true, name, "", null, null, 1000));
                send(new Listings.ListVersions(name, "", null, null, 1000));
                bucket.keys().forEach((key, versions) -> versions.forEach(version -> remove(name, bucket, key, version)));
                bucket.uploads().forEach((id, upload) -> send(new Uploads.Abort(name, upload.key(), id)));
                send(new Buckets.Delete(name));
            });
        }

        private void remove(String name, Bucket bucket, String key, Version version) {
            String id = bucket.versioning() == World.Versioning.NEVER ? null : version.id();
            send(new Objects.Get("GET", name, key, id, null, null, null));
            send(new Objects.Delete(name, key, id));
        }
    }
}
