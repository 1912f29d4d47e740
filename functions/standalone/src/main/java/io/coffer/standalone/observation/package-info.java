/**
 * What the server tells those who run it: metrics for Prometheus, a log with a line for each request, traces, and the requests of the
 * last hour.
 */
@NullMarked
package io.coffer.standalone.observation;

import org.jspecify.annotations.NullMarked;
