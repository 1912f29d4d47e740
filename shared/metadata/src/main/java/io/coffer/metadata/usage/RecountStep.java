package io.coffer.metadata.usage;

import io.coffer.metadata.Recounting;
import io.coffer.metadata.tables.Change;

/**
 * A step of a recount: what is committed together.
 *
 * @param recounting what the bucket's record says from now on
 * @param counts the change of the bucket's counts
 */
public record RecountStep(Recounting recounting, Change counts) {}
