package io.coffer.metadata.objects;

import org.jspecify.annotations.Nullable;

/**
 * What a deletion did.
 *
 * @param versionId the version removed, or of the delete marker made; null if the bucket keeps no versions
 * @param deleteMarker whether a delete marker was made, or the version removed was one
 */
public record DeleteOutcome(@Nullable String versionId, boolean deleteMarker) {}
