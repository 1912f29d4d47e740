/** Buckets, the documents they are configured with, and the index of those with lifecycle rules. */
package io.coffer.metadata.buckets;
