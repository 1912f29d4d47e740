/**
 * A specification of S3 that can be run: what each operation answers and changes, by what S3's documentation says. It knows nothing of how
 * Coffer does it.
 */
@NullMarked
package io.coffer.proofs.s3;

import org.jspecify.annotations.NullMarked;
