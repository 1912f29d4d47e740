package io.coffer.metadata;

import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param canonicalId the id that S3's documents give as an owner's ID: 64 hexadecimal digits
 * @param ownLimits what it may hold instead of what its plan says; null if the plan holds
 * @param suspended whether nobody can sign for it nor use its buckets
 * @param buckets how many buckets it owns
 * @param created milliseconds since the epoch
 */
public record Account(
        String id, String canonicalId, String displayName, Plan plan, @Nullable PlanLimits ownLimits, boolean suspended, int buckets,
        long created) {

    /** What the account may hold: its own limits, or its plan's. */
    public PlanLimits limits() {
        return ownLimits == null ? plan.limits() : ownLimits;
    }

    public Account withBuckets(int count) {
        return new Account(id, canonicalId, displayName, plan, ownLimits, suspended, count, created);
    }

    public Account withPlan(Plan other, @Nullable PlanLimits own) {
        return new Account(id, canonicalId, displayName, other, own, suspended, buckets, created);
    }

    public Account withSuspended(boolean state) {
        return new Account(id, canonicalId, displayName, plan, ownLimits, state, buckets, created);
    }
}
