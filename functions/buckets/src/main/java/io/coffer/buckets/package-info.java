/** Operations on buckets: making, finding, listing and removing them, and reading how they are configured. */
package io.coffer.buckets;
