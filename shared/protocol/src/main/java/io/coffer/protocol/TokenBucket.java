package io.coffer.protocol;

import java.time.Clock;

/**
 * Holds requests to a rate, as AWS's services do: a request takes a token; tokens come back at the rate, and at most the burst of them are
 * kept. Thread-safe.
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
        fill();
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Whether as many requests may pass at once as ever, so that a fresh bucket would do as well. */
    public synchronized boolean isFull() {
        fill();
        return tokens >= burst;
    }

    private void fill() {
        long now = clock.millis();
        tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * rate / 1000);
        filledAt = now;
    }
}
