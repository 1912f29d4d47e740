package io.coffer.testkit.gateway;

import java.time.Clock;

/**
 * Throttling as API Gateway does it: a request takes a token; tokens come back at the rate, and at most the burst of them are kept.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">API Gateway Developer Guide,
 *     throttling</a>
 */
public final class TokenBucket {

    private final double rate;
    private final int burst;
    private final Clock clock;
    private double tokens;
    private long filledAt;

    /**
     * @param rate requests a second
     * @param burst requests at once
     */
    public TokenBucket(double rate, int burst, Clock clock) {
        this.rate = rate;
        this.burst = burst;
        this.clock = clock;
        this.tokens = burst;
        this.filledAt = clock.millis();
    }

    /** Whether a request may pass. */
    public synchronized boolean tryTake() {
        long now = clock.millis();
        tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * rate / 1000);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
