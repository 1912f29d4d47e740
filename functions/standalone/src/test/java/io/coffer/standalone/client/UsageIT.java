package io.coffer.standalone.client;

import static io.coffer.endpoints.S3ClientTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.coffer.accounts.AccountOpening;
import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.TestServer;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.Usage;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.Usage.DayUsage;
import io.coffer.metadata.accounts.LastUsed;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.standalone.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What accounts use is counted, and what their plans allow them holds. */
final class UsageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Leaves the processor to the server. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Map<String, String> PAIR = Map.of(
            "COFFER_ACCESS_KEY", TestServer.CREDENTIALS.accessKeyId(),
            "COFFER_SECRET_KEY", TestServer.CREDENTIALS.secretAccessKey());
    private static final int SECOND_PART = 200_000;

    @TempDir
    Path data;

    private static S3Client limitedClient(TestServer server) {
        return server.client(b -> b.forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(TestServer.OTHER_CREDENTIALS)));
    }

    private static void limit(Stores stores, PlanLimits limits) {
        stores.accounts().createIfAbsent(TestServer.OTHER_ACCOUNT, "other", Plan.FREE);
        stores.accounts().putPlan(TestServer.OTHER_ACCOUNT, Plan.FREE, limits);
    }

    private static void put(S3Client s3, String key, int size) {
        s3.putObject(r -> r.bucket("limited").key(key), RequestBody.fromBytes(new byte[size]));
    }

    private static void delete(S3Client s3, String key) {
        s3.deleteObject(r -> r.bucket("limited").key(key));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "CLOUD", "GATEWAY"})
    void noMoreThanThePlanAllowsIsStored(ServerKind kind) throws IOException {
        int firstPart = kind.minPart();
        int most = firstPart + SECOND_PART / 2;
        PlanLimits limits = new PlanLimits(1, (long) most, 3L, null, null);
        try (TestServer server = PackagedServers.prepared(kind, Map.of(), stores -> limit(stores, limits));
                S3Client s3 = limitedClient(server)) {
            s3.createBucket(r -> r.bucket("limited"));
            assertRefused(400, "TooManyBuckets", () -> s3.createBucket(r -> r.bucket("one-too-many")));

            Multipart upload = Multipart.begin(s3, "limited", "parts");
            upload.part(1, new byte[firstPart]);
            assertRefused(403, "QuotaExceeded", () -> upload.part(2, new byte[SECOND_PART]));
            upload.part(2, new byte[SECOND_PART / 2]);
            assertRefused(403, "QuotaExceeded", () -> put(s3, "a", 1));
            upload.abort();
            assertTrue(s3.listObjectsV2(r -> r.bucket("limited")).contents().isEmpty());

            put(s3, "a", 10);
            put(s3, "b", most - 10);
            S3Exception refusal = assertRefused(403, "QuotaExceeded", () -> put(s3, "c", 1));
            assertTrue(refusal.getMessage().contains(most + " bytes"), refusal.getMessage());
            assertRefused(403, "QuotaExceeded", () -> s3.copyObject(r ->
                    r.sourceBucket("limited").sourceKey("a").destinationBucket("limited").destinationKey("c")));
            put(s3, "b", 10);
            s3.copyObject(r -> r.sourceBucket("limited").sourceKey("a").destinationBucket("limited").destinationKey("c"));
            assertRefused(403, "QuotaExceeded", () -> put(s3, "d", 0));
            put(s3, "c", 20);
            delete(s3, "c");
            put(s3, "d", 0);

            List.of("a", "b", "d").forEach(key -> delete(s3, key));
            s3.deleteBucket(r -> r.bucket("limited"));
            s3.createBucket(r -> r.bucket("another"));
            assertEquals(List.of(), server.denied());
        }
    }

    /** Two uploads of six parts of 5 MiB each do not pass 8 MB, and clients that tidy up go on at once. */
    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "CLOUD"})
    void uploadsThatNobodyCompletesDoNotFillTheDisk(ServerKind kind) throws IOException {
        byte[] part = new byte[5 << 20];
        PlanLimits limits = new PlanLimits(1, 8_000_000L, null, 2L, null);
        try (TestServer server = PackagedServers.prepared(kind, Map.of(), stores -> limit(stores, limits));
                S3Client s3 = limitedClient(server)) {
            s3.createBucket(r -> r.bucket("limited"));
            put(s3, "source", 1_000);
            Multipart first = Multipart.begin(s3, "limited", "first");
            Multipart second = Multipart.begin(s3, "limited", "second");
            S3Exception third = assertRefused(403, "QuotaExceeded", () -> Multipart.begin(s3, "limited", "third"));
            assertTrue(third.getMessage().contains("2 uploads in progress"), third.getMessage());

            first.part(1, part);
            for (int number = 2; number <= 6; number++) {
                int next = number;
                S3Exception refusal = assertRefused(403, "QuotaExceeded", () -> first.part(next, part));
                assertTrue(refusal.getMessage().contains("8000000 bytes"), refusal.getMessage());
                assertRefused(403, "QuotaExceeded", () -> second.part(next, part));
            }
            first.part(1, part);
            second.part(1, new byte[8_000_000 - 1_000 - part.length]);
            assertRefused(403, "QuotaExceeded", () -> s3.uploadPartCopy(r -> r.bucket("limited").key("second")
                    .uploadId(second.uploadId()).partNumber(2).sourceBucket("limited").sourceKey("source")));
            assertRefused(403, "QuotaExceeded", () -> put(s3, "object", 1));

            first.abort();
            second.part(2, part);
            second.complete(List.of(second.parts().get(0)));
            Multipart another = Multipart.begin(s3, "limited", "first");
            another.part(1, part);
            another.complete();
            assertRefused(403, "QuotaExceeded", () -> put(s3, "object", 1));
            assertEquals(8_000_000L,
                    s3.listObjectsV2(r -> r.bucket("limited")).contents().stream().mapToLong(object -> object.size()).sum());
        }
    }

    /**
     * Functions write their counts down after an answer, so they are asked now and then: several at once, since what came before may have
     * been answered by more than one sandbox, and one that is not asked again writes nothing.
     */
    @ParameterizedTest
    @EnumSource(names = {"CLOUD", "GATEWAY"})
    void whatIsCountedIsSeenSoon(ServerKind kind) throws IOException {
        AtomicReference<Stores> tables = new AtomicReference<>();
        try (TestServer server = PackagedServers.prepared(kind, Map.of(), tables::set);
                S3Client s3 = server.client(b -> b.forcePathStyle(true))) {
            s3.createBucket(r -> r.bucket("limited"));
            put(s3, "a", 1000);
            put(s3, "b", 100);
            delete(s3, "a");
            s3.getObjectAsBytes(r -> r.bucket("limited").key("b"));

            await(() -> {
                IntStream.range(0, 4).parallel().forEach(i -> s3.headObject(r -> r.bucket("limited").key("b")));
                return used(tables.get()).buckets().equals(List.of(new BucketUsage("limited", Amount.ofObjects(1, 100))))
                        && requests(tables.get(), "GetObject") == 1;
            }, () -> used(tables.get()).toString());
            assertEquals(2, requests(tables.get(), "PutObject"));
            assertEquals(1, requests(tables.get(), "CreateBucket"));
            assertEquals(1, requests(tables.get(), "DeleteObject"));
            assertTrue(today(tables.get()).bytesIn() >= 1100);
            assertTrue(today(tables.get()).bytesOut() >= 100);
            assertEquals(Optional.of("s3"),
                    tables.get().keys().lastUsed(TestServer.CREDENTIALS.accessKeyId()).map(LastUsed::service));

            delete(s3, "b");
            s3.deleteBucket(r -> r.bucket("limited"));
            assertEquals(List.of(), used(tables.get()).buckets());
            assertEquals(List.of(), server.denied());
        }
    }

    private static Usage used(Stores stores) {
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        return stores.usage().of(AccountOpening.FIRST_ACCOUNT, today.minusDays(1), today);
    }

    private static DayUsage today(Stores stores) {
        List<DayUsage> days = used(stores).days();
        return days.isEmpty() ? new DayUsage("", Map.of(), 0, 0) : days.get(days.size() - 1);
    }

    private static long requests(Stores stores, String operation) {
        return today(stores).requests().getOrDefault(operation, 0L);
    }

    private static void await(BooleanSupplier condition, Supplier<String> state) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                fail("still " + state.get());
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    @Test
    void aServerThatIsStoppedHasWrittenAllItCounted() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, PAIR, List.of()); S3Client s3 = client(server)) {
            s3.createBucket(r -> r.bucket("limited"));
            IntStream.range(0, 50).forEach(i -> put(s3, "key-" + i, 10));
            assertEquals(0, server.stop());
        }
        assertCounted(50, 500);
    }

    /** Counts may fall behind what there is by the last seconds; objects may not. */
    @Test
    void aServerThatIsKilledLosesTheLastSecondsOfCountsAndNoObject() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, PAIR, List.of()); S3Client s3 = client(server)) {
            s3.createBucket(r -> r.bucket("limited"));
            IntStream.range(0, 20).forEach(i -> put(s3, "key-" + i, 10));
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(data, PAIR, List.of()); S3Client s3 = client(server)) {
            assertEquals(20, s3.listObjectsV2(r -> r.bucket("limited")).contents().size());
            IntStream.range(20, 30).forEach(i -> put(s3, "key-" + i, 10));
            assertEquals(0, server.stop());
        }
        try (OrderedTables tables = PackagedServers.embeddedTables(data)) {
            long objects = used(Stores.over(tables, Clock.systemUTC())).buckets().get(0).held().objects();
            assertTrue(objects >= 10 && objects <= 30, "counted " + objects);
        }
    }

    private void assertCounted(long objects, long bytes) throws IOException {
        try (OrderedTables tables = PackagedServers.embeddedTables(data)) {
            Stores stores = Stores.over(tables, Clock.systemUTC());
            assertEquals(List.of(new BucketUsage("limited", Amount.ofObjects(objects, bytes))), used(stores).buckets());
            assertEquals(objects, used(stores).days().stream().mapToLong(day -> day.requests().getOrDefault("PutObject", 0L)).sum());
        }
    }

    private static S3Client client(ServerProcess server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(TestServer.CREDENTIALS))
                .forcePathStyle(true)
                .build();
    }

    @Test
    void whoAsksTooOftenIsToldToSlowDown() throws Exception {
        try (TestServer server = PackagedServers.start(ServerKind.LOCAL, Map.of("COFFER_REQUESTS_PER_SECOND", "5"));
                S3Client s3 = server.client(b -> b.forcePathStyle(true));
                S3Client patient = server.client(b -> b.forcePathStyle(true).overrideConfiguration(c -> {}))) {
            s3.createBucket(r -> r.bucket("limited"));
            S3Exception refusal = null;
            for (int i = 0; refusal == null && i < 1000; i++) {
                try {
                    s3.listBuckets();
                } catch (S3Exception e) {
                    refusal = e;
                }
            }
            assertEquals("SlowDown", refusal.awsErrorDetails().errorCode());
            assertEquals(503, refusal.statusCode());
            assertEquals(Optional.of("1"), refusal.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After"));
            assertEquals(200, HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(server.origin().resolve("/_health/ready")).build(), BodyHandlers.discarding()).statusCode());

            IntStream.range(0, 10).forEach(i -> patient.headBucket(r -> r.bucket("limited")));
            assertFalse(patient.listBuckets().buckets().isEmpty());
        }
    }
}
