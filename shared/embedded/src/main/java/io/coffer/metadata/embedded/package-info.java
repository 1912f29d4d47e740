/** The embedded engine: ordered tables in a directory of this machine, for one process at a time. */
package io.coffer.metadata.embedded;
