/** Servers and clients for tests. */
package io.coffer.testkit;
