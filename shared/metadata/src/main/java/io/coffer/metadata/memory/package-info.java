/** The engine that keeps tables in memory, for tests, simulations and embedding. */
package io.coffer.metadata.memory;
