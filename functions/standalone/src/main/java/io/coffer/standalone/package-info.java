/** All operations in one process, and its command line. */
@NullMarked
package io.coffer.standalone;

import org.jspecify.annotations.NullMarked;
