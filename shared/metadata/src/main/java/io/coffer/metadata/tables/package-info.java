/** The port of ordered tables that the engines implement, its limits, and the form of records. */
package io.coffer.metadata.tables;
