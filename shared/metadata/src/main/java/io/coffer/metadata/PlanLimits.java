package io.coffer.metadata;

/**
 * What an account may hold and ask. What is null has no limit.
 *
 * @param maxBytes of current objects and older versions together
 * @param maxObjects those, counted
 * @param requestsPerSecond to one process
 */
public record PlanLimits(Integer maxBuckets, Long maxBytes, Long maxObjects, Integer requestsPerSecond) {

    public static final PlanLimits NONE = new PlanLimits(null, null, null, null);
}
