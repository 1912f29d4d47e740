/**
 * Where the bytes of larger objects live: immutable blobs under fresh ids, in files or in an S3 bucket, behind one port
 * ({@link io.coffer.blobs.BlobStore}). Small objects never come here: their bytes sit beside the metadata.
 */
@NullMarked
package io.coffer.blobs;

import org.jspecify.annotations.NullMarked;
