/** The engine that keeps tables in memory, for tests, simulations and embedding. */
@NullMarked
package io.coffer.metadata.memory;

import org.jspecify.annotations.NullMarked;
