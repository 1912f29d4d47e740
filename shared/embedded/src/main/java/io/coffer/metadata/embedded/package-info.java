/** The embedded engine: ordered tables in a directory of this machine, for one process at a time. */
@NullMarked
package io.coffer.metadata.embedded;

import org.jspecify.annotations.NullMarked;
