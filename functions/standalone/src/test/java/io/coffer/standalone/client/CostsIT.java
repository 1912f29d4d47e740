package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.S3BlobStore;
import io.coffer.endpoints.Endpoint;
import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import io.coffer.housekeeping.ReclaimSweep;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.testkit.Access;
import io.coffer.testkit.DynamoDbCall;
import io.coffer.testkit.DynamoDbTap;
import io.coffer.testkit.DynamoDbUsage;
import io.coffer.testkit.Recording;
import io.coffer.testkit.S3Call;
import io.coffer.testkit.S3Tap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What each operation costs in DynamoDB and S3, counted by taps in front of their stand-ins, and the documented table of it. Every
 * operation runs twice and the second run counts: a process has seen its bucket's configuration by then. Looking up the access key and its
 * account is left out, since a process does it once in five seconds at most. So is looking up the bucket, which it does once a second at
 * most, and so is what an account with a quota holds, and what housekeeping asks meanwhile. What was counted is not written down
 * meanwhile; what that costs has a row of its own.
 */
final class CostsIT {

    private static final Path PAGE = Path.of("../../docs/costs.md");
    private static final String HEAD = """
            | Operation | DynamoDB calls | Read units | Write units | S3 requests | Dollars per million |
            |---|--:|--:|--:|---|--:|
            """;

    /** Dollars per million in us-east-1: DynamoDB on demand, S3's requests. S3 deletes and aborts for nothing. */
    private static final double READ_UNIT = 0.125;
    private static final double WRITE_UNIT = 0.625;
    private static final Map<String, Double> S3_REQUESTS = Map.of(
            "PutObject", 5.00, "CreateMultipartUpload", 5.00, "UploadPart", 5.00, "CompleteMultipartUpload", 5.00,
            "ListMultipartUploads", 5.00, "GetObject", 0.40, "DeleteObject", 0.00, "DeleteObjects", 0.00, "AbortMultipartUpload", 0.00);

    private static final String PREFIX = "coffer-";
    private static final Access KEY_LOOKUP = new Access("GetItem", PREFIX + "access-keys");
    /** What a process asks for once in a while, whatever the operation. */
    private static final Set<Access> NOT_OF_THE_OPERATION = Set.of(
            new Access("Query", PREFIX + "reclaim"),
            new Access("Query", PREFIX + "usage"),
            new Access("Query", PREFIX + "lifecycles"));

    private static final byte[] SMALL = S3ClientTest.bytes(4 << 10, 1);
    private static final byte[] LARGE = S3ClientTest.bytes(1 << 20, 2);
    private static final byte[] PART = S3ClientTest.bytes(Endpoint.CLOUD_PATH_STYLE.minPart(), 3);

    private static final DynamoDbTap DYNAMO_DB = DynamoDbTap.open();
    private static final S3Tap S3 = S3Tap.open();

    private static CloudStandIns.Running standIns;
    private static TestServer server;
    private static S3Client s3;

    /** Both are remembered for seconds, which may be over while a body arrives. */
    private static final Access BUCKET_LOOKUP = new Access("GetItem", PREFIX + "buckets");
    private static final Access ACCOUNT_LOOKUP = new Access("GetItem", PREFIX + "accounts");

    private final List<String> rows = new ArrayList<>();
    /** Whether an operation is about a bucket, so that what it reads of it and of its account is its own. */
    private boolean isAboutBuckets;
    /** Whether an operation tells the names of accounts. */
    private boolean tellsAccounts;

    @BeforeAll
    static void start() {
        standIns = CloudStandIns.start(DYNAMO_DB, S3);
        server = PackagedServers.start(standIns, Map.of("COFFER_LIFECYCLE_INTERVAL", "P1D", "COFFER_USAGE_INTERVAL", "P1D",
                "COFFER_ABORT_UPLOADS_AFTER_DAYS", "0", "COFFER_BUCKET_LEASE", "PT1S"));
        s3 = server.client(Endpoint.CLOUD_PATH_STYLE);
        s3.createBucket(r -> r.bucket("costs"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void thePageSaysWhatOperationsCost() throws IOException {
        isAboutBuckets = true;
        buckets();
        isAboutBuckets = false;
        headBucket();
        objects();
        listings();
        multipart();
        versions();
        housekeeping();
        String table = HEAD + String.join("\n", rows) + "\n";
        assertTrue(Files.readString(PAGE).contains(table), () -> "the table should be\n\n" + table);
    }

    private void buckets() {
        row("`ListBuckets` (of 10)", i -> {
            IntStream.range(s3.listBuckets().buckets().size(), 10).forEach(n -> s3.createBucket(r -> r.bucket("one-of-ten-" + n)));
            return "";
        }, nothing -> s3.listBuckets());
        row("`CreateBucket`", i -> "made-" + i, bucket -> s3.createBucket(r -> r.bucket(bucket)));
        row("`DeleteBucket`", i -> "made-" + i, bucket -> s3.deleteBucket(r -> r.bucket(bucket)));
    }

    private void headBucket() {
        row("`HeadBucket`", i -> "costs", bucket -> s3.headBucket(r -> r.bucket(bucket)));
    }

    private void objects() {
        row("`PutObject` 4 KiB", i -> "small-" + i, key -> put(key, SMALL));
        row("`PutObject` 1 MiB", i -> "large-" + i, key -> put(key, LARGE));
        row("`PutObject` 4 KiB over 4 KiB", i -> "small-" + i, key -> put(key, SMALL));
        row("`PutObject` 1 MiB over 1 MiB", i -> "large-" + i, key -> put(key, LARGE));
        row("`GetObject` 4 KiB", i -> "small-0", CostsIT::get);
        row("`GetObject` 1 MiB", i -> "large-0", CostsIT::get);
        row("`GetObject` 4 KiB of a public bucket, unsigned", i -> {
            s3.createBucket(r -> r.bucket("public-" + i).acl(BucketCannedACL.PUBLIC_READ));
            s3.putObject(r -> r.bucket("public-" + i).key("small"), RequestBody.fromBytes(SMALL));
            unsigned("public-" + i);
            return "public-" + i;
        }, CostsIT::unsigned);
        row("`HeadObject`", i -> "small-0", key -> s3.headObject(r -> r.bucket("costs").key(key)));
        row("`CopyObject` 4 KiB", i -> "small-copy-" + i, key -> copy("small-0", key));
        row("`CopyObject` 1 MiB", i -> "large-copy-" + i, key -> copy("large-0", key));
        row("`PutObjectTagging`", i -> "small-0", key -> s3.putObjectTagging(r -> r.bucket("costs").key(key)
                .tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build()))));
        row("`GetObjectTagging`", i -> "small-0", key -> s3.getObjectTagging(r -> r.bucket("costs").key(key)));
        row("`DeleteObject` 4 KiB", i -> "small-" + i, CostsIT::delete);
        row("`DeleteObject` 1 MiB", i -> "large-" + i, CostsIT::delete);
        row("`DeleteObjects` of 100 of 4 KiB", i -> {
            hundred().forEach(key -> put(key, SMALL));
            return "";
        }, nothing -> s3.deleteObjects(r -> r.bucket("costs").delete(d -> d.objects(
                hundred().map(key -> ObjectIdentifier.builder().key(key).build()).toList()))));
    }

    private void listings() {
        s3.createBucket(r -> r.bucket("listed"));
        row("`ListObjectsV2`, nothing there", i -> "listed", CostsIT::list);
        IntStream.range(0, 1000).parallel().mapToObj("key-%04d"::formatted)
                .forEach(key -> s3.putObject(r -> r.bucket("listed").key(key), RequestBody.fromString("text")));
        row("`ListObjectsV2`, 1,000 keys", i -> "listed", CostsIT::list);
        s3.createBucket(r -> r.bucket("listed-small"));
        IntStream.range(0, 1000).parallel().mapToObj("key-%04d"::formatted)
                .forEach(key -> s3.putObject(r -> r.bucket("listed-small").key(key), RequestBody.fromBytes(SMALL)));
        row("`ListObjectsV2`, 1,000 keys of 4 KiB", i -> "listed-small", CostsIT::list);
    }

    private void multipart() {
        row("`CreateMultipartUpload`", i -> "parts-" + i, key -> Multipart.begin(s3, "costs", key));
        Multipart[] uploads = new Multipart[2];
        row("`UploadPart` 5 MiB", i -> {
            uploads[i] = Multipart.begin(s3, "costs", "parts-" + i);
            uploads[i].part(1, PART);
            uploads[i].part(2, PART);
            return i;
        }, i -> uploads[i].part(3, PART));
        tellsAccounts = true;
        row("`ListParts` of 3", i -> i, i -> s3.listParts(r -> r.bucket("costs").key("parts-" + i).uploadId(uploads[i].uploadId())));
        tellsAccounts = false;
        row("`CompleteMultipartUpload` of 3 parts", i -> i, i -> uploads[i].complete());
        row("`AbortMultipartUpload`", i -> {
            uploads[i] = Multipart.begin(s3, "costs", "aborted-" + i);
            uploads[i].part(1, LARGE);
            return i;
        }, i -> uploads[i].abort());
    }

    private void versions() {
        s3.createBucket(r -> r.bucket("versions"));
        s3.putBucketVersioning(r -> r.bucket("versions").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        row("`PutObject` 4 KiB, the first version", i -> "key-" + i, CostsIT::putVersion);
        row("`PutObject` 4 KiB, another version", i -> "key-" + i, CostsIT::putVersion);
        row("`GetObject` 4 KiB, an older version", i -> oldest("key-" + i), CostsIT::getVersion);
        row("`DeleteObject`, a marker over 2 versions", i -> "key-" + i, key -> s3.deleteObject(r -> r.bucket("versions").key(key)));
        row("`DeleteObject` 4 KiB, one of 3 versions", i -> oldest("key-" + i),
                version -> s3.deleteObject(r -> r.bucket("versions").key(version.key()).versionId(version.id())));
    }

    /** What removing bytes costs later: the sweep of a process that believes the rest of five minutes to be over. */
    private void housekeeping() throws IOException {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        Stores stores = Stores.over(new DynamoDbTables(standIns.dynamoDb().client(), PREFIX), later);
        S3BlobStore blobs = new S3BlobStore(standIns.s3().client(), standIns.s3().client().listBuckets().buckets().get(0).name(), "");
        ReclaimSweep sweep = new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, later,
                () -> Duration.ofMinutes(5));
        Runnable run = () -> {
            sweep.run();
        };
        run.run();
        row("later, for each 1 MiB object replaced or deleted", i -> {
            put("swept", LARGE);
            delete("swept");
            return "";
        }, nothing -> run.run());
        Bucket bucket = stores.buckets().find("costs").orElseThrow();
        row("every 5 s, the counts of an account that asked, and wrote to one bucket", i -> {
            put("counted", SMALL);
            stores.objects().delete(bucket, "counted", null, ObjectCondition.NONE).orElseThrow();
            stores.meter().request(bucket.accountId(), "DeleteObject", 0, 0);
            return "";
        }, nothing -> stores.meter().flush());
    }

    private record Version(String key, String id) {}

    private static Version oldest(String key) {
        var versions = s3.listObjectVersions(r -> r.bucket("versions").prefix(key)).versions();
        return new Version(key, versions.get(versions.size() - 1).versionId());
    }

    private static void getVersion(Version version) {
        assertEquals(SMALL.length, s3.getObjectAsBytes(
                r -> r.bucket("versions").key(version.key()).versionId(version.id())).asByteArrayUnsafe().length);
    }

    private static void putVersion(String key) {
        s3.putObject(r -> r.bucket("versions").key(key), RequestBody.fromBytes(SMALL));
    }

    private static Stream<String> hundred() {
        return IntStream.range(0, 100).mapToObj("of-hundred-%02d"::formatted);
    }

    private static void put(String key, byte[] bytes) {
        s3.putObject(r -> r.bucket("costs").key(key), RequestBody.fromBytes(bytes));
    }

    private static void get(String key) {
        s3.getObjectAsBytes(r -> r.bucket("costs").key(key));
    }

    private static void unsigned(String bucket) {
        try (S3Client anybody = server.client(b -> b.forcePathStyle(true).credentialsProvider(AnonymousCredentialsProvider.create()))) {
            anybody.getObjectAsBytes(r -> r.bucket(bucket).key("small"));
        }
    }

    private static void copy(String from, String to) {
        s3.copyObject(r -> r.sourceBucket("costs").sourceKey(from).destinationBucket("costs").destinationKey(to));
    }

    private static void delete(String key) {
        s3.deleteObject(r -> r.bucket("costs").key(key));
    }

    private static void list(String bucket) {
        s3.listObjectsV2(r -> r.bucket(bucket));
    }

    /**
     * Adds a row of the table.
     *
     * @param prepare what an operation needs, given the number of its run, 0 or 1
     */
    private <T> void row(String name, IntFunction<T> prepare, Consumer<T> operation) {
        for (int i = 0; i < 2; i++) {
            T prepared = prepare.apply(i);
            try (Recording<DynamoDbCall> calls = DYNAMO_DB.begin(); Recording<S3Call> requests = S3.begin()) {
                operation.accept(prepared);
                if (i == 1) {
                    rows.add(row(name, new DynamoDbUsage(withoutLookups(calls.calls())).only(this::isOfTheOperation), requests.calls()));
                }
            }
        }
    }

    /** Without the reads of access keys, each of which a read of its account follows, not always at once. */
    private static List<DynamoDbCall> withoutLookups(List<DynamoDbCall> calls) {
        List<DynamoDbCall> others = new ArrayList<>();
        int accountsToCome = 0;
        for (DynamoDbCall call : calls) {
            if (call.accesses().equals(List.of(KEY_LOOKUP))) {
                accountsToCome++;
            } else if (accountsToCome > 0 && call.accesses().equals(List.of(ACCOUNT_LOOKUP))) {
                accountsToCome--;
            } else {
                others.add(call);
            }
        }
        return others;
    }

    private boolean isOfTheOperation(DynamoDbCall call) {
        Access first = call.accesses().get(0);
        return call.accesses().size() > 1 || !(NOT_OF_THE_OPERATION.contains(first)
                || (first.equals(BUCKET_LOOKUP) && !isAboutBuckets)
                || (first.equals(ACCOUNT_LOOKUP) && !isAboutBuckets && !tellsAccounts));
    }

    private static String row(String name, DynamoDbUsage usage, List<S3Call> requests) {
        List<String> operations = requests.stream().map(S3Call::operation).toList();
        double dollars = usage.readUnits() * READ_UNIT + usage.writeUnits() * WRITE_UNIT
                + operations.stream().mapToDouble(S3_REQUESTS::get).sum();
        return String.format(Locale.ROOT, "| %s | %d | %.0f | %.0f | %s | %.2f |", name, usage.calls().size(), usage.readUnits(),
                usage.writeUnits(), String.join(", ", operations), dollars);
    }
}
