/** Benchmarks of single pieces of a request, for JMH. */
package io.coffer.bench.micro;
