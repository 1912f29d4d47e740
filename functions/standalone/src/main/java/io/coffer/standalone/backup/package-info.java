/** Copies of a data directory as it was at moments, in another directory or in S3, and what makes a data directory of one. */
@NullMarked
package io.coffer.standalone.backup;

import org.jspecify.annotations.NullMarked;
