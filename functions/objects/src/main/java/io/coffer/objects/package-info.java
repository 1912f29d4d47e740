/** Operations on single objects, and DeleteObjects. */
@NullMarked
package io.coffer.objects;

import org.jspecify.annotations.NullMarked;
