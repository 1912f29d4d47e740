package io.coffer.fallback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.MasterKey;
import io.coffer.blobs.FileBlobStore;
import io.coffer.fallback.Gateway.Answer;
import io.coffer.lambda.EventHandler;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Usage;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.Usage.DayUsage;
import io.coffer.metadata.accounts.LastUsed;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.Admission;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Behaviour;
import io.coffer.pipeline.RequestObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which requests are counted, for whom, and with how many bytes. */
final class UsageCountedTest {

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] TEXT = "text".getBytes(UTF_8);

    @TempDir
    Path directory;

    private final ExecutorService helpers = Executors.newCachedThreadPool();
    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);
    private OrderedTables tables;
    private MasterKey masterKey;
    private Stores stores;
    private Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        tables = new MemoryTables();
        stores = Stores.over(tables, clock);
        masterKey = FileMasterKey.in(directory, tables).openOrMake();
        new AccountOpening(stores, masterKey, clock).openFirst(new AccessKeyPair(Gateway.ACCESS_KEY_ID, Gateway.SECRET));
        gateway = gateway(Integer.MAX_VALUE);
        send("PUT", "/bucket", NOTHING);
    }

    private Gateway gateway(int requestsPerSecond) {
        Backend.Settings settings = new Backend.Settings(Behaviour.STANDARD, false, 8 << 10,
                AllowedRates.of(account -> requestsPerSecond, requestsPerSecond), Admission.OF_ALL);
        Backend backend = new Backend(settings, stores, this::blobs, masterKey.bytes(), helpers, clock);
        return new Gateway(new EventHandler(
                backend, EveryOperation.of(backend), Optional.empty(), Optional.empty(), RequestObserver.NONE, s3 -> s3));
    }

    private FileBlobStore blobs() {
        try {
            return FileBlobStore.open(directory.resolve("blobs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        helpers.shutdownNow();
        tables.close();
    }

    private Answer send(String method, String target, byte[] body, String... headers) throws IOException {
        return gateway.send(Gateway.event(Gateway.signed(method, target, body, headers), body, target.replaceFirst("\\?.*", "")));
    }

    private Answer sendUnsigned(String method, String target) throws IOException {
        return gateway.send(Gateway.event(Gateway.unsigned(method, target, NOTHING), NOTHING, target));
    }

    private Usage used() {
        stores.meter().flush();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return stores.usage().of(AccountOpening.FIRST_ACCOUNT, today, today);
    }

    private DayUsage today() {
        return used().days().get(0);
    }

    @Test
    void requestsAndTheirBodiesAreCountedByOperation() throws IOException {
        send("PUT", "/bucket/key", TEXT);
        send("GET", "/bucket/key", NOTHING);
        send("GET", "/bucket/key", NOTHING, "Range", "bytes=0-0");
        send("HEAD", "/bucket/key", NOTHING);

        assertEquals(Map.of("CreateBucket", 1L, "PutObject", 1L, "GetObject", 2L, "HeadObject", 1L), today().requests());
        assertEquals(4, today().bytesIn());
        assertEquals(5, today().bytesOut());
        assertEquals(List.of(new BucketUsage("bucket", Amount.ofObjects(1, 4))), used().buckets());
    }

    @Test
    void refusedRequestsCountWithTheDocumentThatSaysSo() throws IOException {
        Answer refusal = send("GET", "/bucket/missing", NOTHING);
        assertEquals(404, refusal.status());
        assertEquals(404, send("GET", "/no-such-bucket/key", NOTHING).status());

        assertEquals(Map.of("CreateBucket", 1L, "GetObject", 2L), today().requests());
        assertTrue(today().bytesOut() > refusal.body().length);
    }

    @Test
    void whatOthersMayAskOfABucketCountsForItsOwner() throws IOException {
        assertEquals(200, send("PUT", "/bucket", NOTHING, "x-amz-acl", "public-read").status());
        assertEquals(404, sendUnsigned("GET", "/bucket/key").status());

        assertEquals(Map.of("CreateBucket", 2L, "GetObject", 1L), today().requests());
    }

    @Test
    void whatOthersAreRefusedDoesNotCountForTheOwner() throws IOException {
        assertEquals(403, sendUnsigned("GET", "/bucket/key").status());
        assertEquals(404, sendUnsigned("GET", "/no-such-bucket/key").status());

        assertEquals(Map.of("CreateBucket", 1L), today().requests());
    }

    @Test
    void whatNobodyProvedToHaveAskedIsNotCounted() throws IOException {
        var request = Gateway.signed("GET", "/bucket/key", NOTHING);
        assertEquals(403, gateway.send(Gateway.event(request, NOTHING, "/bucket/another")).status());

        assertEquals(Map.of("CreateBucket", 1L), today().requests());
    }

    @Test
    void anAnswerThatIsTooLongCountsAsTheRefusalThatIsSentInItsPlace() throws IOException {
        assertEquals(200, send("PUT", "/bucket/large", new byte[5 << 20]).status());
        Answer refusal = send("GET", "/bucket/large", NOTHING);
        assertEquals(400, refusal.status());

        assertEquals(Map.of("CreateBucket", 1L, "PutObject", 1L, "GetObject", 1L), today().requests());
        assertEquals(5 << 20, today().bytesIn());
        assertEquals(refusal.body().length, today().bytesOut());
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() throws IOException {
        gateway = gateway(2);
        for (int i = 0; i < 4; i++) {
            assertEquals(200, send("HEAD", "/bucket", NOTHING).status());
        }
        Answer refusal = send("PUT", "/bucket/key", TEXT);
        assertEquals(503, refusal.status());
        assertTrue(refusal.text().contains("<Code>SlowDown</Code>"), refusal.text());
        assertEquals("1", refusal.header("retry-after"));

        assertTrue(stores.objects().find(stores.buckets().find("bucket").orElseThrow(), "key").isEmpty());
        assertEquals(Map.of("CreateBucket", 1L, "HeadBucket", 4L), today().requests());
    }

    @Test
    void oneAddressIsRefusedNoMoreOftenThanAnAccountIsAnswered() throws IOException {
        gateway = gateway(2);
        for (int i = 0; i < 4; i++) {
            assertEquals(403, sendUnsigned("GET", "/bucket/key").status());
        }
        assertEquals(503, sendUnsigned("GET", "/bucket/key").status());
        assertEquals(200, send("HEAD", "/bucket", NOTHING).status());
    }

    @Test
    void theUseOfAnAccessKeyIsNoted() throws IOException {
        assertTrue(stores.keys().lastUsed(Gateway.ACCESS_KEY_ID).isEmpty());
        String day = today().day();
        assertEquals(Optional.of(new LastUsed(day, "s3", "us-east-1")), stores.keys().lastUsed(Gateway.ACCESS_KEY_ID));
    }
}
