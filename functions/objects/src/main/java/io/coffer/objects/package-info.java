/** Operations on single objects, DeleteObjects, and the gateway that answers requests by content id. */
@NullMarked
package io.coffer.objects;

import org.jspecify.annotations.NullMarked;
