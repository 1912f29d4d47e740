/** Operations on buckets: making, finding, listing and removing them, and reading and writing their configurations. */
@NullMarked
package io.coffer.buckets;

import org.jspecify.annotations.NullMarked;
