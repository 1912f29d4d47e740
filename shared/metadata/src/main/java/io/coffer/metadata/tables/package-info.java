/** The port of ordered tables that the engines implement, its limits, and the form of records. */
@NullMarked
package io.coffer.metadata.tables;

import org.jspecify.annotations.NullMarked;
