/** S3 Control: what of its API clients of buckets need, which are their tags. */
package io.coffer.buckets.control;
