/** Operations that list a bucket's objects. */
@NullMarked
package io.coffer.listings;

import org.jspecify.annotations.NullMarked;
