/** Benchmarks of single pieces of a request, for JMH. */
@NullMarked
package io.coffer.bench.micro;

import org.jspecify.annotations.NullMarked;
