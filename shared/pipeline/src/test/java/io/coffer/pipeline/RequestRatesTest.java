package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestRatesTest {

    private final ManualClock clock = new ManualClock();
    private OrderedTables tables;
    private AccountStore accounts;
    private RequestRates rates;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        accounts = new AccountStore(tables, clock);
        accounts.create("1", "one", Plan.PRO);
        accounts.create("2", "two", Plan.FREE);
        rates = new RequestRates(accounts::find, AllowedRates.of(account -> account.limits().requestsPerSecond(), 100), clock);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    /** How many of 1,000 requests at once are answered. */
    private int answered(String accountId) {
        for (int i = 0; i < 1000; i++) {
            try {
                rates.require(accountId);
            } catch (S3Exception e) {
                assertEquals(S3ErrorCode.SLOW_DOWN, e.code());
                return i;
            }
        }
        return 1000;
    }

    private void putRate(String accountId, Integer rate) {
        accounts.putPlan(accountId, Plan.PRO, new PlanLimits(null, null, null, null, rate));
    }

    @Test
    void twoSecondsOfThePlansRateMayComeAtOnce() {
        assertEquals(200, answered("1"));
        assertEquals(0, answered("1"));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(100, answered("1"));
    }

    @Test
    void accountsDoNotTakeFromEachOther() {
        assertEquals(200, answered("1"));
        assertEquals(200, answered("2"));
    }

    @Test
    void anAccountsOwnRateHoldsAtOnce() {
        assertEquals(200, answered("1"));
        putRate("1", 7);
        assertEquals(14, answered("1"));
        putRate("1", null);
        assertEquals(1000, answered("1"));
    }

    @Test
    void theProcessMaySayItself() {
        rates = new RequestRates(accounts::find, AllowedRates.of(account -> 3, 3), clock);
        assertEquals(6, answered("1"));
        rates = new RequestRates(accounts::find, AllowedRates.ANY, clock);
        assertEquals(1000, answered("1"));
    }

    /** How many of 1,000 requests at once that nobody signed are answered. */
    private int answeredOf(String address) {
        for (int i = 0; i < 1000; i++) {
            try {
                rates.requireOfAddress(address);
            } catch (S3Exception e) {
                assertEquals(S3ErrorCode.SLOW_DOWN, e.code());
                return i;
            }
        }
        return 1000;
    }

    @Test
    void addressesAreHeldToARateOfTheirOwnAndTakeFromNoAccount() {
        assertEquals(200, answeredOf("192.0.2.1"));
        assertEquals(200, answeredOf("192.0.2.2"));
        assertEquals(200, answered("1"));
    }

    @Test
    void oneNetworkOfSixtyFourBitsIsOneAddress() {
        assertEquals(200, answeredOf("2001:db8:1:2:0:0:0:1"));
        assertEquals(0, answeredOf("2001:db8:1:2:ffff:0:0:9"));
        assertEquals(200, answeredOf("2001:db8:1:3:0:0:0:1"));
    }

    @Test
    void moreAddressesThanAreRememberedShareOneRate() {
        for (int i = 0; i < 10_000; i++) {
            rates.requireOfAddress("10.0." + i / 250 + "." + i % 250);
        }
        assertEquals(200, answeredOf("192.0.2.1") + answeredOf("192.0.2.2"));
        assertEquals(199, answeredOf("10.0.0.1"));
    }

    @Test
    void whereNoRateHoldsNoneHoldsForAddresses() {
        rates = new RequestRates(accounts::find, AllowedRates.ANY, clock);
        assertEquals(1000, answeredOf("192.0.2.1"));
    }

    /** One sandbox: it counts, writes its counts every ten seconds, and sees what the others wrote. */
    private final class Sandbox {

        private final UsageMeter meter = Stores.over(tables, clock).meter();
        private final RequestRates rates = new RequestRates(
                accounts::find, AllowedRates.shared(meter, account -> account.limits().requestsPerSecond()), clock);

        /** As many requests as one sandbox answers in a second. */
        int answered() {
            int answered = 0;
            for (int i = 0; i < 50; i++) {
                try {
                    rates.require("1");
                    meter.request("1", "GetObject", 0, 0);
                    answered++;
                } catch (S3Exception e) {
                    assertEquals(S3ErrorCode.SLOW_DOWN, e.code());
                }
            }
            meter.flushEvery(Duration.ofSeconds(10));
            return answered;
        }
    }

    private int answeredInASecond(List<Sandbox> sandboxes) {
        int answered = sandboxes.stream().mapToInt(Sandbox::answered).sum();
        clock.advance(Duration.ofSeconds(1));
        return answered;
    }

    @Test
    void severalSandboxesKeepToTheRateTogether() {
        List<Sandbox> sandboxes = Stream.generate(Sandbox::new).limit(8).toList();
        int first = IntStream.range(0, 20).map(second -> answeredInASecond(sandboxes)).sum();
        int then = IntStream.range(0, 100).map(second -> answeredInASecond(sandboxes)).sum();

        assertTrue(first <= 20 * 8 * 50, "answered " + first);
        assertTrue(then >= 100 * 100 && then <= 100 * 125, "answered " + then);
    }

    @Test
    void aSandboxThatIsLeftAloneGetsTheWholeRateBack() {
        List<Sandbox> sandboxes = Stream.generate(Sandbox::new).limit(4).toList();
        IntStream.range(0, 40).forEach(second -> answeredInASecond(sandboxes));
        List<Sandbox> left = sandboxes.subList(0, 1);
        IntStream.range(0, 20).forEach(second -> answeredInASecond(left));

        assertEquals(50, answeredInASecond(left));
    }
}
