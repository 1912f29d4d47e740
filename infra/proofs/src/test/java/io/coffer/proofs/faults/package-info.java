/** Stores that fail as those behind a network do, around any engine. */
package io.coffer.proofs.faults;
