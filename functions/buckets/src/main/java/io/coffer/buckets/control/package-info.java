/** S3 Control: what of its API clients of buckets need, which are their tags. */
@NullMarked
package io.coffer.buckets.control;

import org.jspecify.annotations.NullMarked;
