/** The queue of what nothing names any more, and of blobs that are being written. */
package io.coffer.metadata.reclaim;
