/** What the server tells whoever runs it: metrics for Prometheus, and a log with a line for each request. */
@NullMarked
package io.coffer.standalone.observation;

import org.jspecify.annotations.NullMarked;
