/** What runs on a schedule rather than for a request: removing bytes that nobody points to any more. */
package io.coffer.housekeeping;
