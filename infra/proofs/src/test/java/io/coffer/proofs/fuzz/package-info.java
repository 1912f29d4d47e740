/** What strangers may send: any bytes, found by a fuzzer that sees which code they reach. */
package io.coffer.proofs.fuzz;
