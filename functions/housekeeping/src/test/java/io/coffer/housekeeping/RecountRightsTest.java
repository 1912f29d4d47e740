package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Recounting;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.testkit.DynamoDbTap;
import io.coffer.testkit.FunctionStatement;
import io.coffer.testkit.LocalDynamoDb;
import io.coffer.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A recount that goes from run to run, with what {@code function.yaml} grants and nothing else. */
final class RecountRightsTest {

    private static final String FUNCTION = "housekeeping";

    private final ManualClock clock = new ManualClock();

    private Stores stores(DynamoDbClient client) {
        return Stores.over(new DynamoDbTables(client, "", Duration.ZERO), clock);
    }

    @Test
    void everyStepOfARecountIsGranted() throws IOException {
        DynamoDbTap tap = DynamoDbTap.guarding("", Map.of(FUNCTION, FunctionStatement.read(Path.of("function.yaml"))));
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(tap);
                DynamoDbClient client = dynamoDb.clientBuilder()
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(FUNCTION, "local")))
                        .build()) {
            DynamoDbTables.createTables(dynamoDb.client(), "");
            Stores owner = stores(dynamoDb.client());
            owner.accounts().create("1", "one", Plan.PRO);
            Bucket bucket = owner.buckets().create("bucket", "1", "us-east-1", any -> AccessList.EMPTY, Map.of()).orElseThrow();

            Stores granted = stores(client);
            Recounting begun = granted.buckets()
                    .recount(bucket, now -> granted.usage().begin(now, clock.millis())).orElseThrow();
            granted.buckets()
                    .recount(bucket, now -> granted.usage().passed(now, begun, "key", Amount.ofObjects(1, 1))).orElseThrow();
            assertEquals(1, new UsageRecount(granted, clock).run(Duration.ofHours(1)));
            assertEquals(List.of(), tap.grants().refusals());
        }
    }
}
