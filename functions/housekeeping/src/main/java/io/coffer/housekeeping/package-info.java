/** What runs on a schedule rather than for a request: removing bytes that nobody points to any more. */
@NullMarked
package io.coffer.housekeeping;

import org.jspecify.annotations.NullMarked;
