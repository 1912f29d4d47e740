/** The data directory: its layout, the parts that belong together, its free space, and its verification. */
@NullMarked
package io.coffer.standalone.data;

import org.jspecify.annotations.NullMarked;
