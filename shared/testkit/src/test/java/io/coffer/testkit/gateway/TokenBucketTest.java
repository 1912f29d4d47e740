package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.TokenBucket;
import io.coffer.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final ManualClock clock = new ManualClock();
    private final TokenBucket bucket = new TokenBucket(100, 200, clock);

    @Test
    void theBurstPassesAtOnceAndNoMore() {
        assertEquals(200, passed(500));
    }

    @Test
    void tokensComeBackAtTheRate() {
        passed(500);
        clock.advance(Duration.ofMillis(9));
        assertFalse(bucket.tryTake());
        clock.advance(Duration.ofMillis(1));
        assertTrue(bucket.tryTake());
        assertFalse(bucket.tryTake());
        clock.advance(Duration.ofMillis(1000));
        assertEquals(100, passed(500));
    }

    @Test
    void noMoreThanTheBurstIsKept() {
        assertTrue(bucket.isFull());
        passed(1);
        assertFalse(bucket.isFull());
        clock.advance(Duration.ofMillis(3_600_000));
        assertTrue(bucket.isFull());
        assertEquals(200, passed(500));
    }

    private int passed(int requests) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += bucket.tryTake() ? 1 : 0;
        }
        return passed;
    }
}
