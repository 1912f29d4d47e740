/** Operations on single objects, and DeleteObjects. */
package io.coffer.objects;
