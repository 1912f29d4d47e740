/** The queue of what nothing names any more, and of blobs that are being written. */
@NullMarked
package io.coffer.metadata.reclaim;

import org.jspecify.annotations.NullMarked;
