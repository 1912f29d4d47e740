/** Operations that list a bucket's objects. */
package io.coffer.listings;
