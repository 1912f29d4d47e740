package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.testkit.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestRatesTest {

    private final HandClock clock = new HandClock();
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
}
