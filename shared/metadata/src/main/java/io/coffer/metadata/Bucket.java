package io.coffer.metadata;

/**
 * A bucket.
 *
 * @param id names the bucket's content; a bucket deleted and made again has another
 * @param accountId the owner
 * @param acl the canned ACL it was created with
 * @param created milliseconds since the epoch
 * @param deleting when a DeleteBucket began that has not ended, in milliseconds since the epoch; null for none
 */
public record Bucket(String name, String id, String accountId, String region, String acl, long created, Long deleting) {

    Bucket withDeleting(Long since) {
        return new Bucket(name, id, accountId, region, acl, created, since);
    }
}
