/** Buckets, the documents they are configured with, and the index of those with lifecycle rules. */
@NullMarked
package io.coffer.metadata.buckets;

import org.jspecify.annotations.NullMarked;
