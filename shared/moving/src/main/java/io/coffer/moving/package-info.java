/** Copies buckets from one S3 endpoint to another: {@link io.coffer.moving.Import}. It sees nothing except the S3 API of both. */
@NullMarked
package io.coffer.moving;

import org.jspecify.annotations.NullMarked;
