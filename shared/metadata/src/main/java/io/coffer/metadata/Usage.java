package io.coffer.metadata;

import java.util.List;
import java.util.Map;

/**
 * What an account uses, as far as it has been counted: what processes counted in their last seconds is not in it yet.
 *
 * @param buckets in the order of their names; buckets that never held an object may be missing
 * @param days in their order; days without a request are missing
 */
public record Usage(List<BucketUsage> buckets, List<DayUsage> days) {

    /**
     * What a bucket holds.
     *
     * @param held delete markers are no objects; bytes are as their clients sent them
     */
    public record BucketUsage(String name, Amount held) {}

    /**
     * What was asked on a day, of the account's buckets by anybody and of the service by the account.
     *
     * @param day in UTC, as ISO 8601 writes it: {@code 2026-11-21}
     * @param requests by S3's name of their operation
     * @param bytesIn of requests' bodies, as they were read
     * @param bytesOut of answers' bodies
     */
    public record DayUsage(String day, Map<String, Long> requests, long bytesIn, long bytesOut) {}
}
