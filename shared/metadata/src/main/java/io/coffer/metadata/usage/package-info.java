/** What buckets and accounts hold and what they are asked: counts and quotas. */
package io.coffer.metadata.usage;
