package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.Endpoint;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import io.coffer.testkit.DynamoDbCall;
import io.coffer.testkit.DynamoDbTap;
import io.coffer.testkit.DynamoDbUsage;
import io.coffer.testkit.Recording;
import io.coffer.testkit.S3Call;
import io.coffer.testkit.S3Tap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Where the bytes of small objects are, if the setting says another limit than the usual one. */
final class SmallObjectLimitIT {

    private static final int LIMIT = 1000;
    private static final int USUAL = 4 << 10;

    private static final DynamoDbTap DYNAMO_DB = DynamoDbTap.open();
    private static final S3Tap S3 = S3Tap.open();

    private static TestServer server;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        server = PackagedServers.start(CloudStandIns.start(DYNAMO_DB, S3), Map.of("COFFER_SMALL_OBJECT_BYTES", String.valueOf(LIMIT),
                "COFFER_USAGE_INTERVAL", "P1D", "COFFER_LIFECYCLE_INTERVAL", "P1D", "COFFER_ABORT_UPLOADS_AFTER_DAYS", "0"));
        s3 = server.client(Endpoint.CLOUD_PATH_STYLE);
        s3.createBucket(r -> r.bucket("limited"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static List<String> requestsOfPut(String key, byte[] bytes) {
        try (Recording<S3Call> requests = S3.begin()) {
            s3.putObject(r -> r.bucket("limited").key(key), RequestBody.fromBytes(bytes));
            return requests.calls().stream().map(S3Call::operation).toList();
        }
    }

    @Test
    void bytesAboveTheLimitGoToS3AndThoseUpToItDoNot() {
        byte[] small = S3ClientTest.bytes(LIMIT, 1);
        byte[] larger = S3ClientTest.bytes(LIMIT + 1, 2);

        assertEquals(List.of(), requestsOfPut("small", small));
        assertEquals(List.of("PutObject"), requestsOfPut("larger", larger));
        assertArrayEquals(small, s3.getObjectAsBytes(r -> r.bucket("limited").key("small")).asByteArray());
        assertArrayEquals(larger, s3.getObjectAsBytes(r -> r.bucket("limited").key("larger")).asByteArray());
    }

    /** What the setting is for: DynamoDB bills a query by what its items weigh. */
    @Test
    void listingsDoNotPayForBytesAboveTheLimit() {
        s3.createBucket(r -> r.bucket("listed"));
        IntStream.range(0, 100).parallel().mapToObj("key-%03d"::formatted)
                .forEach(key -> s3.putObject(r -> r.bucket("listed").key(key), RequestBody.fromBytes(S3ClientTest.bytes(USUAL, 3))));

        try (Recording<DynamoDbCall> calls = DYNAMO_DB.begin()) {
            assertEquals(100, s3.listObjectsV2(r -> r.bucket("listed")).keyCount());

            double units = new DynamoDbUsage(calls.calls()).only(call -> call.accesses().get(0).action().equals("Query")
                    && call.accesses().get(0).resource().endsWith("objects")).readUnits();
            assertTrue(units < 20, () -> units + " read units, where the bytes alone would be 100");
        }
    }
}
