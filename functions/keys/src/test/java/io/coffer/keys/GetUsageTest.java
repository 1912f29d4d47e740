package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.AllowedRates;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GetUsageTest {

    @Test
    void thirtyDaysByTheirOperations() throws IOException {
        try (OrderedTables tables = new MemoryTables()) {
            Installation installation = new Installation(tables);
            installation.stores.accounts().create(Installation.ACCOUNT, "ours", Plan.FREE);
            use(installation, "PutObject", 10, 0);
            installation.clock.advance(Duration.ofDays(1));
            use(installation, "GetObject", 0, 7);
            use(installation, "GetObject", 0, 8);
            use(installation, "DeleteObject", 0, 0);
            String second = "<member><Day>2026-01-02</Day><BytesIn>0</BytesIn><BytesOut>15</BytesOut><Requests>"
                    + "<member><Operation>DeleteObject</Operation><Count>1</Count></member>"
                    + "<member><Operation>GetObject</Operation><Count>2</Count></member></Requests></member>";
            installation.clock.advance(Duration.ofDays(28));
            assertTrue(installation.call("Action=GetUsage").contains("<Days><member><Day>2026-01-01</Day><BytesIn>10</BytesIn>"));
            installation.clock.advance(Duration.ofDays(1));
            String answer = installation.call("Action=GetUsage");
            assertEquals("<AccountId>000000000001</AccountId><DisplayName>ours</DisplayName><Plan>FREE</Plan><Limits>"
                    + "<MaxBuckets>1</MaxBuckets><MaxBytes>5000000000</MaxBytes><MaxObjects>1000</MaxObjects>"
                    + "<MaxUploads>1000</MaxUploads><RequestsPerSecond>100</RequestsPerSecond></Limits><BucketCount>0</BucketCount>"
                    + "<Buckets/><Days>"
                    + second + "</Days>",
                    answer.substring(answer.indexOf("<AccountId>"), answer.indexOf("</Result>")));
        }
    }

    private static void use(Installation installation, String operation, long bytesIn, long bytesOut) {
        installation.stores.meter().request(Installation.ACCOUNT, operation, bytesIn, bytesOut);
        installation.stores.meter().flush();
    }

    @Test
    void aLimitThatIsNotSetHasNoElement() throws IOException {
        try (OrderedTables tables = new MemoryTables()) {
            Installation installation = new Installation(tables);
            installation.stores.accounts().create(Installation.ACCOUNT, "ours", Plan.PRO);
            installation.stores.accounts().putPlan(Installation.ACCOUNT, Plan.PRO, new PlanLimits(null, 5L, null, null, null));
            assertTrue(installation.call("Action=GetUsage").contains("<Limits><MaxBytes>5</MaxBytes></Limits>"));
        }
    }

    @Test
    void noRateIsShownToWhoIsHeldToNone() throws IOException {
        try (OrderedTables tables = new MemoryTables()) {
            Installation installation = new Installation(tables, AllowedRates.ANY);
            installation.stores.accounts().create(Installation.ACCOUNT, "ours", Plan.PRO);
            assertTrue(installation.call("Action=GetUsage").contains(
                    "<Limits><MaxBuckets>100</MaxBuckets><MaxUploads>10000</MaxUploads></Limits>"));
            String listed = installation.call("Action=ListAccounts");
            assertTrue(listed.contains("<RequestsPerSecond>100</RequestsPerSecond></Limits></member>"), listed);
        }
    }

    @Test
    void theRateOfTheInstallationIsShownAndNotThePlans() throws IOException {
        try (OrderedTables tables = new MemoryTables()) {
            Installation installation = new Installation(tables, AllowedRates.of(account -> 7, null));
            installation.stores.accounts().create(Installation.ACCOUNT, "ours", Plan.PRO);
            assertTrue(installation.call("Action=GetUsage").contains("<RequestsPerSecond>7</RequestsPerSecond></Limits>"));
            String listed = installation.call("Action=ListAccounts");
            assertTrue(listed.contains("<RequestsPerSecond>100</RequestsPerSecond></Limits><RateLimit>7</RateLimit>"), listed);
        }
    }
}
