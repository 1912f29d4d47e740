/**
 * Coffer in a world where everything that happens follows from a seed: whose turn it is at each call of a store, what time it is, what
 * fails, and when a process dies.
 */
package io.coffer.proofs.simulation;
