/** What buckets and accounts hold and what they are asked: counts and quotas. */
@NullMarked
package io.coffer.metadata.usage;

import org.jspecify.annotations.NullMarked;
