/** Operations on buckets: making, finding, listing and removing them, and reading how they are configured. */
@NullMarked
package io.coffer.buckets;

import org.jspecify.annotations.NullMarked;
