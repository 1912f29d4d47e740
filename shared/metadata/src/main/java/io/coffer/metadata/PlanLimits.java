package io.coffer.metadata;

import org.jspecify.annotations.Nullable;

/**
 * What an account may hold and ask. What is null has no limit.
 *
 * @param maxBytes of current objects, older versions and the parts of uploads in progress together
 * @param maxObjects current objects and older versions, counted
 * @param maxUploads uploads in progress; null, too, in the own limits that a version without this limit gave an account: there is none then
 *     until the account is given limits again
 * @param requestsPerSecond to one process
 */
public record PlanLimits(
        @Nullable Integer maxBuckets,
        @Nullable Long maxBytes,
        @Nullable Long maxObjects,
        @Nullable Long maxUploads,
        @Nullable Integer requestsPerSecond) {

    public static final PlanLimits NONE = new PlanLimits(null, null, null, null, null);

    /** @param rate null for no limit */
    public PlanLimits withRequestsPerSecond(@Nullable Integer rate) {
        return new PlanLimits(maxBuckets, maxBytes, maxObjects, maxUploads, rate);
    }
}
