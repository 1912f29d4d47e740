/** One server: its options, its stores, pipeline and sweeps, and what each account has of it. */
package io.coffer.standalone.server;
