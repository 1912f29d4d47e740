package io.coffer.proofs.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.housekeeping.ReclaimSweep;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.proofs.simulation.Disk;
import io.coffer.proofs.simulation.Kept;
import io.coffer.proofs.wire.HttpInstallation;
import io.coffer.proofs.wire.Installation;
import io.coffer.testkit.LocalDynamoDb;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * While the stores behind a gateway fail, clients see success or an error that they try again, and never other bytes than were stored. What
 * a request without an answer did is one of two things, all of it or nothing, and nothing is left over. {@code -Dcoffer.proofs.seed} and
 * {@code -Dcoffer.proofs.operations} try others and more.
 */
@Tag("long")
class FaultyTiersTest {

    /** Held, since a logger that nobody holds is forgotten with its level. */
    private static final Logger LOG = Logger.getLogger("io.coffer");
    private static final String BUCKET = "bucket";
    private static final String PREFIX = "faulty-";
    private static final int CLIENTS = 4;
    private static final int OPERATIONS = Integer.getInteger("coffer.proofs.operations", 40);
    private static final long SEED = Long.getLong("coffer.proofs.seed", 1);

    static {
        System.setProperty("org.jboss.logging.provider", "jdk");
        LOG.setLevel(Level.OFF);
    }

    private final RandomFaults faults = new RandomFaults(SEED);

    @Test
    void clientsOfAnEngineThatFailsSeeSuccessOrAnErrorThatTheyTryAgain() throws Exception {
        Disk disk = new Disk(new MemoryTables());
        assertNothingIsLost(disk, new FaultyTables(disk.tables(), faults), 40);
    }

    @Test
    void clientsOfDynamoDbThatIsThrottledAndConflictsAndLosesAnswersDoToo() throws Exception {
        try (LocalDynamoDb local = LocalDynamoDb.start();
                DynamoDbClient client = local.clientBuilder()
                        .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(new DynamoDbFaults(faults)))
                        .build()) {
            DynamoDbTables.createTables(local.client(), PREFIX);
            Disk disk = new Disk(new DynamoDbTables(client, PREFIX));
            assertNothingIsLost(disk, disk.tables(), 60);
        }
    }

    private void assertNothingIsLost(Disk disk, OrderedTables tables, int failuresInThousand) throws Exception {
        Installation.openAccount(tables, faults);
        FaultyBlobs blobs = new FaultyBlobs(disk.blobs(), faults);
        ExecutorService threads = Executors.newCachedThreadPool();
        Installation installation = Installation.over(tables, blobs, threads, faults);
        try (HttpInstallation server = new HttpInstallation(installation); S3Client s3 = client(server)) {
            s3.createBucket(r -> r.bucket(BUCKET));
            faults.fail(failuresInThousand);
            List<FaultyClient> clients = new ArrayList<>();
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                FaultyClient client = new FaultyClient(s3, BUCKET, "client-" + i, SEED + i);
                clients.add(client);
                runs.add(threads.submit(() -> client.run(OPERATIONS)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            faults.fail(0);
            clients.forEach(FaultyClient::requireAll);
            s3.listMultipartUploadsPaginator(r -> r.bucket(BUCKET)).uploads().forEach(upload ->
                    s3.abortMultipartUpload(r -> r.bucket(BUCKET).key(upload.key()).uploadId(upload.uploadId())));
            System.out.println(clients.stream().mapToInt(FaultyClient::unanswered).sum() + " of " + CLIENTS * OPERATIONS
                    + " operations failed to their clients, after " + faults.failures() + " faults");
            assertTrue(faults.failures() > 0);
        } finally {
            threads.shutdownNow();
        }
        sweep(disk, installation.stores(), blobs);
        new Kept(disk).requireNoOrphans();
    }

    private void sweep(Disk disk, Stores stores, FaultyBlobs blobs) {
        ReclaimSweep sweep = new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, faults,
                () -> ReclaimSweep.REST);
        disk.blobs().removeUnfinished();
        faults.advance(ReclaimSweep.PENDING_BY_OTHERS.plusHours(1));
        sweep.run(faults.millis() - ReclaimSweep.PENDING_BY_OTHERS.toMillis());
        faults.advance(ReclaimSweep.REST.plusMinutes(1));
        sweep.run();
    }

    private static S3Client client(HttpInstallation server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(Installation.REGION))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Installation.ACCESS_KEY, Installation.SECRET_KEY)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(3)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .circuitBreakerEnabled(false)
                        .retryOnException(FaultyClient::isRetryable)
                        .build()))
                .build();
    }
}
