package io.coffer.metadata.reclaim;

/**
 * The promise, made before a blob's first byte is written, that the blob will be reclaimed unless the commit that makes it visible
 * withdraws the promise.
 */
public record PendingBlob(String blobId, String partition, String sort, String revision) {}
