/** Operations that list a bucket's objects, and the one walk over keys that they share. */
package io.coffer.listings;
