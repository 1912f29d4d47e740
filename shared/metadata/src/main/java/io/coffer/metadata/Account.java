package io.coffer.metadata;

/**
 * An account.
 *
 * @param canonicalId the id that S3's documents give as an owner's ID: 64 hexadecimal digits
 * @param buckets how many buckets it owns
 * @param created milliseconds since the epoch
 */
public record Account(String id, String canonicalId, String displayName, Plan plan, int buckets, long created) {

    Account withBuckets(int count) {
        return new Account(id, canonicalId, displayName, plan, count, created);
    }
}
