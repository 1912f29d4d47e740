package io.coffer.metadata.objects;

/**
 * What a deletion did.
 *
 * @param versionId the version removed, or of the delete marker made; null if the bucket keeps no versions
 * @param deleteMarker whether a delete marker was made, or the version removed was one
 */
public record DeleteOutcome(String versionId, boolean deleteMarker) {}
