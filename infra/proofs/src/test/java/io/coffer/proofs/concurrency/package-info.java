/**
 * Looks through the orders in which threads may get on. What is called is in the packages of the classes it is about, most of which
 * nobody else sees.
 */
package io.coffer.proofs.concurrency;
