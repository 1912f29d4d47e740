/** One server: its options, its stores, pipeline and sweeps, and what each account has of it. */
@NullMarked
package io.coffer.standalone.server;

import org.jspecify.annotations.NullMarked;
